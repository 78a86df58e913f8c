#include "text/analyzer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <chrono>
#include <string>
#include <vector>

#include "text/clean.h"

namespace lontar::text {
namespace {

std::vector<std::string> terms(std::string_view text) {
  std::vector<std::string> found;
  Analyzer().each(text, [&](const Token& token) { found.emplace_back(token.term); });
  return found;
}

using Terms = std::vector<std::string>;

TEST(Analyzer, LowersWordsAndNumbers) {
  EXPECT_EQ(terms("The ASEAN Charter, Article 5(2)"),
            (Terms{"the", "asean", "charter", "article", "5", "2"}));
  EXPECT_EQ(terms("Nghị Định ĐIỀU"), (Terms{"nghị", "định", "điều"}));
  EXPECT_EQ(terms(""), Terms{});
  EXPECT_EQ(terms(" .,;-_()\n\xE2\x80\x9C"), Terms{});
}

TEST(Analyzer, JoinsApostrophesAndFiguresOnlyInsideAWord) {
  EXPECT_EQ(terms("ASEAN's ASEAN\u2019s 'quoted' \u2018quoted\u2019 ne'e"),
            (Terms{"asean's", "asean's", "quoted", "quoted", "ne'e"}));
  EXPECT_EQ(terms("1,000.50 1.1.2 end. 5, 6 2011/33"),
            (Terms{"1,000.50", "1.1.2", "end", "5", "6", "2011", "33"}));
  EXPECT_EQ(terms("G.R. No. 101083 end.Next a_b x:y"),
            (Terms{"g", "r", "no", "101083", "end", "next", "a", "b", "x", "y"}));
}

TEST(Analyzer, OffsetsAreBytesOfTheText) {
  const std::string text = "«Điều» 5";
  EXPECT_EQ(Analyzer().tokens(text), (std::vector<OwnedToken>{{"điều", 2, 9}, {"5", 12, 13}}));
}

TEST(Analyzer, SeparatesScriptsWithoutSpacesFromTheRest) {
  EXPECT_EQ(terms("มาตรา๕ของASEAN"), (Terms{"มาตรา", "๕", "ของ", "asean"}));
  EXPECT_EQ(terms("第5条ASEAN宪章"), (Terms{"第", "5", "条", "asean", "宪章"}));
}

TEST(Analyzer, CutsTheTermOfAVeryLongWordButCoversTheWord) {
  const auto ascii = Analyzer().tokens(std::string(5000, 'A') + " b");
  EXPECT_EQ(ascii, (std::vector<OwnedToken>{{std::string(kMaxTermBytes, 'a'), 0, 5000},
                                            {"b", 5001, 5002}}));
  std::string word = "a";  // so that a border of three-byte characters misses the limit
  for (int i = 0; i < 100; ++i) word += "ệ";
  const auto wide = Analyzer().tokens(word);
  ASSERT_EQ(wide.size(), 1u);
  EXPECT_EQ(wide[0].end, word.size());
  EXPECT_EQ(wide[0].term, word.substr(0, 118));
}

TEST(Analyzer, BrokenBytesEndAToken) {
  EXPECT_EQ(terms("ab\xff"
                  "cd \xc3"),
            (Terms{"ab", "cd"}));
}

}  // namespace
}  // namespace lontar::text
