// openapi.json against the running service: every resource is described, and every answer is of
// the described form (a validator for the part of JSON Schema that the description uses).
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "search-api/routes.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;

class Validator {
 public:
  explicit Validator(const json& document) : document_(document) {}

  // What is wrong, with its place; empty when nothing is.
  std::string check(const json& value, const json& schema, const std::string& place = "$") {
    if (schema.contains("$ref")) return check(value, resolve(schema["$ref"]), place);
    if (schema.contains("oneOf")) {
      int fitting = 0;
      for (const json& option : schema["oneOf"]) fitting += check(value, option, place).empty();
      return fitting == 1 ? "" : place + ": fits " + std::to_string(fitting) + " alternatives; ";
    }
    std::string wrong;
    if (schema.contains("type") && !has_type(value, schema["type"]))
      return place + ": not " + schema["type"].dump() + "; ";
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      wrong += place + ": not of the list; ";
    if (schema.contains("minimum") && value.is_number() && value < schema["minimum"])
      wrong += place + ": too small; ";
    if (value.is_object()) wrong += check_object(value, schema, place);
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        wrong += check(value[i], schema["items"], place + "[" + std::to_string(i) + "]");
    return wrong;
  }

 private:
  json resolve(const std::string& reference) const {
    return document_.at(json::json_pointer(reference.substr(1)));
  }

  static bool has_type(const json& value, const json& types) {
    if (types.is_array())
      return std::any_of(types.begin(), types.end(),
                         [&](const json& type) { return has_type(value, type); });
    if (types == "integer") return value.is_number_integer();
    if (types == "number") return value.is_number();
    return types == value.type_name();
  }

  std::string check_object(const json& value, const json& schema, const std::string& place) {
    std::string wrong;
    for (const json& name : schema.value("required", json::array()))
      if (!value.contains(name.get<std::string>()))
        wrong += place + ": lacks " + name.get<std::string>() + "; ";
    const json properties = schema.value("properties", json::object());
    const json others = schema.value("additionalProperties", json(true));
    for (const auto& [name, member] : value.items()) {
      const std::string inner = place + "." + name;
      if (properties.contains(name))
        wrong += check(member, properties[name], inner);
      else if (others.is_object())
        wrong += check(member, others, inner);
      else if (others == false)
        wrong += inner + ": not described; ";
    }
    return wrong;
  }

  const json& document_;
};

class OpenApiTest : public ServiceTest {
 protected:
  static const json& description() {
    static const json kDocument = json::parse(get("/openapi.json").body);
    return kDocument;
  }
};

TEST_F(OpenApiTest, DescribesEveryRouteAndParameterAndNothingElse) {
  const json& document = description();
  EXPECT_EQ(document["openapi"], "3.1.0");
  EXPECT_EQ(document["paths"].size(), routes().size());
  for (const Route& route : routes()) {
    ASSERT_TRUE(document["paths"].contains(std::string(route.pattern))) << route.pattern;
    const json& item = document["paths"][std::string(route.pattern)];
    for (const char* method : {"get", "head", "options"}) EXPECT_TRUE(item.contains(method));
    std::vector<std::string> described;
    for (const json& parameter : item.value("parameters", json::array()))
      if (parameter["in"] == "query") described.push_back(parameter["name"]);
    std::vector<std::string> expected;
    for (const Parameter& parameter : route.parameters) expected.emplace_back(parameter.name);
    EXPECT_EQ(described, expected) << route.pattern;
  }
}

TEST_F(OpenApiTest, EveryReferenceLeadsSomewhere) {
  const json& document = description();
  const std::function<void(const json&)> visit = [&](const json& node) {
    if (node.is_object() && node.contains("$ref")) {
      const json::json_pointer target(node["$ref"].get<std::string>().substr(1));
      EXPECT_TRUE(document.contains(target)) << node;
    }
    for (const json& child : node)
      if (child.is_structured()) visit(child);
  };
  visit(document);
}

TEST_F(OpenApiTest, AnswersAreAsDescribed) {
  Validator validator(description());
  const std::vector<std::pair<std::string, std::string>> answers = {
      {"/api/v1/search", "/api/v1/search"},
      {"/api/v1/search", "/api/v1/search?q=haze%20AND&member_state=ID&page_size=1"},
      {"/api/v1/search", "/api/v1/search?q=hostile"},
      {"/api/v1/search", "/api/v1/search?page=99&sort=title"},
      {"/api/v1/documents/{id}", document_path(kHazeId)},
      {"/api/v1/documents/{id}", document_path(kHostileId)},
      {"/api/v1/documents/{id}", document_path(kLongId) + "?offset=440&limit=5"},
      {"/api/v1/documents/{id}/text", document_path(kHazeId) + "/text"},
      {"/api/v1/documents/{id}/text", document_path(kHugeId) + "/text"},
      {"/api/v1/documents/{id}/text", document_path(kLongId) + "/text?offset=449"},
      {"/api/v1/documents/{id}/text", document_path(kLongId) + "/text?offset=9999"},
      {"/api/v1/documents/{id}/text", document_path(kOddId) + "/text?passage=p%201%2F%C3%A4"},
      {"/api/v1/documents/{id}/search", document_path(kLongId) + "/search?q=needle"},
      {"/api/v1/documents/{id}/search", document_path(kLongId) + "/search"},
      {"/api/v1/documents/{id}/similar", document_path(kHazeId) + "/similar"},
      {"/api/v1/suggest", "/api/v1/suggest?q=a"},
      {"/api/v1/suggest", "/api/v1/suggest"},
      {"/api/v1/facets", "/api/v1/facets"},
      {"/api/v1/search", "/api/v1/search?sort=latest"},
      {"/healthz", "/healthz"},
      {"/readyz", "/readyz"},
      {"/openapi.json", "/openapi.json"},
  };
  for (const auto& [pattern, target] : answers) {
    const Reply reply = get(target);
    ASSERT_EQ(reply.status, 200) << target << reply.body;
    const json& schema = description()["paths"][pattern]["get"]["responses"]["200"]["content"]
                                      ["application/json"]["schema"];
    EXPECT_EQ(validator.check(json::parse(reply.body), schema), "") << target;
  }
  const json problem = {{"$ref", "#/components/schemas/Problem"}};
  for (const std::string target : {"/api/v1/search?x=1&page=y", "/api/v1/none"})
    EXPECT_EQ(validator.check(json::parse(get(target).body), problem), "") << target;
}

}  // namespace
}  // namespace lontar::api::testing_support
