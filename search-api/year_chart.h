// Documents by year as a bar chart: which bars there are and where they stand. By single years, by
// decades or by centuries, whichever gives no more bars than a narrow column can show; a chosen
// span of years is looked at closely where that shows more. Pure values; the page draws them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/request.h"

namespace lontar::api {

inline constexpr int kChartWidth = 240;  // units of the drawing
inline constexpr int kChartHeight = 60;
inline constexpr std::size_t kMostBars = 40;

struct YearBar {
  int from = 0;  // years, both included
  int to = 0;
  std::uint64_t count = 0;
  bool chosen = false;
  double x = 0;  // from the left
  double width = 0;
  double y = 0;  // from the top
  double height = 0;
};

struct YearChart {
  std::vector<YearBar> bars;  // without gaps: years without documents are there too
  int step = 1;               // years of a bar
  bool closer = false;        // only the chosen span is shown
};

// Of the counts of the facet of years. Without bars when they hold no year.
YearChart year_chart(const std::vector<search::FacetCount>& years, int year_from, int year_to);

// A number as SVG writes it: "12.5".
std::string coordinate(double number);

}  // namespace lontar::api
