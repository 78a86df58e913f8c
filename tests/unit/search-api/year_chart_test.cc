// The bars of the chart of years: all documents are in them, and none leaves the drawing.
#include "search-api/year_chart.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace lontar::api {
namespace {

std::vector<search::FacetCount> counts(const std::map<int, std::uint64_t>& years) {
  std::vector<search::FacetCount> all;
  for (const auto& [year, count] : years) all.push_back({std::to_string(year), count, false});
  return all;
}

TEST(YearChart, FewYearsStandOneByOne) {
  const YearChart chart = year_chart(counts({{2002, 3}, {2004, 6}}), 0, 0);
  EXPECT_EQ(chart.step, 1);
  ASSERT_EQ(chart.bars.size(), 3u);
  EXPECT_EQ(chart.bars[0].from, 2002);
  EXPECT_EQ(chart.bars[0].to, 2002);
  EXPECT_EQ(chart.bars[0].height, kChartHeight / 2.0);
  EXPECT_EQ(chart.bars[1].count, 0u);
  EXPECT_EQ(chart.bars[1].height, 0);
  EXPECT_EQ(chart.bars[2].y, 0);
  EXPECT_FALSE(chart.bars[0].chosen);
}

TEST(YearChart, ManyYearsStandByDecades) {
  const YearChart chart = year_chart(counts({{1967, 1}, {1969, 1}, {2024, 2}}), 0, 0);
  EXPECT_EQ(chart.step, 10);
  ASSERT_EQ(chart.bars.size(), 7u);
  EXPECT_EQ(chart.bars[0].from, 1960);
  EXPECT_EQ(chart.bars[0].to, 1969);
  EXPECT_EQ(chart.bars[0].count, 2u);
}

TEST(YearChart, AChosenDecadeIsLookedAtClosely) {
  const auto years = counts({{1967, 1}, {2015, 4}, {2019, 2}, {2024, 2}});
  const YearChart closer = year_chart(years, 2010, 2019);
  EXPECT_TRUE(closer.closer);
  EXPECT_EQ(closer.step, 1);
  ASSERT_EQ(closer.bars.size(), 10u);
  EXPECT_EQ(closer.bars[5].count, 4u);
  EXPECT_TRUE(closer.bars[5].chosen);
  const YearChart open = year_chart(years, 0, 1990);
  EXPECT_EQ(open.step, 1);
  EXPECT_EQ(open.bars.front().from, 1967);
  EXPECT_EQ(open.bars.back().to, 1990);
}

TEST(YearChart, AChoiceThatNeedsNoCloserLookIsMarked) {
  const YearChart chart = year_chart(counts({{2002, 3}, {2003, 1}, {2004, 6}}), 2003, 0);
  EXPECT_FALSE(chart.closer);
  EXPECT_FALSE(chart.bars[0].chosen);
  EXPECT_TRUE(chart.bars[1].chosen);
  EXPECT_TRUE(chart.bars[2].chosen);
  // Nothing is there: all is shown.
  EXPECT_EQ(year_chart(counts({{1900, 1}, {2004, 6}}), 2010, 2012).bars.size(), 11u);
}

TEST(YearChart, WhatIsNoYearIsLeftOut) {
  EXPECT_TRUE(
      year_chart({{"", 1, false}, {"MMXV", 1, false}, {"2015x", 1, false}}, 0, 0).bars.empty());
  EXPECT_TRUE(year_chart({{"2015", 0, true}}, 0, 0).bars.empty());
}

RC_GTEST_PROP(YearChart, HoldsEveryDocumentInsideTheDrawing, ()) {
  std::map<int, std::uint64_t> years;
  std::uint64_t total = 0;
  const int earliest = *rc::gen::element(1, 1500, 1990);
  for (int i = *rc::gen::inRange(1, 60); i > 0; --i) {
    const int year = *rc::gen::inRange(earliest, *rc::gen::element(2025, 9999));
    years[year] = *rc::gen::inRange<std::uint64_t>(1, 1000);
  }
  for (const auto& [year, count] : years) total += count;
  const YearChart chart = year_chart(counts(years), 0, 0);
  RC_ASSERT(chart.bars.size() <= kMostBars);
  std::uint64_t held = 0;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const YearBar& bar = chart.bars[i];
    held += bar.count;
    RC_ASSERT(bar.to - bar.from + 1 == chart.step);
    if (i > 0) {  // the macro evaluates both sides of an "or"
      const YearBar& before = chart.bars[i - 1];
      RC_ASSERT(bar.from == before.to + 1);
      RC_ASSERT(bar.x >= before.x + before.width);
    }
    RC_ASSERT(bar.x + bar.width <= kChartWidth + 0.001);
    RC_ASSERT((bar.height > 0) == (bar.count > 0));
    RC_ASSERT(bar.y >= 0 && bar.y + bar.height <= kChartHeight + 0.001);
  }
  RC_ASSERT(held == total);
}

TEST(YearChart, CoordinatesAreShort) {
  EXPECT_EQ(coordinate(12), "12");
  EXPECT_EQ(coordinate(12.5), "12.5");
  EXPECT_EQ(coordinate(0.126), "0.13");
}

}  // namespace
}  // namespace lontar::api
