#include "search-api/page_options.h"

#include <algorithm>
#include <array>

#include "search-api/search_parameters.h"

namespace lontar::api {
namespace {

using search::SearchRequest;
using search::Sort;

struct SortRow {
  Sort sort;
  std::string_view key;
};
constexpr std::array kSorts = {
    SortRow{Sort::kRelevance, "search.sort_relevance"},
    SortRow{Sort::kNewest, "search.sort_newest"},
    SortRow{Sort::kOldest, "search.sort_oldest"},
    SortRow{Sort::kTitle, "search.sort_title"},
    SortRow{Sort::kLatest, "search.sort_latest"},
};

constexpr std::array<std::size_t, 4> kPageSizes = {search::kUsualPageSize, 20, 50, 100};

View option(const std::string& value, const std::string& label, bool selected) {
  View view = object();
  view.set("option_value", value);
  view.set("option_label", label);
  set(view, "option_selected", selected);
  return view;
}

}  // namespace

View sort_views(const SearchRequest& request, const InterfaceText& text) {
  const Sort usual = request.text.empty() ? Sort::kNewest : Sort::kRelevance;
  const Sort current = request.sort.value_or(usual);
  View options = list();
  for (const auto& [sort, key] : kSorts) {
    if (sort == Sort::kRelevance && request.text.empty()) continue;
    // The usual order has no name in the form: words typed into it are searched by relevance.
    options << option(sort == usual ? std::string() : std::string(sort_name(sort)), text.get(key),
                      sort == current);
  }
  return options;
}

View page_size_views(const SearchRequest& request, const InterfaceText& text) {
  std::vector<std::size_t> sizes(kPageSizes.begin(), kPageSizes.end());
  if (std::ranges::find(sizes, request.page_size) == sizes.end())
    sizes.push_back(request.page_size);
  std::ranges::sort(sizes);
  View options = list();
  for (const std::size_t size : sizes)
    options << option(size == search::kUsualPageSize ? std::string() : std::to_string(size),
                      text.number(size), size == request.page_size);
  return options;
}

}  // namespace lontar::api
