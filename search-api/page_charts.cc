// The two drawings of a page of results: years as bars, member states by community as a matrix.
#include <algorithm>
#include <cmath>

#include "search-api/links.h"
#include "search-api/page_facets.h"
#include "search-api/year_chart.h"

namespace lontar::api {
namespace {

using search::SearchPage;
using search::SearchRequest;

const std::size_t kYear = *index::facet_named("year");
const std::size_t kState = *index::facet_named("member_state");
const std::size_t kCommunity = *index::facet_named("community");

constexpr int kShades = 4;  // of the matrix's cells, beside none

std::string years_url(SearchRequest request, int from, int to) {
  request.filters[kYear].clear();
  request.year_from = from;
  request.year_to = to;
  return search_page_url(std::move(request));
}

std::string years_words(const YearBar& bar) {
  const std::string from = std::to_string(bar.from);
  return bar.from == bar.to ? from : from + "–" + std::to_string(bar.to);
}

View bar_view(const YearBar& bar, const SearchRequest& request, const Wording& words) {
  // What is chosen alone is given up by choosing it once more.
  const bool alone = bar.chosen && request.year_from == bar.from && request.year_to == bar.to;
  View view = object();
  view.set("bar_url", alone ? years_url(request, 0, 0) : years_url(request, bar.from, bar.to));
  view.set("bar_years", years_words(bar));
  view.set("bar_count", words.text.number(bar.count));
  view.set("bar_words", words.text.counted("search.total", bar.count));
  view.set("bar_x", coordinate(bar.x));
  view.set("bar_y", coordinate(bar.y));
  view.set("bar_width", coordinate(bar.width));
  view.set("bar_height", coordinate(bar.height));
  set(view, "bar_chosen", bar.chosen);
  return view;
}

// One choice of a state and a community, "" for any.
struct Cell {
  std::string state;
  std::string community;
  std::uint64_t count = 0;
};

class Matrix {
 public:
  Matrix(const SearchRequest& request, const search::PairCounts& pairs, const Wording& words)
      : request_(request), pairs_(pairs), words_(words) {
    for (const auto& pair : pairs.counts) most_ = std::max(most_, pair.count);
  }

  View view() const {
    View columns = list();
    for (const std::string& code : communities()) {
      View column = object();
      column.set("column_code", code);
      column.set("column_label", words_.label(kCommunity, code));
      columns << column;
    }
    View rows = list();
    rows << row("", words_.text.get("search.matrix_all"));
    for (const std::string& code : words_.vocabulary.values(kState))
      rows << row(code, words_.label(kState, code));
    View view = object();
    view.set("matrix_columns", columns);
    view.set("matrix_rows", rows);
    return view;
  }

 private:
  std::vector<std::string> communities() const { return words_.vocabulary.values(kCommunity); }

  View row(const std::string& state, const std::string& label) const {
    View cells = list();
    cells << cell({state, "", count(pairs_.first, state)}, label);
    for (const std::string& community : communities()) {
      const std::uint64_t both =
          state.empty() ? count(pairs_.second, community) : together(state, community);
      cells << cell({state, community, both}, label + ", " + words_.label(kCommunity, community));
    }
    View view = object();
    view.set("row_label", label);
    view.set("row_cells", cells);
    return view;
  }

  std::uint64_t count(const std::vector<search::FacetCount>& counts,
                      const std::string& value) const {
    if (value.empty()) return pairs_.documents;
    const auto found = std::ranges::find(counts, value, &search::FacetCount::value);
    return found == counts.end() ? 0 : found->count;
  }

  std::uint64_t together(const std::string& state, const std::string& community) const {
    const auto found = std::ranges::find_if(pairs_.counts, [&](const auto& pair) {
      return pair.first == state && pair.second == community;
    });
    return found == pairs_.counts.end() ? 0 : found->count;
  }

  View cell(const Cell& cell, const std::string& label) const {
    View view = object();
    set(view, "cell_none", cell.count == 0);
    if (cell.count == 0) return view;
    SearchRequest chosen = request_;
    const auto choose = [&](std::size_t facet, const std::string& value) {
      chosen.filters[facet].clear();
      if (!value.empty()) chosen.filters[facet].push_back(value);
    };
    choose(kState, cell.state);
    choose(kCommunity, cell.community);
    set(view, "cell_chosen",
        chosen.filters == request_.filters && !(cell.state + cell.community).empty());
    view.set("cell_url", search_page_url(std::move(chosen)));
    view.set("cell_count", words_.text.number(cell.count));
    view.set("cell_words", label + ": " + words_.text.counted("search.total", cell.count));
    const bool both = !cell.state.empty() && !cell.community.empty();
    view.set("cell_shade", std::to_string(both ? shade(cell.count) : 0));
    return view;
  }

  // By the root: the few states with most would otherwise leave the others all alike.
  int shade(std::uint64_t count) const {
    const double share = std::sqrt(static_cast<double>(count) / static_cast<double>(most_));
    return std::max(1, static_cast<int>(std::ceil(share * kShades)));
  }

  const SearchRequest& request_;
  const search::PairCounts& pairs_;
  const Wording& words_;
  std::uint64_t most_ = 1;
};

}  // namespace

search::FacetPair matrix_facets() { return {kState, kCommunity}; }

void set_year_chart(View& view, const SearchRequest& request, const SearchPage& page,
                    const Wording& words) {
  const auto years = std::ranges::find(page.facets, kYear, &search::FacetCounts::facet);
  if (years == page.facets.end()) return;
  const YearChart chart = year_chart(years->counts, request.year_from, request.year_to);
  if (chart.bars.empty()) return;
  View bars = list();
  for (const YearBar& bar : chart.bars)
    if (bar.count > 0) bars << bar_view(bar, request, words);
  View drawing = object();
  drawing.set("chart_bars", bars);
  drawing.set("chart_width", std::to_string(kChartWidth));
  drawing.set("chart_height", std::to_string(kChartHeight));
  drawing.set("chart_first", std::to_string(chart.bars.front().from));
  drawing.set("chart_last", std::to_string(chart.bars.back().to));
  if (chart.closer) drawing.set("chart_all_url", years_url(request, 0, 0));
  view.set("chart", drawing);
}

void set_matrix(View& view, const SearchRequest& request, const SearchPage& page,
                const Wording& words) {
  if (!page.pairs || page.pairs->counts.empty()) return;
  view.set("matrix", Matrix(request, *page.pairs, words).view());
}

}  // namespace lontar::api
