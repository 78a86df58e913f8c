// Resources about the service itself, and the static files.
#include <array>

#include "io/json.h"
#include "search-api/handlers.h"

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
  const bool versioned = context.parameters.text("v") == file->hash.substr(0, 16);
  return static_response(*file, context.request.header("accept-encoding"), versioned);
}

OrProblem<Response> get_pdfjs(Context& context) {
  const PdfjsFiles* pdfjs = context.site.web.pdfjs();
  std::string path = context.path[1];
  for (std::size_t i = 2; i < context.path.size(); ++i) path += "/" + context.path[i];
  const StaticFile* file = pdfjs == nullptr ? nullptr : pdfjs->file(path);
  if (file == nullptr) return Problem("not-found", "There is no such file.");
  return static_response(*file, context.request.header("accept-encoding"),
                         context.path[0] == pdfjs->hash());
}

}  // namespace lontar::api
