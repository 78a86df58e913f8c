// For the tests of the parsers: one registry over the project's own config, and short ways to use
// it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/parser.h"

namespace lontar::parsers {

inline const text::Languages& languages() {
  static const Result<text::Languages> loaded =
      text::Languages::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
  return loaded.value();
}

inline const Registry& registry() {
  static const Result<Registry> made =
      Registry::create(std::filesystem::path(LONTAR_SOURCE_DIR) / "config", languages());
  return made.value();
}

inline std::vector<ParsedDocument> parse_all(std::string_view bytes, std::string_view name) {
  std::vector<ParsedDocument> documents;
  const auto done = registry().parse(
      {bytes, name}, [&](ParsedDocument document) { documents.push_back(std::move(document)); });
  EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
  return documents;
}

inline ParsedDocument parse_one(std::string_view bytes, std::string_view name) {
  auto documents = parse_all(bytes, name);
  EXPECT_EQ(documents.size(), 1U);
  return documents.empty() ? ParsedDocument{} : std::move(documents.front());
}

inline std::string parser_of(std::string_view bytes, std::string_view name) {
  const Parser* parser = registry().find({bytes, name});
  return parser ? std::string(parser->name()) : "";
}

// All words of a document in reading order, one passage a line.
inline std::string reading(const std::vector<Passage>& passages) {
  std::string text;
  for (const Passage& passage : passages)
    text += passage.label + "\n" + passage.heading + "\n" + passage.text + "\n";
  return text;
}

inline bool has_warning(const ParsedDocument& document, std::string_view code,
                        std::string_view words = "") {
  for (const Warning& warning : document.warnings) {
    if (warning.code == code && warning.message.find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace lontar::parsers
