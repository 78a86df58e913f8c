#include "search-api/problem.h"

#include <algorithm>
#include <cassert>

#include "io/json.h"

namespace lontar::api {
namespace {

std::string type_of(const Problem& problem) {
  return "/help/problems#" + std::string(problem.kind->slug);
}

}  // namespace

Problem::Problem(std::string_view problem_slug, std::string what_happened)
    : kind(std::find_if(kProblems.begin(), kProblems.end(),
                        [&](const ProblemKind& row) { return row.slug == problem_slug; })),
      status(500),
      detail(std::move(what_happened)) {
  assert(kind != kProblems.end());
  status = kind->status;
}

Problem problem_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::kNotFound:
      return {"document-not-found", "No document has this id."};
    case ErrorCode::kUnavailable:
    case ErrorCode::kDamaged:
    case ErrorCode::kIo:
      return {"index-unavailable", "The index cannot be read at this moment."};
    case ErrorCode::kInvalid:
    case ErrorCode::kUnsupported:
    case ErrorCode::kTooLarge:
      break;
  }
  return {"internal-error", "The request could not be answered."};
}

Response problem_response(const Problem& problem, std::string_view instance,
                          std::uint64_t generation, const std::vector<Problem>& all) {
  io::Json json = {{"type", type_of(problem)},
                   {"title", problem.kind->title},
                   {"status", problem.status},
                   {"detail", problem.detail},
                   {"instance", instance}};
  for (const auto& [name, text] : problem.members) json[name] = text;
  if (!problem.parameter.empty()) json["parameter"] = problem.parameter;
  for (const Problem& each : all)
    json["errors"].push_back(
        {{"type", type_of(each)}, {"detail", each.detail}, {"parameter", each.parameter}});
  json["generation"] = generation;

  Response response;
  response.status = problem.status;
  response.body = io::dump(json);
  response.set("Content-Type", "application/problem+json");
  response.set("Cache-Control", "no-store");
  if (problem.status == 503) response.set("Retry-After", "1");
  if (problem.status == 405) response.set("Allow", "GET, HEAD, OPTIONS");
  return response;
}

}  // namespace lontar::api
