// The parts of a document page beside its text: facts with their sources, warnings, outline. For
// .cc files of this folder only.
#pragma once

#include "search-api/render.h"
#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

View fact_views(const index::Record& record, const Wording& words);
View warning_views(const index::Record& record);
// The passages worth listing: as deep as a list of a few hundred lines allows.
View outline_views(const search::DocumentView& document, const Wording& words);

}  // namespace lontar::api
