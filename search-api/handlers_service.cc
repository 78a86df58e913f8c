// Resources about the service itself, and the static files.
#include <array>

#include "io/json.h"
#include "search-api/handlers.h"
#include "search-api/negotiate.h"

namespace lontar::api {
namespace {

constexpr std::array kVersionParameters = {
    Parameter{"v", ParameterKind::kText,
              "The content's hash; makes the answer cacheable for ever."},
};

}  // namespace

std::span<const Parameter> version_parameters() { return kVersionParameters; }

OrProblem<Response> get_health(Context& context) {
  return json_response({{"status", "ok"}, {"generation", context.generation}});
}

OrProblem<Response> get_ready(Context& context) {
  if (context.status.draining) return Problem("shutting-down", "The service is shutting down.");
  const auto generation = context.searcher->generation();
  if (!generation) return problem_of(generation.error());
  context.generation = *generation;
  return json_response({{"status", "ready"}, {"generation", *generation}});
}

OrProblem<Response> get_metrics(Context& context) {
  Response response;
  response.body = context.status.metrics();
  response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  return response;
}

OrProblem<Response> get_openapi(Context& context) {
  Response response;
  response.body = context.site.openapi;
  response.set("Content-Type", "application/json");
  response.set("ETag", "W/\"" + context.site.fingerprint + "\"");
  response.set("Cache-Control", "public, no-cache");
  return response;
}

OrProblem<Response> get_static(Context& context) {
  const StaticFile* file = context.site.web.static_file(context.path[0]);
  if (file == nullptr) return Problem("not-found", "There is no such file.");
  Response response;
  const bool gzipped =
      !file->gzipped.empty() && accepts_gzip(context.request.header("accept-encoding"));
  response.body = gzipped ? file->gzipped : file->body;
  if (gzipped) response.set("Content-Encoding", "gzip");
  response.set("Content-Type", file->content_type);
  response.set("ETag", "W/\"" + file->hash + "\"");
  const bool versioned = context.parameters.text("v") == file->hash.substr(0, 16);
  response.set("Cache-Control",
               versioned ? "public, max-age=31536000, immutable" : "public, no-cache");
  return response;
}

}  // namespace lontar::api
