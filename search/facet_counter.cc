#include "search/facet_counter.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <unordered_map>

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
  for (const std::uint32_t signature : seen) {
    const Tally& tally = tallies[signature];
    if (std::has_single_bit(tally.failed))
      counted.failing_only[static_cast<std::size_t>(std::countr_zero(tally.failed))] +=
          tally.documents;
  }
  for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
    if (request_.count_facets[facet]) counted.facets.push_back(counts_of(facet, tallies, seen));
  }
  if (request_.count_pair) counted.pairs = pairs_of(*request_.count_pair, tallies, seen);
  return counted;
}

template <class Visit>
void FacetCounter::each_passing(Mask own, const std::vector<Tally>& tallies,
                                const std::vector<std::uint32_t>& seen, Visit visit) const {
  for (const std::uint32_t signature : seen) {
    const Tally& tally = tallies[signature];
    if ((tally.failed & ~own) == 0) visit(signature, tally.documents);
  }
}

// The counts by value, without those of 0 unless they are chosen.
std::vector<FacetCount> FacetCounter::with_values(std::size_t facet,
                                                  const std::vector<std::uint64_t>& counts) const {
  const std::vector<std::string>& values = columns_.facets[facet].values;
  const std::vector<std::string>& selected = request_.filters[facet];
  std::vector<FacetCount> all;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const bool chosen = std::ranges::find(selected, values[i]) != selected.end();
    if (counts[i] > 0 || chosen) all.push_back({values[i], counts[i], chosen});
  }
  // A chosen value that the index does not know stays visible, so that it can be taken off.
  for (const std::string& value : selected) {
    if (std::ranges::find(values, value) == values.end()) all.push_back({value, 0, true});
  }
  return all;
}

FacetCounts FacetCounter::counts_of(std::size_t facet, const std::vector<Tally>& tallies,
                                    const std::vector<std::uint32_t>& seen) const {
  const FacetColumn& column = columns_.facets[facet];
  std::vector<std::uint64_t> counts(column.values.size());
  each_passing(Mask{1} << facet, tallies, seen, [&](std::uint32_t signature, auto documents) {
    for (const std::uint32_t value : column.of(signature)) counts[value] += documents;
  });
  FacetCounts result{facet, with_values(facet, counts)};
  std::ranges::sort(result.counts, [&](const FacetCount& a, const FacetCount& b) {
    if (facet == kYear) return a.value > b.value;
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  return result;
}

PairCounts FacetCounter::pairs_of(FacetPair pair, const std::vector<Tally>& tallies,
                                  const std::vector<std::uint32_t>& seen) const {
  const FacetColumn& first = columns_.facets[pair.first];
  const FacetColumn& second = columns_.facets[pair.second];
  std::vector<std::uint64_t> of_first(first.values.size());
  std::vector<std::uint64_t> of_second(second.values.size());
  std::unordered_map<std::uint64_t, std::uint64_t> together;
  PairCounts pairs{pair, 0, {}, {}, {}};
  const Mask own = Mask{1} << pair.first | Mask{1} << pair.second;
  each_passing(own, tallies, seen, [&](std::uint32_t signature, std::uint32_t documents) {
    pairs.documents += documents;
    for (const std::uint32_t value : second.of(signature)) of_second[value] += documents;
    for (const std::uint32_t value : first.of(signature)) {
      of_first[value] += documents;
      for (const std::uint32_t other : second.of(signature)) {
        together[std::uint64_t{value} << 32 | other] += documents;
      }
    }
  });
  pairs.first = with_values(pair.first, of_first);
  pairs.second = with_values(pair.second, of_second);
  for (const auto& [key, count] : together) {
    pairs.counts.push_back({first.values[key >> 32], second.values[key & 0xFFFFFFFF], count});
  }
  std::ranges::sort(pairs.first, {}, &FacetCount::value);
  std::ranges::sort(pairs.second, {}, &FacetCount::value);
  std::ranges::sort(pairs.counts);
  return pairs;
}

}  // namespace lontar::search
