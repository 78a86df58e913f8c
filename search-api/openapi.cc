#include "search-api/openapi.h"

#include "io/file.h"
#include "io/json.h"
#include "search-api/routes.h"

namespace lontar::api {
namespace {

using io::Json;

Json parameter_schema(const Parameter& parameter) {
  Json choices = Json::array();
  for (const std::string_view choice : parameter.choices) choices.push_back(choice);
  switch (parameter.kind) {
    case ParameterKind::kNumber:
      return {{"type", "integer"}, {"minimum", parameter.min}, {"maximum", parameter.max}};
    case ParameterKind::kChoice:
      return {{"type", "string"}, {"enum", choices}};
    case ParameterKind::kList: {
      Json items = {{"type", "string"}};
      if (!choices.empty()) items["enum"] = choices;
      return {{"type", "array"}, {"items", items}};
    }
    case ParameterKind::kText:
      break;
  }
  return {{"type", "string"}};
}

Json query_parameter(const Parameter& parameter) {
  Json json = {{"name", parameter.name},
               {"in", "query"},
               {"description", parameter.description},
               {"schema", parameter_schema(parameter)}};
  if (parameter.kind == ParameterKind::kList) json["explode"] = true;
  return json;
}

Json path_parameters(std::string_view pattern) {
  Json parameters = Json::array();
  for (auto open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const std::string_view name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    parameters.push_back({{"name", name},
                          {"in", "path"},
                          {"required", true},
                          {"description", "One path segment: '/' is written %2F."},
                          {"schema", {{"type", "string"}}}});
  }
  return parameters;
}

Json responses(const Route& route) {
  Json schema = Json::object();
  if (!route.schema.empty())
    schema["schema"] = {{"$ref", "#/components/schemas/" + std::string(route.schema)}};
  const Json headers = {
      {"Lontar-Generation", {{"$ref", "#/components/headers/Lontar-Generation"}}}};
  Json json = {{"200",
                {{"description", route.summary},
                 {"headers", headers},
                 {"content", {{std::string(route.media_type), schema}}}}}};
  if (route.handler == match_route("/language")->route->handler)
    json = {{"303", {{"description", route.summary}}}};
  if (route.cache != Cache::kNever)
    json["304"] = {{"description", "Not modified since the ETag in If-None-Match."}};
  if (route.handler == match_route("/api/v1/documents/x/file")->route->handler) {
    json["206"] = {{"description", "The range asked for."}, {"content", {{"*/*", Json::object()}}}};
    json["416"] = {{"$ref", "#/components/responses/Problem"}};
  }
  json["default"] = {{"$ref", route.kind == Kind::kApi ? "#/components/responses/Problem"
                                                       : "#/components/responses/ErrorPage"}};
  return json;
}

Json path_item(const Route& route) {
  Json parameters = path_parameters(route.pattern);
  for (const Parameter& parameter : route.parameters)
    parameters.push_back(query_parameter(parameter));
  Json get = {{"summary", route.summary}, {"responses", responses(route)}};
  Json head = {{"summary", "The headers of GET."},
               {"responses", {{"default", {{"description", "As GET, without a body."}}}}}};
  Json options = {{"summary", "The methods of this resource."},
                  {"responses", {{"204", {{"description", "Allow and CORS headers."}}}}}};
  Json item = {{"get", get}, {"head", head}, {"options", options}};
  if (!parameters.empty()) item["parameters"] = parameters;
  return item;
}

}  // namespace

Result<std::string> openapi_text(const std::filesystem::path& base_file) {
  const auto text = io::read_file(base_file);
  if (!text) return text.error();
  Json document = Json::parse(*text, nullptr, false);
  if (!document.is_object())
    return Error{ErrorCode::kInvalid, base_file.string() + " is not JSON; restore it"};
  for (const Route& route : routes())
    document["paths"][std::string(route.pattern)] = path_item(route);
  return io::dump(document);
}

}  // namespace lontar::api
