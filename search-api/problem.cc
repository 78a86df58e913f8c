#include "search-api/problem.h"

#include <algorithm>
#include <cassert>

#include "io/json.h"

namespace lontar::api {
namespace {

std::string type_of(const Problem& problem) {
  return "/help/problems#" + std::string(problem.kind->slug);
}

// Optimal string alignment distance: insert, delete, replace, swap neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
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
  if (!problem.parameter.empty()) json["parameter"] = problem.parameter;
  for (const Problem& each : all)
    json["errors"].push_back({{"type", type_of(each)},
                              {"detail", each.detail},
                              {"parameter", each.parameter}});
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

std::string nearest(std::string_view word, const std::vector<std::string_view>& known) {
  word = word.substr(0, 64);
  std::string_view best;
  std::size_t best_distance = word.size() / 2 + 1;  // half the letters wrong is another word
  for (const std::string_view candidate : known) {
    const std::size_t d = distance(word, candidate);
    if (d < best_distance) {
      best = candidate;
      best_distance = d;
    }
  }
  return std::string(best);
}

}  // namespace lontar::api
