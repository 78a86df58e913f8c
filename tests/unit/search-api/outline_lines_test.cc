#include "search-api/outline_lines.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::api {
namespace {

std::vector<Passage> outline_of(const std::vector<int>& depths) {
  std::vector<Passage> outline;
  for (const int depth : depths)
    outline.push_back({.anchor = std::to_string(outline.size()), .depth = depth});
  return outline;
}

TEST(OutlineLines, AShortOutlineIsShownAsItIs) {
  EXPECT_EQ(outline_lines(outline_of({0, 1, 9}), 1),
            (std::vector<OutlineLine>{{0, 0, 0, false}, {1, 1, 1, true}, {2, 2, 5, false}}));
}

TEST(OutlineLines, InnerPassagesAreListedAroundThePlaceOnly) {
  std::vector<int> depths;
  for (int chapter = 0; chapter < 100; ++chapter) {
    depths.push_back(0);
    for (int article = 0; article < 10; ++article) depths.push_back(1);
  }
  const auto lines = outline_lines(outline_of(depths), 11 * 50 + 3);
  EXPECT_EQ(lines.size(), 110u);
  EXPECT_EQ(lines[50], (OutlineLine{550, 550, 0, false}));
  EXPECT_EQ(lines[53], (OutlineLine{553, 553, 1, true}));
  EXPECT_EQ(lines[61], (OutlineLine{561, 561, 0, false}));
}

TEST(OutlineLines, ThousandsOfPagesAreFoldedIntoRoundNumbers) {
  const auto lines = outline_lines(outline_of(std::vector<int>(1500, 0)), 777);
  EXPECT_EQ(lines[0], (OutlineLine{0, 19, 0, false}));
  EXPECT_EQ(lines[38], (OutlineLine{760, 779, 0, true}));
  EXPECT_EQ(lines[39], (OutlineLine{760, 760, 1, false}));
  EXPECT_EQ(lines[56], (OutlineLine{777, 777, 1, true}));
  EXPECT_EQ(lines.back(), (OutlineLine{1480, 1499, 0, false}));
}

// Whatever the outline: few lines, in order, every passage within reach, the place itself listed.
RC_GTEST_PROP(OutlineLines, AreFewAndLeadEverywhere, ()) {
  const auto depths =
      *rc::gen::scale(40, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8)));
  const auto outline = outline_of(depths);
  RC_PRE(!outline.empty());
  const auto place = *rc::gen::inRange<std::size_t>(0, outline.size());
  const auto lines = outline_lines(outline, place);
  RC_ASSERT(lines.size() <= std::max(kWholeOutline, kOutlineLines + kOutlineNear + 2));
  RC_ASSERT(lines.front().first == 0u);
  bool listed = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    RC_ASSERT(lines[i].first <= lines[i].last);
    RC_ASSERT(lines[i].last < outline.size());
    if (i > 0) RC_ASSERT(lines[i].first >= lines[i - 1].first);
    listed = listed || (lines[i].first == place && lines[i].last == place && lines[i].here);
  }
  RC_ASSERT(listed);
}

}  // namespace
}  // namespace lontar::api
