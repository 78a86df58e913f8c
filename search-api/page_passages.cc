#include "search-api/page_passages.h"

#include <algorithm>

#include "search-api/links.h"
#include "search-api/page_parts.h"
#include "search-api/text_parts.h"
#include "search/marked_text.h"

namespace lontar::api {
namespace {

const std::vector<search::Span> kNoMarks;

void set_rest(View& view, const Passage& passage, const PassageSetting& setting, std::size_t part,
              std::size_t parts) {
  if (part >= parts) return;
  const InterfaceText& text = setting.words.text;
  view.set("rest_url",
           passage_page_url(setting.record.id, passage.anchor, part + 1, setting.query));
  view.set("rest_words", text.get("passage.rest", {{"part", text.number(part + 1)},
                                                   {"parts", text.number(parts)}}));
}

}  // namespace

View block_views(std::string_view text, const std::vector<search::Span>& marks, std::size_t from,
                 std::size_t to) {
  View all = list();
  while (from < to) {
    const std::size_t end = std::min(text.find('\n', from), to);
    if (end > from) {
      View block = object();
      block.set("block_html", search::marked_html(text, marks, from, end));
      all << block;
    }
    from = end + 1;
  }
  return all;
}

View passage_view(const Passage& passage, const search::PassageMarks* marks,
                  const PassageSetting& setting, std::size_t part) {
  View view = object();
  view.set("anchor", passage.anchor);
  // No name is needed before a heading that says the same.
  if (!passage.label.empty() || display_label(passage) != passage.heading)
    set_named(view, "passage_name", setting.words.passage(passage));
  set(view, "passage_heading_html",
      search::marked_html(passage.heading, marks != nullptr ? marks->heading : kNoMarks, 0,
                          passage.heading.size()));
  view.set("passage_url", passage_url(setting.record, passage.anchor));
  view.set("pick_label", display_label(passage));
  view.set("depth", std::to_string(std::clamp(passage.depth, 0, 5)));
  view.set("level", std::to_string(std::clamp(passage.depth + 3, 3, 6)));
  set_language(view, "passage", passage.language, setting.words);
  set_scan(view, passage.ocr_confidence, passage.doubtful);
  const auto ends = part_ends(passage.text);
  set_list(view, "blocks",
           block_views(passage.text, marks != nullptr ? marks->text : kNoMarks,
                       part > 1 ? ends[part - 2] : 0, ends[part - 1]));
  set_rest(view, passage, setting, part, ends.size());
  return view;
}

View passage_views(const std::vector<Passage>& passages,
                   const std::vector<search::PassageMarks>& marks, const PassageSetting& setting) {
  View all = list();
  int last_page = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    View view = passage_view(passage, i < marks.size() ? &marks[i] : nullptr, setting);
    if (passage.page > 0 && passage.page != last_page) {
      // A page as a passage is named by its label.
      if (passage.kind != "page")
        view.set("passage_page", setting.words.text.number(static_cast<unsigned>(passage.page)));
      if (setting.to_pdf != ToPdf::kNone) {
        view.set("beside_url", reader_url(setting.record.id, passage.page, setting.query));
        view.set("beside_words",
                 setting.words.text.get(setting.to_pdf == ToPdf::kFromText ? "passage.beside"
                                                                           : "read.show_page"));
      }
    }
    last_page = passage.page;
    all << view;
  }
  return all;
}

}  // namespace lontar::api
