// "Must show": the language of short texts, over every window of 6, 12 and 100 words of the
// Universal Declaration in each of the languages at hand. Prints the table of docs/languages.md.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "text/analyzer.h"
#include "text/clean.h"
#include "text/language_id.h"

namespace lontar {
namespace {

constexpr std::array<std::size_t, 3> kWords = {6, 12, 100};

// At least so many of a hundred windows must be named rightly, at 6, 12 and 100 words.
struct Floors {
  std::string file;
  std::string code;
  std::array<int, 3> right;
};
const std::vector<Floors> kFloors = {
    {"udhr_eng", "en", {95, 98, 99}},      {"udhr_ind", "id", {35, 84, 98}},
    {"udhr_mly_latn", "ms", {35, 68, 83}}, {"udhr_tgl", "fil", {90, 98, 99}},
    {"udhr_vie", "vi", {97, 99, 99}},      {"udhr_por_PT", "pt", {65, 94, 98}},
    {"udhr_tha", "th", {99, 99, 99}},      {"udhr_lao", "lo", {99, 99, 99}},
    {"udhr_khm", "km", {99, 99, 99}},      {"udhr_mya", "my", {99, 99, 99}},
    {"udhr_cmn_hans", "zh", {99, 99, 99}},
};

std::string words_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string xml{std::istreambuf_iterator<char>(in), {}};
  std::string text;
  bool inside = false;
  for (const char c : xml) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text::clean_line(text);
}

struct Score {
  int right = 0;
  int unsaid = 0;  // "" : too short to say
  int all = 0;
  int percent(int of) const { return all ? (100 * of + all / 2) / all : 0; }
};

Score score(const std::string& text, const std::vector<text::OwnedToken>& tokens, std::size_t words,
            const std::string& code, text::LanguageIdentifier& identifier) {
  Score found;
  const std::size_t step = std::max<std::size_t>(1, tokens.size() / 200);
  for (std::size_t i = 0; i + words <= tokens.size(); i += step) {
    const std::size_t begin = tokens[i].begin;
    const std::string named =
        identifier.identify(text.substr(begin, tokens[i + words - 1].end - begin));
    ++found.all;
    found.right += named == code;
    found.unsaid += named.empty();
  }
  return found;
}

TEST(LanguageId, NamesTheLanguageOfShortTexts) {
  const auto folder = std::filesystem::path(LONTAR_SOURCE_DIR) / "../shared/data/udhr-xml";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no ../shared/data/udhr-xml";
  const auto languages =
      text::Languages::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config").value();
  auto made = text::LanguageIdentifier::create(languages);
  ASSERT_TRUE(made) << made.error().message;
  text::LanguageIdentifier& identifier = *made;
  text::Analyzer analyzer;
  std::printf("| language | 6 words | 12 words | 100 words |  (right %% / unsaid %%)\n");
  for (const Floors& row : kFloors) {
    const std::string text = words_of(folder / (row.file + ".xml"));
    const auto tokens = analyzer.tokens(text);
    ASSERT_GT(tokens.size(), 500u) << row.file;
    std::printf("| %s |", row.code.c_str());
    for (std::size_t i = 0; i < kWords.size(); ++i) {
      const Score found = score(text, tokens, kWords[i], row.code, identifier);
      std::printf(" %d / %d |", found.percent(found.right), found.percent(found.unsaid));
      EXPECT_GE(found.percent(found.right), row.right[i]) << row.code << " at " << kWords[i];
    }
    std::printf("\n");
  }
}

}  // namespace
}  // namespace lontar
