// Counts facets and applies filters in one pass over the matched documents: a histogram over their
// signatures, expanded at the end. Exact, many values per document, and a facet's own filter left
// out of its own counts. Used by one thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "search/columns.h"
#include "search/doc_set.h"
#include "search/request.h"

namespace lontar::search {

class FacetCounter {
 public:
  // `columns` must outlive the counter.
  FacetCounter(const Columns& columns, const SearchRequest& request);

  // The matched documents that pass every filter, ascending; how many fail only that of a facet;
  // and the counts of the asked facets.
  struct Counted {
    std::vector<std::uint32_t> documents;
    std::array<std::uint64_t, index::kFacetCount> failing_only{};
    std::vector<FacetCounts> facets;
    std::optional<PairCounts> pairs;
  };
  Counted count(const DocSet& matched) const;

 private:
  using Mask = std::uint32_t;  // bit f: the filter of facet f is not passed
  static_assert(index::kFacetCount <= 32);

  // What is known of a signature while counting.
  struct Tally {
    std::uint32_t documents = 0;
    Mask failed = 0;
  };

  // Calls visit(signature, documents) for those that pass all filters but these facets' own.
  template <class Visit>
  void each_passing(Mask own, const std::vector<Tally>& tallies,
                    const std::vector<std::uint32_t>& seen, Visit visit) const;
  Mask failed_filters(std::uint32_t signature) const;
  FacetCounts counts_of(std::size_t facet, const std::vector<Tally>& tallies,
                        const std::vector<std::uint32_t>& seen) const;
  std::vector<FacetCount> with_values(std::size_t facet,
                                      const std::vector<std::uint64_t>& counts) const;
  PairCounts pairs_of(FacetPair pair, const std::vector<Tally>& tallies,
                      const std::vector<std::uint32_t>& seen) const;

  const Columns& columns_;
  const SearchRequest& request_;
  // Of the facets with a filter: whether it lets a value pass, by the value's number.
  struct Filter {
    std::size_t facet;
    std::vector<bool> passes;
  };
  std::vector<Filter> filters_;
};

}  // namespace lontar::search
