#include "search-api/page_facets.h"

#include <algorithm>

#include "search-api/links.h"
#include "search-api/parameters.h"

namespace lontar::api {
namespace {

using search::SearchPage;
using search::SearchRequest;

constexpr std::size_t kShownValues = 7;     // of a facet; the others are folded away
constexpr std::size_t kFoldedValues = 120;  // further ones are on the advanced form only
constexpr std::size_t kLongList = 12;       // folded values that are worth a field to find one

std::string without_value(SearchRequest request, std::size_t facet, const std::string& value) {
  std::erase(request.filters[facet], value);
  return search_page_url(std::move(request));
}

std::string without_years(SearchRequest request) {
  request.year_from = request.year_to = 0;
  return search_page_url(std::move(request));
}

View chip(const std::string& facet, const std::string& value, const std::string& url) {
  View view = object();
  view.set("chip_facet", facet);
  view.set("chip_value", value);
  view.set("chip_url", url);
  return view;
}

View facet_value(std::size_t facet, const search::FacetCount& count, const Wording& words) {
  View view = object();
  view.set("value", escape_list_value(count.value));
  view.set("label", words.label(facet, count.value));
  view.set("count", words.text.number(count.count));
  set(view, "checked", count.selected);
  return view;
}

// The values in the order they are shown: chosen ones first, so that none hides in the fold.
View facet_view(const search::FacetCounts& facet, const Wording& words) {
  std::vector<search::FacetCount> counts = facet.counts;
  std::stable_partition(counts.begin(), counts.end(),
                        [](const auto& count) { return count.selected; });
  const auto chosen = static_cast<std::size_t>(std::count_if(
      counts.begin(), counts.end(), [](const auto& count) { return count.selected; }));
  std::size_t shown = std::max(kShownValues, chosen);
  if (counts.size() == shown + 1) ++shown;  // a fold for one saves no room
  const std::size_t folded = std::min(counts.size(), shown + kFoldedValues);
  View values = list();
  View more = list();
  for (std::size_t i = 0; i < folded; ++i)
    (i < shown ? values : more) << facet_value(facet.facet, counts[i], words);
  View view = object();
  view.set("facet_name", std::string(index::kFacets[facet.facet].name));
  view.set("facet_label", words.facet(facet.facet));
  view.set("values", values);
  if (counts.size() > shown) {
    View fold = object();
    fold.set("more_count", words.text.number(counts.size() - shown));
    fold.set("more_values", more);
    set(fold, "more_is_long", folded - shown > kLongList);
    set(fold, "more_left_out",
        counts.size() > folded ? words.text.number(counts.size() - folded) : std::string());
    view.set("more", fold);
  }
  return view;
}

}  // namespace

View chip_views(const SearchRequest& request, const Wording& words) {
  View all = list();
  for (std::size_t i = 0; i < index::kFacetCount; ++i)
    for (const std::string& value : request.filters[i])
      all << chip(words.facet(i), words.label(i, value), without_value(request, i, value));
  if (request.year_from != 0 || request.year_to != 0) {
    std::string years = request.year_from != 0 ? std::to_string(request.year_from) : "…";
    years += "–" + (request.year_to != 0 ? std::to_string(request.year_to) : std::string("…"));
    all << chip(words.text.get("search.years"), years, without_years(request));
  }
  return all;
}

View facet_views(const SearchPage& page, const Wording& words) {
  View all = list();
  for (const search::FacetCounts& facet : page.facets) {
    // Years are asked for by a span, not by a hundred boxes.
    if (index::kFacets[facet.facet].name == "year" || facet.counts.empty()) continue;
    all << facet_view(facet, words);
  }
  return all;
}

}  // namespace lontar::api
