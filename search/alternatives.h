// What to ask instead of a question that finds nothing: the same with one thing less, or with its
// unknown words replaced, each with the number of documents that it finds. Bounded: a dozen
// searches at most, each of which asks for less than the one before it. Internal to search/.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "search/doc_set.h"
#include "search/facet_counter.h"
#include "search/query.h"
#include "search/request.h"

namespace lontar::search {

// How many documents a question finds: with the filters of the request, without each of them, and
// without any.
struct Found {
  std::uint64_t filtered = 0;
  std::array<std::uint64_t, index::kFacetCount> without_filter{};
  std::uint64_t all = 0;
};

// `matched` without any filter.
Found found_of(const FacetCounter::Counted& counted, const DocSet& matched);

// What a text finds under the filters of the request.
using Ask = std::function<Found(const std::string& text)>;

// Those that find something, the likeliest first. `query` is what the request's text was read as,
// and `found` what it found: nothing, with all its filters. `corrected` is "" when there is none.
std::vector<Alternative> alternatives_to(const SearchRequest& request, const Query& query,
                                         const Found& found, const std::string& corrected,
                                         const Ask& ask);

}  // namespace lontar::search
