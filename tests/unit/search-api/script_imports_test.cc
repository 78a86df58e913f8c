// Scripts that import each other, and the addresses they do it by.
#include "search-api/script_imports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lontar::api {
namespace {

using testing::HasSubstr;

TEST(ScriptImports, CarryTheHashOfWhatIsImported) {
  const Scripts scripts = {
      {"a.js", "import \"./b.js\";\nimport { c } from \"./c.js\";\nconst s = \"./c.js\";\n"},
      {"b.js", "import { c } from \"./c.js\";\n"},
      {"c.js", "export const c = 1;\n"}};
  const auto versioned = with_versioned_imports(scripts);
  ASSERT_TRUE(versioned.ok());
  const std::string c = "./c.js?v=" + version_of(scripts.at("c.js"));
  EXPECT_EQ(versioned->at("c.js"), scripts.at("c.js"));
  EXPECT_EQ(versioned->at("b.js"), "import { c } from \"" + c + "\";\n");
  EXPECT_EQ(versioned->at("a.js"), "import \"./b.js?v=" + version_of(versioned->at("b.js")) +
                                       "\";\nimport { c } from \"" + c +
                                       "\";\nconst s = \"./c.js\";\n");
}

// Whoever imports a changed script has another address too, or browsers would mix the two.
TEST(ScriptImports, AChangeReachesEveryImporter) {
  Scripts scripts = {{"a.js", "import \"./b.js\";"}, {"b.js", "import \"./c.js\";"}, {"c.js", "1"}};
  const auto before = *with_versioned_imports(scripts);
  scripts["c.js"] = "2";
  const auto after = *with_versioned_imports(scripts);
  for (const char* name : {"a.js", "b.js", "c.js"}) EXPECT_NE(before.at(name), after.at(name));
}

TEST(ScriptImports, WhatCannotBeServedIsNamed) {
  const auto missing = with_versioned_imports({{"a.js", "import \"./b.js\";"}});
  ASSERT_FALSE(missing.ok());
  EXPECT_THAT(missing.error().message, HasSubstr("'b.js' is imported and missing"));
  const auto circle =
      with_versioned_imports({{"a.js", "import \"./b.js\";"}, {"b.js", "import \"./a.js\";"}});
  ASSERT_FALSE(circle.ok());
  EXPECT_THAT(circle.error().message, HasSubstr("imports itself"));
  EXPECT_FALSE(with_versioned_imports({{"a.js", "import \"./b.js"}}).ok());
}

}  // namespace
}  // namespace lontar::api
