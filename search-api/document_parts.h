// Pieces of the view of a document's page that stand in files of their own. For .cc files of this
// folder only.
#pragma once

#include <string>

#include "search-api/routes.h"

namespace lontar::api {

// For the partial document_meta.
void set_document_meta(View& view, const Context& context, const index::Record& record);
// For the partial cite: the document, or the passage with this anchor if it has one.
void set_cite(View& view, const Context& context, const search::DocumentView& document,
              const std::string& anchor);

}  // namespace lontar::api
