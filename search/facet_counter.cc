#include "search/facet_counter.h"

#include <algorithm>
#include <charconv>

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
  for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
    const auto& wanted = request.filters[facet];
    const bool years = facet == kYear && (request.year_from != 0 || request.year_to != 0);
    if (wanted.empty() && !years) continue;
    const auto& values = columns.values[facet];
    passing_[facet].resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool chosen = wanted.empty() || std::ranges::find(wanted, values[i]) != wanted.end();
      const int year = years ? year_of(values[i]) : 0;
      passing_[facet][i] = chosen &&
                           (request.year_from == 0 || year >= request.year_from || !years) &&
                           (request.year_to == 0 || year <= request.year_to || !years);
    }
    // A filter that no value passes still filters: it must not look like no filter.
    if (passing_[facet].empty()) passing_[facet].push_back(false);
  }
}

FacetCounter::Mask FacetCounter::failed_filters(const Signature& signature) const {
  Mask failed = 0;
  for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
    const auto& passing = passing_[facet];
    if (passing.empty()) continue;
    const bool passed = std::ranges::any_of(signature.values[facet],
                                            [&](std::uint32_t value) { return passing[value]; });
    if (!passed) failed |= Mask{1} << facet;
  }
  return failed;
}

FacetCounter::Counted FacetCounter::count(const DocSet& matched) const {
  std::vector<std::uint32_t> histogram(columns_.distinct.size());
  std::vector<std::uint32_t> seen;  // signatures with a document, so that the others cost nothing
  matched.each([&](std::uint32_t document) {
    const std::uint32_t signature = columns_.signatures[document];
    if (histogram[signature]++ == 0) seen.push_back(signature);
  });

  std::vector<Mask> failed(columns_.distinct.size());
  for (const std::uint32_t signature : seen) {
    failed[signature] = failed_filters(columns_.distinct[signature]);
  }

  Counted counted;
  matched.each([&](std::uint32_t document) {
    if (failed[columns_.signatures[document]] == 0) counted.documents.push_back(document);
  });
  for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
    if (request_.count_facets[facet]) {
      counted.facets.push_back(counts_of(facet, histogram, seen, failed));
    }
  }
  return counted;
}

FacetCounts FacetCounter::counts_of(std::size_t facet, const std::vector<std::uint32_t>& histogram,
                                    const std::vector<std::uint32_t>& seen,
                                    const std::vector<Mask>& failed) const {
  const auto& values = columns_.values[facet];
  std::vector<std::uint64_t> counts(values.size());
  const Mask others = ~(Mask{1} << facet);
  for (const std::uint32_t signature : seen) {
    if ((failed[signature] & others) != 0) continue;
    for (const std::uint32_t value : columns_.distinct[signature].values[facet]) {
      counts[value] += histogram[signature];
    }
  }
  FacetCounts result;
  result.facet = facet;
  const auto& selected = request_.filters[facet];
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool chosen = std::ranges::find(selected, values[i]) != selected.end();
    if (counts[i] > 0 || chosen) result.counts.push_back({values[i], counts[i], chosen});
  }
  // A chosen value that the index does not know stays visible, so that it can be taken off.
  for (const std::string& value : selected) {
    if (std::ranges::find(values, value) == values.end()) result.counts.push_back({value, 0, true});
  }
  std::ranges::sort(result.counts, [&](const FacetCount& a, const FacetCount& b) {
    if (facet == kYear) return a.value > b.value;
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  return result;
}

}  // namespace lontar::search
