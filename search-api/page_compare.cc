// Side by side: two documents, or two languages of one, aligned passage by passage; and the choice
// of the second one, and of the first, for who comes without.
#include <algorithm>
#include <array>
#include <optional>

#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_parts.h"
#include "search-api/page_passages.h"
#include "search-api/page_related.h"
#include "search-api/text_parts.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

constexpr std::array kCompareParameters = {
    Parameter{"left", ParameterKind::kText, "Id of the document on the left."},
    Parameter{"right", ParameterKind::kText, "Id of the document on the right."},
    Parameter{"at", ParameterKind::kText, "Anchor of a passage to begin with."},
    Parameter{"from", ParameterKind::kNumber, "Number of the first row, from 0.", 0, kMaxNumber},
    Parameter{"find", ParameterKind::kText,
              "Words, or an id, of the document to choose where one side is missing."},
};

constexpr std::size_t kRowsPerPage = 60;
constexpr std::size_t kFound = 10;
constexpr search::WindowSize kWindow{
    .passages = kRowsPerPage, .bytes = 3 * kPartBytes, .passage_bytes = kPartBytes};

// One side's cell of a row; `passage` may be missing.
View cell_view(const std::optional<Passage>& passage, const index::Record& record,
               const Wording& words) {
  if (!passage) {
    View view = object();
    set(view, "is_missing", true);
    return view;
  }
  return passage_view(*passage, nullptr, {record, words, ""});
}

void set_side(View& view, const std::string& name, const index::Record& record,
              const Wording& words) {
  const std::string& language = record.metadata.first(Field::kLanguage);
  view.set(name + "_title", display_title(record));
  view.set(name + "_url", document_page_url(record.id));
  set_language(view, name, language, words);
  // What a cell on a phone is told apart by.
  std::string label = words.vocabulary.own_name(language);
  view.set(name + "_label", label.empty() ? display_title(record) : label);
  set(view, name + "_digest", record.metadata.first(Field::kTextKind) == "digest");
}

View row_views(const search::Comparison& comparison, const Wording& words) {
  View rows = list();
  for (const search::ComparedRow& row : comparison.rows) {
    View view = object();
    view.set("row_anchor", row.left ? row.left->anchor : row.right->anchor);
    view.set("left", cell_view(row.left, comparison.left, words));
    view.set("right", cell_view(row.right, comparison.right, words));
    rows << view;
  }
  return rows;
}

void set_rows_pager(View& view, const search::Comparison& comparison, const InterfaceText& text) {
  const std::size_t from = comparison.from;
  const std::size_t end = from + comparison.rows.size();
  if (comparison.rows.size() >= comparison.total) return;
  const auto at = [&](std::size_t row) {
    QueryPairs pairs{{"left", comparison.left.id}, {"right", comparison.right.id}};
    if (row > 0) pairs.emplace_back("from", std::to_string(row));
    return "/compare" + format_query(pairs);
  };
  View pager = object();
  pager.set("rows_words", text.get("compare.rows", {{"first", text.number(from + 1)},
                                                    {"last", text.number(end)},
                                                    {"total", text.number(comparison.total)}}));
  if (from > 0) pager.set("prev_url", at(from - std::min(from, kRowsPerPage)));
  if (end < comparison.total) pager.set("next_url", at(end));
  view.set("window", pager);
}

OrProblem<Response> compared(Context& context, const std::string& left, const std::string& right) {
  const auto comparison = context.searcher->compare({.left = left,
                                                     .right = right,
                                                     .anchor = context.parameters.text("at"),
                                                     .from = context.parameters.size("from"),
                                                     .size = kWindow});
  if (!comparison) return problem_of(comparison.error());
  context.generation = comparison->generation;
  const Wording words = context.wording();
  View view = page_view(
      context.site, context.request,
      words.text.get("compare.title") + ": " + display_title(comparison->left) + " – Lontar");
  set_side(view, "left", comparison->left, words);
  set_side(view, "right", comparison->right, words);
  const std::string& work = comparison->left.metadata.first(Field::kWork);
  set(view, "one_work", !work.empty() && work == comparison->right.metadata.first(Field::kWork));
  if (comparison->alone > 0)
    view.set("alone_words", words.text.counted("compare.alone", comparison->alone));
  view.set("swap_url", compare_url(right, left));
  view.set("other_url", compare_url(left, ""));
  set_list(view, "rows", row_views(*comparison, words));
  set_rows_pager(view, *comparison, words.text);
  return html_response(context.renderer->render("compare", context.text, view));
}

// What the typed text may mean: the document of this id, and those that it finds.
View found_views(Context& context, const std::string& left, const std::string& typed) {
  View all = list();
  const auto add = [&](const index::Record& record) {
    if (record.id != left)
      all << related_view(record,
                          left.empty() ? compare_url(record.id, "") : compare_url(left, record.id),
                          context.wording());
  };
  const auto named = context.searcher->passages(typed, 0, {.passages = 1});
  if (named) add(named->record);
  search::SearchRequest request;
  request.text = typed;
  request.page_size = kFound;
  request.snippets = false;
  const auto page = context.searcher->search(request);
  if (!page) return all;
  for (const search::Hit& hit : page->hits)
    if (!named || hit.record.id != typed) add(hit.record);
  return all;
}

// A page on which one of the two is chosen.
OrProblem<Response> chosen(Context& context, const std::string& left) {
  const Wording words = context.wording();
  View view =
      page_view(context.site, context.request, words.text.get("compare.title") + " – Lontar");
  if (!left.empty()) {
    const auto first = context.searcher->passages(left, 0, {.passages = 1});
    if (!first) return problem_of(first.error());
    context.generation = first->generation;
    set_side(view, "left", first->record, words);
    view.set("left_id", left);
    set_known(view, "expressions", expression_views(context, first->record));
    set_known(view, "similar", similar_views(context, first->record));
  }
  if (const std::string typed = context.parameters.text("find"); !typed.empty()) {
    view.set("find", typed);
    View found = object();
    set_list(found, "found_documents", found_views(context, left, typed));
    view.set("found", found);
  }
  return html_response(context.renderer->render("compare_choose", context.text, view));
}

}  // namespace

std::span<const Parameter> compare_parameters() { return kCompareParameters; }

OrProblem<Response> get_compare_page(Context& context) {
  const std::string left = context.parameters.text("left");
  const std::string right = context.parameters.text("right");
  if (!left.empty() && !right.empty()) return compared(context, left, right);
  return chosen(context, left.empty() ? right : left);
}

}  // namespace lontar::api
