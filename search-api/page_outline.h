// The outline beside a document's text. For .cc files of this folder only.
#pragma once

#include "search-api/render.h"
#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

// A few hundred lines at most: see outline_lines.h. `place` is the number of the passage that is
// shown. Empty where there is one passage or none.
View outline_views(const search::DocumentView& document, std::size_t place, const Wording& words);

}  // namespace lontar::api
