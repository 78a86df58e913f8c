#include "search-api/year_chart.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace lontar::api {
namespace {

constexpr std::array kSteps = {1, 10, 100, 1000};
constexpr double kGap = 0.18;      // of a bar's place
constexpr double kLowest = 2;      // a bar of few documents can still be seen, and hit
constexpr double kMostWidth = 24;  // few bars are not to look like many

struct Span {
  int first = 0;
  int last = 0;
};

int beginning(int year, int step) { return year - year % step; }

std::size_t bars_of(Span span, int step) {
  return static_cast<std::size_t>(
      (beginning(span.last, step) - beginning(span.first, step)) / step + 1);
}

int step_of(Span span) {
  for (const int step : kSteps) {
    if (bars_of(span, step) <= kMostBars) return step;
  }
  return kSteps.back();
}

void place(std::vector<YearBar>& bars) {
  const double pitch = std::min(kMostWidth, kChartWidth / static_cast<double>(bars.size()));
  std::uint64_t most = 1;
  for (const YearBar& bar : bars) most = std::max(most, bar.count);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    YearBar& bar = bars[i];
    bar.x = static_cast<double>(i) * pitch;
    bar.width = pitch * (1 - kGap);
    const double share = static_cast<double>(bar.count) / static_cast<double>(most);
    bar.height = bar.count == 0 ? 0 : std::max(kLowest, share * kChartHeight);
    bar.y = kChartHeight - bar.height;
  }
}

}  // namespace

YearChart year_chart(const std::vector<search::FacetCount>& years, int year_from, int year_to) {
  struct Year {
    int number;
    const search::FacetCount* count;
  };
  std::vector<Year> known;
  for (const search::FacetCount& count : years) {
    int number = 0;
    const char* end = count.value.data() + count.value.size();
    const auto read = std::from_chars(count.value.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end && number > 0 && count.count > 0)
      known.push_back({number, &count});
  }
  YearChart chart;
  if (known.empty()) return chart;
  const auto [least, most] = std::ranges::minmax(known, {}, &Year::number);
  Span span{least.number, most.number};
  chart.step = step_of(span);
  const bool by_span = year_from != 0 || year_to != 0;
  const Span chosen{std::max(span.first, year_from),
                    year_to != 0 ? std::min(span.last, year_to) : span.last};
  if (by_span && chosen.first <= chosen.last && step_of(chosen) < chart.step) {
    span = chosen;
    chart.step = step_of(span);
    chart.closer = true;
  }
  const auto in_choice = [&](int from, int to) {
    return by_span && from >= year_from && (year_to == 0 || to <= year_to);
  };
  for (int from = beginning(span.first, chart.step); from <= span.last; from += chart.step) {
    const int to = from + chart.step - 1;
    chart.bars.push_back({from, to, 0, in_choice(from, to)});
  }
  for (const Year& year : known) {
    if (year.number < span.first || year.number > span.last) continue;
    const int at = (year.number - chart.bars.front().from) / chart.step;
    YearBar& bar = chart.bars[static_cast<std::size_t>(at)];
    bar.count += year.count->count;
    bar.chosen |= chart.step == 1 && year.count->selected;
  }
  place(chart.bars);
  return chart;
}

std::string coordinate(double number) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.2f", number);
  std::string written(text.data(), static_cast<std::size_t>(length));
  while (written.back() == '0') written.pop_back();
  if (written.back() == '.') written.pop_back();
  return written;
}

}  // namespace lontar::api
