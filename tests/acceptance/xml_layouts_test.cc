// Must show, the parsers' side: the three XML layouts of the shared data are read completely by
// their profiles. The counts are made here from the raw bytes, without any XML library.
#include "tests/unit/parsers/parsing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include "core/member_state.h"
#include "io/file.h"

namespace lontar::parsers {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(LONTAR_SOURCE_DIR) / ".." / "shared" / "data";

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::size_t occurrences(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; at += word.size())
    ++count;
  return count;
}

std::string_view between(std::string_view text, std::string_view open, std::string_view close) {
  const auto begin = text.find(open);
  if (begin == std::string_view::npos) return {};
  const auto end = text.find(close, begin + open.size());
  return text.substr(begin + open.size(), end - begin - open.size());
}

std::set<std::string> asean_parties(std::string_view source) {
  std::set<std::string> states;
  std::string_view parties = between(source, "<parties>", "</parties>");
  while (!parties.empty()) {
    const auto close = parties.find("</partyisocode>");
    if (close == std::string_view::npos) break;
    const auto code =
        parties.substr(parties.rfind('>', close) + 1, close - parties.rfind('>', close) - 1);
    if (const auto state = member_state(code)) states.insert(std::string(state->code));
    parties.remove_prefix(close + 15);
  }
  return states;
}

TEST(Treaties, EveryArticleIsAPassageAndPartiesAreThoseOfToday) {
  if (!fs::exists(kData)) GTEST_SKIP() << "The shared data is not here: " << kData;
  std::size_t files = 0, passages = 0, indonesian = 0;
  for (const fs::path& path : files_of(kData / "treaties-xml")) {
    SCOPED_TRACE(path.filename().string());
    const auto bytes = io::read_file(path);
    const ParsedDocument document = parse_one(*bytes, path.filename().string());
    EXPECT_EQ(document.passages.size(), occurrences(*bytes, "<article "));
    EXPECT_TRUE(document.warnings.empty());
    for (const Field field :
         {Field::kId, Field::kTitle, Field::kDate, Field::kType, Field::kStatus, Field::kLanguage})
      EXPECT_FALSE(document.metadata.first(field).empty()) << info(field).name;
    const auto& states = document.metadata.all(Field::kMemberStates);
    EXPECT_EQ((std::set<std::string>(states.begin(), states.end())), asean_parties(*bytes));
    indonesian += std::ranges::count(states, "ID") != 0;
    passages += document.passages.size();
    ++files;
  }
  EXPECT_EQ(files, 450U);
  std::cout << files << " treaties, " << passages << " articles, " << indonesian
            << " with Indonesia as a party today\n";
}

TEST(Declarations, ElevenLanguagesWithThirtyArticlesEach) {
  if (!fs::exists(kData)) GTEST_SKIP() << "The shared data is not here: " << kData;
  std::set<std::string> seen;
  for (const fs::path& path : files_of(kData / "udhr-xml")) {
    SCOPED_TRACE(path.filename().string());
    const auto bytes = io::read_file(path);
    const ParsedDocument document = parse_one(*bytes, path.filename().string());
    std::vector<std::string> articles;
    for (const Passage& passage : document.passages) {
      if (passage.kind != "article") continue;
      articles.push_back(passage.anchor);
      EXPECT_FALSE(passage.label.empty());
      EXPECT_FALSE(passage.text.empty());
    }
    ASSERT_EQ(articles.size(), 30U);
    for (int n = 1; n <= 30; ++n) EXPECT_EQ(articles[n - 1], "art_" + std::to_string(n));
    EXPECT_TRUE(document.warnings.empty());
    EXPECT_FALSE(document.metadata.first(Field::kTitle).empty());
    seen.insert(document.metadata.first(Field::kLanguage));
  }
  EXPECT_EQ(seen.size(), 11U);
}

TEST(Decisions, HaveCourtTopicsStatusAndSections) {
  if (!fs::exists(kData)) GTEST_SKIP() << "The shared data is not here: " << kData;
  std::size_t files = 0, titled = 0, sections = 0;
  for (const fs::path& path : files_of(kData / "indonesian-decisions-xml")) {
    SCOPED_TRACE(path.filename().string());
    const auto bytes = io::read_file(path);
    const ParsedDocument document = parse_one(*bytes, path.filename().string());
    EXPECT_TRUE(document.warnings.empty());
    for (const Field field :
         {Field::kId, Field::kCourt, Field::kTopics, Field::kStatus, Field::kSourceUrl})
      EXPECT_FALSE(document.metadata.first(field).empty()) << info(field).name;
    EXPECT_EQ(document.metadata.all(Field::kMemberStates), std::vector<std::string>{"ID"});
    titled += document.metadata[Field::kTitle].given();
    EXPECT_EQ(document.passages.size() + 1, occurrences(*bytes, "</"));  // and the root's end tag
    sections += document.passages.size();
    ++files;
  }
  EXPECT_EQ(files, 400U);
  EXPECT_GE(titled * 100, files * 95);
  std::cout << files << " decisions, " << sections << " sections, " << titled
            << " with a case number as title\n";
}

}  // namespace
}  // namespace lontar::parsers
