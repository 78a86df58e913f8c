#include "search/facet_counter.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace lontar::search {
namespace {

const std::size_t kYear = *index::facet_named("year");

int year_of(const std::string& value) {
  int year = 0;
  std::from_chars(value.data(), value.data() + value.size(), year);
  return year;
}

}  // namespace

FacetCounter::FacetCounter(const Columns& columns, const SearchRequest& request)
    : columns_(columns), request_(request) {
  const int year_to = request.year_to != 0 ? request.year_to : std::numeric_limits<int>::max();
  for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
    const auto& wanted = request.filters[facet];
    const bool by_range = facet == kYear && (request.year_from != 0 || request.year_to != 0);
    if (wanted.empty() && !by_range) continue;
    Filter filter{facet, {}};
    for (const std::string& value : columns.facets[facet].values) {
      const bool chosen = wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
      const bool in_range =
          !by_range || (year_of(value) >= request.year_from && year_of(value) <= year_to);
      filter.passes.push_back(chosen && in_range);
    }
    filters_.push_back(std::move(filter));
  }
}

FacetCounter::Mask FacetCounter::failed_filters(std::uint32_t signature) const {
  Mask failed = 0;
  for (const Filter& filter : filters_) {
    const bool passed =
        std::ranges::any_of(columns_.facets[filter.facet].of(signature),
                            [&](std::uint32_t value) { return filter.passes[value]; });
    if (!passed) failed |= Mask{1} << filter.facet;
  }
  return failed;
}

FacetCounter::Counted FacetCounter::count(const DocSet& matched) const {
  Counted counted;
  std::vector<Tally> tallies(columns_.distinct_signatures);
  std::vector<std::uint32_t> seen;  // signatures with a document, so that the others cost nothing
  matched.each([&](std::uint32_t document) {
    const std::uint32_t signature = columns_.signatures[document];
    Tally& tally = tallies[signature];
    if (tally.documents++ == 0) {
      tally.failed = failed_filters(signature);
      seen.push_back(signature);
    }
    if (tally.failed == 0) counted.documents.push_back(document);
  });
  for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
    if (request_.count_facets[facet]) counted.facets.push_back(counts_of(facet, tallies, seen));
  }
  return counted;
}

FacetCounts FacetCounter::counts_of(std::size_t facet, const std::vector<Tally>& tallies,
                                    const std::vector<std::uint32_t>& seen) const {
  const FacetColumn& column = columns_.facets[facet];
  std::vector<std::uint64_t> counts(column.values.size());
  const Mask others = ~(Mask{1} << facet);
  for (const std::uint32_t signature : seen) {
    const Tally& tally = tallies[signature];
    if ((tally.failed & others) != 0) continue;
    for (const std::uint32_t value : column.of(signature)) counts[value] += tally.documents;
  }
  FacetCounts result{facet, {}};
  const auto& selected = request_.filters[facet];
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const bool chosen = std::ranges::find(selected, column.values[i]) != selected.end();
    if (counts[i] > 0 || chosen) result.counts.push_back({column.values[i], counts[i], chosen});
  }
  // A chosen value that the index does not know stays visible, so that it can be taken off.
  for (const std::string& value : selected) {
    const bool known = std::ranges::find(column.values, value) != column.values.end();
    if (!known) result.counts.push_back({value, 0, true});
  }
  std::ranges::sort(result.counts, [&](const FacetCount& a, const FacetCount& b) {
    if (facet == kYear) return a.value > b.value;
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  return result;
}

}  // namespace lontar::search
