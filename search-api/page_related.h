// Documents that a page leads to beside the one it shows, and what became of that one. For .cc
// files of this folder only.
#pragma once

#include <string>
#include <vector>

#include "index/history.h"
#include "search-api/render.h"
#include "search-api/routes.h"
#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

// Title, language and what kind of document it is, with a link; in templates "related_...".
View related_view(const index::Record& record, const std::string& url, const Wording& words);

// The documents most alike, each with the way to see it beside `record`; none where the index is
// being replaced this moment.
View similar_views(Context& context, const index::Record& record);
// The other languages and versions of its work, by language.
View expression_views(Context& context, const index::Record& record);
// "21 November 2026: changed (title, date)", newest first.
View version_views(const std::vector<index::Event>& history, const InterfaceText& text);

}  // namespace lontar::api
