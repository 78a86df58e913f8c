// Counts facets and applies filters in one pass over the matched documents: a histogram over their
// signatures, expanded at the end. Exact, many values per document, and a facet's own filter left
// out of its own counts. Used by one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "search/columns.h"
#include "search/doc_set.h"
#include "search/request.h"

namespace lontar::search {

class FacetCounter {
 public:
  // `columns` must outlive the counter.
  FacetCounter(const Columns& columns, const SearchRequest& request);

  // The matched documents that pass every filter, ascending; and the counts of the asked facets.
  struct Counted {
    std::vector<std::uint32_t> documents;
    std::vector<FacetCounts> facets;
  };
  Counted count(const DocSet& matched) const;

 private:
  using Mask = std::uint32_t;  // bit f: the filter of facet f is not passed
  static_assert(index::kFacetCount <= 32);

  Mask failed_filters(const Signature& signature) const;
  FacetCounts counts_of(std::size_t facet, const std::vector<std::uint32_t>& histogram,
                        const std::vector<std::uint32_t>& seen,
                        const std::vector<Mask>& failed) const;

  const Columns& columns_;
  const SearchRequest& request_;
  // Per facet, per value: whether the filter lets it pass; empty where there is no filter.
  std::array<std::vector<bool>, index::kFacetCount> passing_;
};

}  // namespace lontar::search
