// Errors as RFC 9457 problem details. The table kProblems is the only list of them: the `type` that
// programs compare, the status, and the page /help/problems follow it. To add an error, add a row.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.h"
#include "search-api/http_message.h"

namespace lontar::api {

struct ProblemKind {
  std::string_view slug;  // its type is "/help/problems#" + slug, and never changes
  int status;
  std::string_view title;
  std::string_view explanation;  // for /help/problems: what it means and what to do
};

inline constexpr std::array kProblems = {
    ProblemKind{"unknown-parameter", 400, "Unknown parameter",
                "The URL has a parameter that this resource does not know. The detail names the "
                "nearest one that it knows."},
    ProblemKind{"invalid-parameter", 400, "Invalid parameter",
                "A parameter's value is not of the form it must have. The detail says which form."},
    ProblemKind{"repeated-parameter", 400, "Repeated parameter",
                "A parameter that takes one value was given several times."},
    ProblemKind{"malformed-request", 400, "Malformed request",
                "The request is not valid HTTP. The status tells how; the connection is closed."},
    ProblemKind{"too-many-results", 422, "Too many results to take away",
                "The search has more documents than one export holds. Narrow it, by years or by a "
                "filter, and take away the parts."},
    ProblemKind{"not-found", 404, "No such resource",
                "Nothing lives at this URL. The API's resources are listed in /openapi.json."},
    ProblemKind{
        "document-not-found", 404, "No such document",
        "No document has this id now. An id is one path segment: percent-encode '/' as %2F."},
    ProblemKind{
        "document-withdrawn", 410, "Withdrawn",
        "The document was here and is no longer part of the collection. It answers again if "
        "its file comes back."},
    ProblemKind{"passage-not-found", 404, "No such passage",
                "The document has no passage with this anchor. Its outline lists its anchors."},
    ProblemKind{"no-original", 404, "No original file",
                "The document has no file of its own to download, or the file is gone."},
    ProblemKind{"method-not-allowed", 405, "Method not allowed",
                "Every resource answers GET, HEAD and OPTIONS only."},
    ProblemKind{"original-changed", 409, "The original has changed",
                "The file on disk is not the one that was indexed. Run `lontar-indexer update`."},
    ProblemKind{"range-not-satisfiable", 416, "Range not satisfiable",
                "The byte range lies beyond the end of the file. Content-Range tells its length."},
    ProblemKind{"internal-error", 500, "Internal error",
                "The service failed to answer. The operator finds the reason in its log."},
    ProblemKind{"busy", 503, "Too many requests at once",
                "The queue of waiting requests is full. Try again after the time in Retry-After."},
    ProblemKind{"index-unavailable", 503, "The index cannot be read",
                "The index is missing, damaged or being replaced. Try again after Retry-After."},
    ProblemKind{"shutting-down", 503, "Shutting down",
                "The service is stopping and takes no new work. Try again after Retry-After."},
};

// A problem of the table with what happened this time. The slug must be in the table.
struct Problem {
  Problem(std::string_view problem_slug, std::string what_happened);

  const ProblemKind* kind;
  int status;          // the kind's, or a closer one for malformed requests
  std::string detail;  // one sentence for a person; never the engine's own text
  std::string parameter;
  std::vector<std::pair<std::string, std::string>> members;  // what else the JSON tells
};

template <class T>
using OrProblem = std::variant<T, Problem>;

// What a failure of a layer below is to the client. The message stays on the server: it may name
// paths and engines.
Problem problem_of(const Error& error);

// application/problem+json; `all` are the further problems of the same request ("errors").
Response problem_response(const Problem& problem, std::string_view instance,
                          std::uint64_t generation, const std::vector<Problem>& all = {});

}  // namespace lontar::api
