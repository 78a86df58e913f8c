// Every line of the shared retrieval collections becomes a document with its id and with the words
// of its body, each once and in order.
#include <gtest/gtest.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "io/file.h"
#include "tests/unit/parsers/parsing.h"
#include "text/analyzer.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(LONTAR_SOURCE_DIR) / ".." / "shared" / "data" / "relevance";

std::vector<std::string> terms(text::Analyzer& analyzer, const std::string& text) {
  std::vector<std::string> found;
  analyzer.each(text::clean(text), [&](const text::Token& t) { found.emplace_back(t.term); });
  return found;
}

std::string body_of(const nlohmann::json& line) {
  for (const char* key : {"body", "text"}) {
    if (line.contains(key)) return line[key].get<std::string>();
  }
  return {};
}

class Collection : public testing::TestWithParam<const char*> {};

TEST_P(Collection, EveryLineIsADocumentWithAllItsWords) {
  const fs::path path = kData / GetParam() / "corpus.jsonl";
  if (!fs::exists(path)) GTEST_SKIP() << "The shared data is not here: " << path;
  const auto bytes = io::read_file(path);
  const auto documents = parse_all(*bytes, "corpus.jsonl");
  std::istringstream lines(*bytes);
  text::Analyzer analyzer;
  std::size_t at = 0, unequal = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const auto json = nlohmann::json::parse(line);
    ASSERT_LT(at, documents.size());
    const ParsedDocument& document = documents[at++];
    const auto& id = json.contains("id") ? json["id"] : json["_id"];
    EXPECT_EQ(document.metadata.first(Field::kId), id.get<std::string>());
    // Two documents of these collections are empty, and are kept so.
    EXPECT_EQ(document.warnings.empty(), !body_of(json).empty());
    unequal += terms(analyzer, body_of(json)) != terms(analyzer, reading(document.passages));
  }
  EXPECT_EQ(at, documents.size());
  EXPECT_EQ(unequal, 0U);
  std::cout << documents.size() << " documents\n";
}

INSTANTIATE_TEST_SUITE_P(Relevance, Collection,
                         testing::Values("alqac23", "cranfield", "obliqa-dev"),
                         [](const auto& row) {
                           std::string name = row.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace lontar::parsers
