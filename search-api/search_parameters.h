// The parameters of a search, from the URL to a SearchRequest and back into URLs.
#pragma once

#include <span>

#include "search-api/parameters.h"
#include "search-api/vocabulary.h"
#include "search/request.h"

namespace lontar::api {

// q, one parameter per facet of index::kFacets, year_from, year_to, sort, page, page_size, expand,
// facets, pair.
std::span<const Parameter> search_parameters();

// Those of them that say what is searched and in which order, not which part is shown.
std::span<const Parameter> whole_search_parameters();

// Filters by their codes. All facets are counted unless `facets` says otherwise.
search::SearchRequest search_request(const Parameters& parameters, const Vocabulary& vocabulary);

// The shortest parameters that mean this request; facets are not part of them.
QueryPairs search_query(const search::SearchRequest& request);

std::string_view sort_name(search::Sort sort);

}  // namespace lontar::api
