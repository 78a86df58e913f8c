// Choices that both the page of results and the advanced form offer. For .cc files of this folder
// only.
#pragma once

#include "search-api/interface_text.h"
#include "search-api/render.h"
#include "search/request.h"

namespace lontar::api {

// As options of a list, the one of the request chosen. What is usual has an empty value.
View sort_views(const search::SearchRequest& request, const InterfaceText& text);
View page_size_views(const search::SearchRequest& request, const InterfaceText& text);

}  // namespace lontar::api
