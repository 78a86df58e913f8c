#include "search/alignment.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace lontar::search {
namespace {

const text::Languages& languages() {
  static const text::Languages kLanguages = *text::Languages::load(LONTAR_SOURCE_DIR "/config");
  return kLanguages;
}

Passage passage(std::string anchor, std::string kind = "", std::string label = "", int depth = 0) {
  return {.anchor = std::move(anchor),
          .kind = std::move(kind),
          .label = std::move(label),
          .depth = depth};
}

std::vector<AlignedRow> aligned(const std::vector<Passage>& left,
                                const std::vector<Passage>& right) {
  text::Analyzer analyzer;
  return align(left, right, analyzer, languages());
}

using Rows = std::vector<AlignedRow>;

TEST(Alignment, TheSameAnchorIsTheSamePassage) {
  EXPECT_EQ(aligned({passage("preamble"), passage("art_1"), passage("art_2")},
                    {passage("preamble"), passage("art_1"), passage("art_2")}),
            (Rows{{0, 0}, {1, 1}, {2, 2}}));
}

TEST(Alignment, WhatOneSideLacksIsARowOfItsOwn) {
  EXPECT_EQ(aligned({passage("art_1"), passage("art_2"), passage("art_4")},
                    {passage("note"), passage("art_1"), passage("art_3"), passage("art_4")}),
            (Rows{{{}, 0}, {0, 1}, {{}, 2}, {1, {}}, {2, 3}}));
}

TEST(Alignment, EIdsAreComparedByTheirLastStep) {
  EXPECT_EQ(aligned({passage("chp_1"), passage("chp_1__art_1"), passage("chp_2__art_2")},
                    {passage("art_1"), passage("art_2")}),
            (Rows{{0, {}}, {1, 0}, {2, 1}}));
}

TEST(Alignment, NumbersAreReadInEveryScript) {
  EXPECT_EQ(aligned({passage("a", "article", "Article 5"), passage("b", "article", "Article 6")},
                    {passage("c", "article", "ข้อ ๕"), passage("d", "article", "Pasal 6")}),
            (Rows{{0, 0}, {1, 1}}));
  EXPECT_EQ(aligned({passage("a", "article", "Article 5")}, {passage("c", "article", "第五条")}),
            (Rows{{0, 0}}));
}

TEST(Alignment, AnAmbiguousNumberNamesNothing) {
  EXPECT_EQ(aligned({passage("a", "item", "1."), passage("b", "item", "1.")},
                    {passage("c", "item", "1.")}),
            (Rows{{{}, 0}, {0, {}}, {1, {}}}));
}

TEST(Alignment, InsideTheSamePassageNumbersCountAgain) {
  const auto text = [](const std::string& one, const std::string& two) {
    return std::vector{passage(one, "article", "Article 1"), passage("", "item", "(1)", 1),
                       passage("", "item", "(2)", 1), passage(two, "article", "Article 2"),
                       passage("", "item", "(1)", 1)};
  };
  EXPECT_EQ(aligned(text("a", "b"), text("c", "d")),
            (Rows{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}}));
}

// Every passage is in one row, on its side, whatever the two texts are.
RC_GTEST_PROP(Alignment, LosesAndRepeatsNothing, ()) {
  const auto outline = [] {
    std::vector<Passage> made;
    for (const auto& [name, depth] : *rc::gen::container<std::vector<std::pair<int, int>>>(
             rc::gen::pair(rc::gen::inRange(0, 12), rc::gen::inRange(0, 3))))
      made.push_back(passage("art_" + std::to_string(name), "article",
                             "Article " + std::to_string(name % 5), depth));
    return made;
  };
  const auto left = outline();
  const auto right = outline();
  const auto rows = aligned(left, right);
  std::size_t next = 0;
  std::set<std::size_t> seen;
  for (const AlignedRow& row : rows) {
    RC_ASSERT(row.left || row.right);
    if (row.left) RC_ASSERT(*row.left == next++);
    if (row.right) RC_ASSERT(seen.insert(*row.right).second);
  }
  RC_ASSERT(next == left.size());
  RC_ASSERT(seen.size() == right.size());
}

}  // namespace
}  // namespace lontar::search
