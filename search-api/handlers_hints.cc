// The API's resources that help a reader on: what might be meant, what else is alike.
#include <array>

#include "search-api/handlers.h"
#include "search-api/json_bodies.h"

namespace lontar::api {
namespace {

constexpr std::int64_t kSuggested = 10;
constexpr std::int64_t kSimilar = 10;

constexpr std::array kSuggestParameters = {
    Parameter{"q", ParameterKind::kText,
              "What has been typed so far; its first 256 bytes are read. Empty suggests nothing."},
    Parameter{"limit", ParameterKind::kNumber, "Most suggestions; 10 unless told.", 1,
              search::kMaxSuggestions},
};

constexpr std::array kSimilarParameters = {
    Parameter{"limit", ParameterKind::kNumber, "Most documents; 10 unless told.", 1,
              search::kMaxSimilar},
};

}  // namespace

std::span<const Parameter> similar_parameters() { return kSimilarParameters; }
std::span<const Parameter> suggest_parameters() { return kSuggestParameters; }

OrProblem<Response> get_suggest(Context& context) {
  const std::string typed = context.parameters.text("q");
  const auto limit = static_cast<std::size_t>(context.parameters.number("limit", kSuggested));
  const auto found = context.searcher->suggest(typed, limit);
  if (!found) return problem_of(found.error());
  context.generation = found->generation;
  return json_response(suggestions_json(*found, typed));
}

OrProblem<Response> get_similar(Context& context) {
  const auto limit = static_cast<std::size_t>(context.parameters.number("limit", kSimilar));
  const auto found = context.searcher->similar(context.path[0], limit);
  if (!found) return problem_of(found.error());
  context.generation = found->generation;
  return json_response(similar_json(*found, context.path[0]));
}

}  // namespace lontar::api
