// The route table: every resource with its parameters, who runs it and how it may be cached.
// Dispatch, HEAD, OPTIONS, openapi.json and the tests follow it. To add a resource, add a row.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/json.h"
#include "search-api/http_message.h"
#include "search-api/metrics.h"
#include "search-api/parameters.h"
#include "search-api/render.h"
#include "search-api/wording.h"
#include "search/searcher.h"

namespace lontar::api {

// What all requests are answered from; immutable while the service runs.
struct Site {
  Vocabulary vocabulary;
  WebFiles web;
  std::string openapi;
  std::string fingerprint;  // of everything but the index that an answer depends on
  std::string public_url;   // "https://host", where the world finds the service; "": not said
};

// What /readyz and /metrics tell of the running service.
struct Status {
  std::function<std::string()> metrics;
  bool draining = false;
  std::function<bool()> stopping;  // whether long work should end unfinished
};

// One request on its way through its handler.
struct Context {
  const Request& request;
  std::vector<std::string> path;  // the decoded values of the pattern's {names}
  Parameters parameters;
  const Site& site;
  Status status;
  search::Searcher* searcher;  // null for resources of the I/O threads
  Renderer* renderer;          // as above
  std::uint64_t generation;    // in: the last one seen; out: the one that was answered from
  const InterfaceText& text;   // what pages say to this reader

  Wording wording() const { return {site.vocabulary, text}; }
  // For what is taken away and read by programs: the same for every reader.
  Wording english() const { return {site.vocabulary, site.web.texts().english()}; }
};

// At once: on the I/O thread; must never wait. Apart: on a worker of its own, for what may take
// seconds, so that searches go on beside it.
enum class Runs { kAtOnce, kOnWorker, kApart };
enum class Cache { kNever, kByGeneration, kByContent };
enum class Kind { kApi, kPage };  // errors as problem+json, or as a page

using Handler = OrProblem<Response> (*)(Context&);

struct Route {
  std::string_view pattern;  // "/api/v1/documents/{id}": a {name} is one raw path segment
  std::span<const Parameter> parameters;
  Handler handler;
  Runs runs;
  Cache cache;
  Kind kind;
  std::string_view summary;
  std::string_view media_type;  // of a 200
  std::string_view schema;      // in openapi's components, "" when it is not JSON
};

std::span<const Route> routes();

struct Match {
  const Route* route;
  std::vector<std::string> path;
};
// Matches the raw path: an id with encoded slashes stays one segment.
std::optional<Match> match_route(std::string_view raw_path);

Response json_response(const io::Json& json);
Response html_response(std::string html, int status = 200);

// Whatever a handler refuses, as the kind of resource says it.
Response error_response(const Problem& problem, const Request& request, Kind kind, const Site& site,
                        std::uint64_t generation, const std::vector<Problem>& all = {});

}  // namespace lontar::api
