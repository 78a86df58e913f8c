// The page of one document: what is known of it, and its text, a window at a time.
#include <array>

#include "search-api/document_parts.h"
#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_facts.h"
#include "search-api/page_inside.h"
#include "search-api/page_outline.h"
#include "search-api/page_parts.h"
#include "search-api/page_passages.h"
#include "search-api/page_provenance.h"
#include "search-api/page_related.h"
#include "search-api/text_parts.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

constexpr std::array kDocumentPageParameters = {
    Parameter{"at", ParameterKind::kText, "Anchor of a passage that the page must show."},
    Parameter{"from", ParameterKind::kNumber, "Number of the first passage to show, from 0.", 0,
              kMaxNumber},
    Parameter{"q", ParameterKind::kText, "A query for inside the document."},
    Parameter{"hit", ParameterKind::kNumber,
              "Number of the matching passage that the page must show, from 1.", 1, kMaxNumber},
};

// Of a page for people: long passages go on on pages of their own.
constexpr search::WindowSize kWindow{
    .passages = kPassagesPerPage, .bytes = 4 * kPartBytes, .passage_bytes = kPartBytes};

void set_original(View& view, const index::Record& record, const InterfaceText& text) {
  if (record.part == 0) {
    view.set("original_url", api_document_url(record.id) + "/file");
    view.set("original_words", original_words(record, text));
  }
  const std::string& source = record.metadata.first(Field::kSourceUrl);
  if (source.starts_with("https://") || source.starts_with("http://"))
    view.set("source_url", source);
}

void set_window(View& view, const search::Reading& reading, const std::string& query,
                const InterfaceText& text) {
  const std::size_t total = reading.document.outline.size();
  if (reading.passages.size() >= total) return;
  const std::string url = document_page_url(reading.document.record.id);
  const auto at = [&](std::size_t from) {
    QueryPairs pairs;
    if (from > 0) pairs.emplace_back("from", std::to_string(from));
    if (!query.empty()) pairs.emplace_back("q", query);
    return url + format_query(pairs);
  };
  View pager = object();
  const std::size_t from = reading.from;
  const std::size_t end = from + reading.passages.size();
  pager.set("window_words", text.get("document.window", {{"first", text.number(from + 1)},
                                                         {"last", text.number(end)},
                                                         {"total", text.number(total)}}));
  if (from > 0) pager.set("prev_url", at(from - std::min(from, kPassagesPerPage)));
  if (end < total) pager.set("next_url", at(end));
  view.set("window", pager);
}

View document_view(Context& context, const search::Reading& reading, const std::string& query) {
  const index::Record& record = reading.document.record;
  const Wording words = context.wording();
  View view = page_view(context.site, context.request, display_title(record) + " – Lontar");
  view.set("title", display_title(record));
  view.set("document_script_url", context.site.web.static_url("document.js"));
  view.set("json_url", api_document_url(record.id));
  view.set("document_id", record.id);
  set_language(view, "document", record.metadata.first(Field::kLanguage), words);
  set_badges(view, record, words);
  set_pick(view, record, words);
  set_document_meta(view, context, record);
  set_cite(view, context, reading.document, context.parameters.text("at"));
  set_list(view, "facts", fact_views(record, words));
  set_provenance(view, record, reading.document.outline, words.text);
  set_known(view, "versions", version_views(reading.document.history, words.text));
  set_known(view, "outline", outline_views(reading.document, reading.place, words));
  set_known(view, "expressions", expression_views(context, record));
  set_known(view, "similar", similar_views(context, record));
  view.set("compare_url", compare_url(record.id, ""));
  set_original(view, record, words.text);
  set_window(view, reading, query, words.text);
  const bool reader = is_pdf(record) && context.site.web.pdfjs() != nullptr;
  if (reader) view.set("reader_url", reader_url(record.id, 1, query));
  set_list(view, "passages",
           passage_views(reading.passages, reading.marks,
                         {record, words, query, reader ? ToPdf::kFromText : ToPdf::kNone}));
  set_inside(view, reading,
             {.url = document_page_url(record.id),
              .query = query,
              .on_the_way = context.parameters.has("hit")},
             words);
  return view;
}

}  // namespace

std::span<const Parameter> document_page_parameters() { return kDocumentPageParameters; }

OrProblem<Response> get_document_page(Context& context) {
  const Parameters& given = context.parameters;
  const std::string query = given.text("q");
  const auto reading = context.searcher->read(context.path[0], {.query = query,
                                                                .hit = given.size("hit"),
                                                                .anchor = given.text("at"),
                                                                .from = given.size("from"),
                                                                .size = kWindow,
                                                                .listed = kHitsListed});
  if (!reading) return problem_of(reading.error());
  context.generation = reading->document.generation;
  const View view = document_view(context, *reading, query);
  return html_response(context.renderer->render("document", context.text, view));
}

}  // namespace lontar::api
