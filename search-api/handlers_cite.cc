// A document, or a passage of it, in the words and formats of citations.
#include <algorithm>
#include <array>
#include <optional>

#include "search-api/citation.h"
#include "search-api/file_name.h"
#include "search-api/handlers.h"
#include "search-api/public_url.h"

namespace lontar::api {
namespace {

constexpr std::size_t kMaxNameBytes = 80;

const std::vector<std::string_view>& style_names() {
  static const std::vector<std::string_view> kNames = [] {
    std::vector<std::string_view> names;
    for (const CitationStyle& style : citation_styles()) names.push_back(style.name);
    return names;
  }();
  return kNames;
}

// With the passage that the request names, if it names one.
OrProblem<Citation> cited(Context& context) {
  const std::string base = base_url(context.site.public_url, context.request);
  const std::string anchor = context.parameters.text("passage");
  if (!anchor.empty()) {
    const auto found = context.searcher->passage(context.path[0], anchor);
    if (found) {
      context.generation = found->generation;
      return citation_of(found->record, found->passages.front(), context.english(), base);
    }
    if (found.error().code != ErrorCode::kNotFound) return problem_of(found.error());
  }
  const auto document = context.searcher->passages(context.path[0], 0, {.passages = 0});
  if (!document) return problem_of(document.error());
  context.generation = document->generation;
  if (!anchor.empty())
    return Problem("passage-not-found", "The document has no passage with this anchor.");
  return citation_of(document->record, context.english(), base);
}

}  // namespace

std::span<const Parameter> cite_parameters() {
  static const std::array kRows = {
      Parameter{"format", ParameterKind::kChoice, "How to cite it; plain unless told.", 0, 0,
                style_names()},
      Parameter{"passage", ParameterKind::kText, "Anchor of the passage to cite."},
  };
  return kRows;
}

OrProblem<Response> get_cite(Context& context) {
  std::string name = context.parameters.text("format");
  if (name.empty()) name = "plain";
  const auto style = std::ranges::find(citation_styles(), name, &CitationStyle::name);
  const OrProblem<Citation> found = cited(context);
  if (const auto* problem = std::get_if<Problem>(&found)) return *problem;
  const auto& citation = std::get<Citation>(found);

  Response response;
  response.body = style->write(citation);
  response.set("Content-Type", std::string(style->media_type));
  if (style->media_type.starts_with("text/plain")) {
    response.body += "\n";
    return response;
  }
  const std::string part = file_name_part(citation.title, kMaxNameBytes);
  response.set("Content-Disposition",
               content_disposition("attachment", (part.empty() ? "lontar" : part) + "." +
                                                     std::string(style->extension)));
  return response;
}

}  // namespace lontar::api
