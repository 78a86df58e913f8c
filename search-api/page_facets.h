// What narrows a search on the page of results: the filters in use as chips, the values of each
// facet with their counts, the years as a chart, member states by community as a matrix. For .cc
// files of this folder only.
#pragma once

#include "search-api/render.h"
#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

// "APSC" and the like stand for communities in the matrix, for which two facets are counted.
search::FacetPair matrix_facets();

// The filters of the request, each with the address of the search without it.
View chip_views(const search::SearchRequest& request, const Wording& words);
View facet_views(const search::SearchPage& page, const Wording& words);
// Sets "chart"; nothing when no document has a year.
void set_year_chart(View& view, const search::SearchRequest& request,
                    const search::SearchPage& page, const Wording& words);
// Sets "matrix"; nothing when no document has both a state and a community.
void set_matrix(View& view, const search::SearchRequest& request, const search::SearchPage& page,
                const Wording& words);

}  // namespace lontar::api
