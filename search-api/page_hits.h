// The hits of a page of results as the page shows them, and what is offered where there are none.
// For .cc files of this folder only.
#pragma once

#include "search-api/render.h"
#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

// `has_reader`: whether there are pages that show a PDF beside its text.
View hit_views(const search::SearchRequest& request, const search::SearchPage& page,
               const Wording& words, bool has_reader);
// Other searches that find something, each with how much.
View alternative_views(const search::SearchRequest& request, const search::SearchPage& page,
                       const Wording& words);

}  // namespace lontar::api
