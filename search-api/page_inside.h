// Searching inside a document: the box, the way from hit to hit, the list of hits. The partial
// template inside.mustache shows them. For .cc files of this folder only.
#pragma once

#include <string>

#include "search-api/render.h"
#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

inline constexpr std::size_t kHitsListed = 20;  // of a page

struct InsideSetting {
  std::string url;          // of the page, without a query: hits lead to "URL?q=...&hit=3#anchor"
  std::string query;        // "" where nothing is asked
  bool on_the_way = false;  // from hit to hit: the list is folded
};
void set_inside(View& view, const search::Reading& reading, const InsideSetting& setting,
                const Wording& words);

}  // namespace lontar::api
