#include "search-api/page_hits.h"

#include <algorithm>

#include "search-api/links.h"
#include "search-api/page_parts.h"

namespace lontar::api {
namespace {

using search::Alternative;
using search::Reason;
using search::SearchPage;
using search::SearchRequest;

constexpr std::size_t kShownReasons = 5;  // of each kind; a pasted sentence lacks many words

// What hits are shown with.
struct Setting {
  const SearchRequest& request;
  const Wording& words;
  bool has_reader;  // of PDFs
};

View passage_view(const search::Hit& hit, const search::PassageHit& passage,
                  const Setting& setting) {
  const Wording& words = setting.words;
  View view = object();
  view.set("passage_url", passage_url(hit.record, passage.anchor));
  set_named(view, "passage_label", words.passage(passage.name, passage.label));
  set(view, "passage_heading", passage.heading);
  set(view, "pick_anchor", passage.anchor);
  set(view, "pick_label", passage.label.empty() ? passage.heading : passage.label);
  const std::string page = std::to_string(passage.page);
  if (setting.has_reader && passage.page > 0 && is_pdf(hit.record)) {
    view.set("reader_page", page);
    view.set("reader_url", reader_url(hit.record.id, passage.page, setting.request.text));
  } else if (passage.page > 0 && passage.name.kind != "page") {
    view.set("passage_page", page);
  }
  set(view, "snippet_html", passage.snippet);
  set_language(view, "snippet", passage.language, words);
  set_scan(view, passage.ocr_confidence, passage.doubtful);
  return view;
}

View reason_view(const Reason& reason, bool later, const SearchRequest& request) {
  View view = object();
  view.set("reason_typed", reason.typed);
  set(view, "reason_found", reason.found);
  set(view, "reason_later", later);
  if (!reason.demanding.empty()) {
    SearchRequest narrower = request;
    narrower.text = reason.demanding;
    view.set("reason_url", search_page_url(std::move(narrower)));
  }
  return view;
}

void set_reasons(View& view, const search::Hit& hit, const SearchRequest& request) {
  View found = list();
  View lacking = list();
  std::size_t founds = 0;
  std::size_t lacks = 0;
  for (const Reason& reason : hit.reasons) {
    const bool lack = reason.kind == Reason::Kind::kLacks;
    const std::size_t before = lack ? lacks++ : founds++;
    if (before < kShownReasons)
      (lack ? lacking : found) << reason_view(reason, before > 0, request);
  }
  set_list(view, "reasons_found", found);
  set_list(view, "reasons_lacking", lacking);
  set(view, "has_found", founds > 0);
  set(view, "has_lacking", lacks > 0);
  if (lacks > kShownReasons) view.set("lacking_more", std::to_string(lacks - kShownReasons));
}

View hit_view(const search::Hit& hit, const Setting& setting) {
  const Wording& words = setting.words;
  View view = object();
  view.set("hit_url", document_page_url(hit.record.id));
  view.set("hit_title", display_title(hit.record));
  set_language(view, "hit", hit.record.metadata.first(Field::kLanguage), words);
  set_badges(view, hit.record, words);
  set_pick(view, hit.record, words);
  View passages = list();
  for (const search::PassageHit& passage : hit.passages)
    passages << passage_view(hit, passage, setting);
  set_list(view, "hit_passages", passages);
  set_reasons(view, hit, setting.request);
  return view;
}

std::string joined_labels(const SearchRequest& request, std::size_t facet, const Wording& words) {
  std::string out;
  for (const std::string& value : request.filters[facet])
    out.append(out.empty() ? "" : ", ").append(words.label(facet, value));
  return out;
}

// The change that leads to it, as an instruction.
std::string instruction(const Alternative& other, const SearchRequest& asked,
                        const Wording& words) {
  const InterfaceText& text = words.text;
  switch (other.kind) {
    case Alternative::Kind::kCorrected:
      return text.get("search.try_corrected", {{"text", other.request.text}});
    case Alternative::Kind::kWithoutFilter: {
      const std::string values = joined_labels(asked, other.facet, words);
      if (values.empty()) return text.get("search.try_any_year");
      return text.get("search.try_without_filter",
                      {{"facet", words.facet(other.facet)}, {"values", values}});
    }
    case Alternative::Kind::kWithoutFilters:
      return text.get("search.try_without_filters");
    case Alternative::Kind::kWithoutPart:
      return text.get("search.try_without_part", {{"part", other.part}});
    case Alternative::Kind::kWithoutQuotes:
      return text.get("search.try_without_quotes");
    case Alternative::Kind::kNotAll:
      return text.get("search.try_not_all");
  }
  return "";
}

}  // namespace

View hit_views(const SearchRequest& request, const SearchPage& page, const Wording& words,
               bool has_reader) {
  const Setting setting{request, words, has_reader};
  View all = list();
  for (const search::Hit& hit : page.hits) all << hit_view(hit, setting);
  return all;
}

View alternative_views(const SearchRequest& request, const SearchPage& page, const Wording& words) {
  View all = list();
  for (const Alternative& other : page.alternatives) {
    View view = object();
    view.set("try_words", instruction(other, request, words));
    set(view, "try_filters_too", other.filters_too);
    view.set("try_url", search_page_url(other.request));
    view.set("try_count", words.text.counted("search.total", other.total));
    all << view;
  }
  return all;
}

}  // namespace lontar::api
