// One long passage by itself, in parts.
#include <algorithm>
#include <array>

#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_parts.h"
#include "search-api/page_passages.h"
#include "search-api/text_parts.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

constexpr std::array kPassagePageParameters = {
    Parameter{"part", ParameterKind::kNumber, "Which part of a long passage, from 1.", 1,
              kMaxNumber},
    Parameter{"q", ParameterKind::kText, "What to mark."},
};

void set_parts(View& view, const index::Record& record, const std::string& anchor, std::size_t part,
               std::size_t parts, const std::string& query, const InterfaceText& text) {
  if (parts < 2) return;
  View pager = object();
  pager.set("part_words",
            text.get("passage.part", {{"part", text.number(part)}, {"parts", text.number(parts)}}));
  const auto at = [&](std::size_t other) {
    return passage_page_url(record.id, anchor, other, query);
  };
  if (part > 1) pager.set("prev_url", at(part - 1));
  if (part < parts) pager.set("next_url", at(part + 1));
  view.set("window", pager);
}

}  // namespace

std::span<const Parameter> passage_page_parameters() { return kPassagePageParameters; }

OrProblem<Response> get_passage_page(Context& context) {
  const std::string& anchor = context.path[1];
  const std::string query = context.parameters.text("q");
  const auto reading = context.searcher->read(
      context.path[0], {.query = query, .anchor = anchor, .size = {.passages = 1}, .listed = 0});
  if (!reading) return problem_of(reading.error());
  context.generation = reading->document.generation;
  if (reading->passages.empty() || reading->passages.front().anchor != anchor)
    return Problem("passage-not-found", "The document has no passage with this anchor.");
  const index::Record& record = reading->document.record;
  const Passage& passage = reading->passages.front();
  const Wording words = context.wording();
  const std::size_t parts = part_ends(passage.text).size();
  const std::size_t part = std::clamp<std::size_t>(context.parameters.size("part"), 1, parts);
  const search::PassageMarks* marks = reading->marks.empty() ? nullptr : &reading->marks.front();

  View view = page_view(context.site, context.request,
                        words.passage(passage).text + " – " + display_title(record) + " – Lontar");
  view.set("title", display_title(record));
  view.set("back_url", passage_url(record, anchor));
  set(view, "is_digest", record.metadata.first(Field::kTextKind) == "digest");
  set_pick(view, record, words);
  set_language(view, "document", record.metadata.first(Field::kLanguage), words);
  set_parts(view, record, anchor, part, parts, query, words.text);
  View all = list();
  all << passage_view(passage, marks, {record, words, query}, part);
  view.set("passages", all);
  return html_response(context.renderer->render("passage", context.text, view));
}

}  // namespace lontar::api
