// What is known of a document, each fact with where it comes from. For .cc files of this folder
// only.
#pragma once

#include "index/record.h"
#include "search-api/render.h"
#include "search-api/wording.h"

namespace lontar::api {

View fact_views(const index::Record& record, const Wording& words);

}  // namespace lontar::api
