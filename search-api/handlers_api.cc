// The API's resources that answer from the index.
#include <array>
#include <chrono>

#include "search-api/handlers.h"
#include "search-api/json_bodies.h"
#include "search-api/original.h"
#include "search-api/search_parameters.h"

namespace lontar::api {
namespace {

constexpr std::int64_t kMaxOutline = 1000;
constexpr std::int64_t kMaxText = 200;
constexpr std::int64_t kMaxInside = 100;

constexpr Parameter kOffset{"offset", ParameterKind::kNumber,
                            "Number of the first one to answer, from 0.", 0, kMaxNumber};
constexpr std::array kWindowParameters = {
    kOffset,
    Parameter{"limit", ParameterKind::kNumber,
              "Most outline entries in one answer; 1000 unless told.", 1, kMaxOutline},
};
constexpr std::array kTextParameters = {
    Parameter{"passage", ParameterKind::kText, "Anchor of the one passage to answer."},
    Parameter{"text_offset", ParameterKind::kNumber,
              "Byte of that passage's text to go on from, as links.next says.", 0, kMaxNumber},
    kOffset,
    Parameter{"limit", ParameterKind::kNumber, "Most passages in one answer; 100 unless told.", 1,
              kMaxText},
};
constexpr std::array kInsideParameters = {
    Parameter{"q", ParameterKind::kText, "The query, in the language of /help."},
    kOffset,
    Parameter{"limit", ParameterKind::kNumber, "Most passages in one answer; 20 unless told.", 1,
              kMaxInside},
};

Window window_of(const Parameters& parameters, std::int64_t limit) {
  return {static_cast<std::size_t>(parameters.number("offset", 0)),
          static_cast<std::size_t>(parameters.number("limit", limit))};
}

Response linked(const io::Json& json) {
  Response response = json_response(json);
  if (std::string links = link_header(json["links"]); !links.empty())
    response.set("Link", std::move(links));
  return response;
}

Problem unknown_passage() {
  return {"passage-not-found", "The document has no passage with this anchor."};
}

OrProblem<Response> get_passage(Context& context, const std::string& anchor) {
  auto found = context.searcher->passage(context.path[0], anchor);
  if (!found && found.error().code == ErrorCode::kNotFound) {
    const auto document = context.searcher->passages(context.path[0], 0, {.passages = 1});
    if (document) context.generation = document->generation;
    return document ? unknown_passage() : problem_of(document.error());
  }
  if (!found) return problem_of(found.error());
  context.generation = found->generation;
  if (found->passages.empty()) return unknown_passage();
  return linked(
      passage_json(*found, static_cast<std::size_t>(context.parameters.number("text_offset", 0))));
}

}  // namespace

std::span<const Parameter> window_parameters() { return kWindowParameters; }
std::span<const Parameter> text_parameters() { return kTextParameters; }
std::span<const Parameter> inside_parameters() { return kInsideParameters; }

OrProblem<Response> get_search(Context& context) {
  search::SearchRequest request = search_request(context.parameters, context.site.vocabulary);
  if (context.parameters.has("pair") && !request.count_pair) {
    Problem problem("invalid-parameter", "'pair' takes two facets.");
    problem.parameter = "pair";
    return problem;
  }
  request.alternatives = true;
  const auto begin = std::chrono::steady_clock::now();
  const auto page = context.searcher->search(request);
  if (!page) return problem_of(page.error());
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  context.generation = page->generation;
  return linked(search_json(request, *page, context.site.vocabulary, took.count()));
}

OrProblem<Response> get_document(Context& context) {
  const auto view = context.searcher->document(context.path[0]);
  if (!view) return problem_of(view.error());
  context.generation = view->generation;
  return linked(document_json(*view, window_of(context.parameters, kMaxOutline)));
}

OrProblem<Response> get_text(Context& context) {
  if (const std::string anchor = context.parameters.text("passage"); !anchor.empty())
    return get_passage(context, anchor);
  const Window window = window_of(context.parameters, 100);
  const auto found =
      context.searcher->passages(context.path[0], window.offset, {.passages = window.limit});
  if (!found) return problem_of(found.error());
  context.generation = found->generation;
  return linked(text_json(*found, window.limit));
}

OrProblem<Response> get_inside(Context& context) {
  const Window window = window_of(context.parameters, 20);
  const std::string text = context.parameters.text("q");
  const auto hits =
      context.searcher->search_inside(context.path[0], text, window.offset, window.limit);
  if (!hits) return problem_of(hits.error());
  context.generation = hits->generation;
  return linked(inside_json(*hits, context.path[0], {{"q", text}}, window));
}

OrProblem<Response> get_file(Context& context) {
  const auto found = context.searcher->passages(context.path[0], 0, {.passages = 1});
  if (!found) return problem_of(found.error());
  context.generation = found->generation;
  return original_response(found->record, context.request.header("range"),
                           context.request.header("if-range"));
}

OrProblem<Response> get_facets(Context& context) {
  search::SearchRequest everything;
  everything.count_facets.fill(true);
  everything.page_size = 1;
  everything.snippets = false;
  const auto page = context.searcher->search(everything);
  if (!page) return problem_of(page.error());
  context.generation = page->generation;
  return json_response(facets_json(*page, context.site.vocabulary));
}

}  // namespace lontar::api
