#include "search-api/search_parameters.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace lontar::api {
namespace {

using search::Sort;

struct SortRow {
  Sort sort;
  std::string_view name;
};
constexpr std::array kSorts = {
    SortRow{Sort::kRelevance, "relevance"}, SortRow{Sort::kNewest, "newest"},
    SortRow{Sort::kOldest, "oldest"},       SortRow{Sort::kTitle, "title"},
    SortRow{Sort::kLatest, "latest"},
};

template <std::size_t N, class Rows>
constexpr std::array<std::string_view, N> names_of(const Rows& rows) {
  std::array<std::string_view, N> names;
  std::transform(rows.begin(), rows.end(), names.begin(), [](const auto& row) { return row.name; });
  return names;
}
constexpr auto kSortNames = names_of<kSorts.size()>(kSorts);
constexpr auto kFacetNames = names_of<index::kFacetCount>(index::kFacets);

constexpr std::int64_t kMaxYear = 9999;
constexpr std::int64_t kMaxPage = 1'000'000;

constexpr std::array<std::string_view, 2> kOnOff = {"on", "off"};

constexpr std::array kOtherParameters = {
    Parameter{"q", ParameterKind::kText,
              "The query, in the language of /help. Any text is a query; empty means everything."},
    Parameter{"year_from", ParameterKind::kNumber, "Only documents of this year or later.", 1,
              kMaxYear},
    Parameter{"year_to", ParameterKind::kNumber, "Only documents of this year or earlier.", 1,
              kMaxYear},
    Parameter{
        "sort", ParameterKind::kChoice,
        "The order. Without it: by relevance when there is a query, else newest first. latest: "
        "what came to the collection or changed last.",
        0, 0, kSortNames},
    Parameter{"page", ParameterKind::kNumber, "The page of results, from 1.", 1, kMaxPage},
    Parameter{"page_size", ParameterKind::kNumber, "Results a page; 10 unless told.", 1,
              search::kMaxPageSize},
    Parameter{
        "expand", ParameterKind::kChoice,
        "Whether other names of what the query names are searched too, as the thesaurus knows "
        "them; on unless told.",
        0, 0, kOnOff},
    Parameter{"facets", ParameterKind::kList,
              "The facets to count; all unless told, none when empty.", 0, 0, kFacetNames},
    Parameter{"pair", ParameterKind::kList,
              "Two facets to count together: how many documents have which values of both.", 0, 0,
              kFacetNames},
};

constexpr auto make_parameters() {
  std::array<Parameter, kOtherParameters.size() + index::kFacetCount> rows{};
  std::copy(kOtherParameters.begin(), kOtherParameters.end(), rows.begin());
  std::transform(index::kFacets.begin(), index::kFacets.end(),
                 rows.begin() + kOtherParameters.size(), [](const index::Facet& facet) {
                   return Parameter{facet.name, ParameterKind::kList,
                                    "Only documents with one of these values in this facet."};
                 });
  return rows;
}
constexpr auto kSearchParameters = make_parameters();

}  // namespace

std::span<const Parameter> search_parameters() { return kSearchParameters; }

std::span<const Parameter> whole_search_parameters() {
  static constexpr std::array<std::string_view, 4> kOfThePart = {"page", "page_size", "facets",
                                                                 "pair"};
  static const std::vector<Parameter> kRows = [] {
    std::vector<Parameter> rows;
    std::ranges::copy_if(kSearchParameters, std::back_inserter(rows), [](const Parameter& row) {
      return std::ranges::find(kOfThePart, row.name) == kOfThePart.end();
    });
    return rows;
  }();
  return kRows;
}

search::SearchRequest search_request(const Parameters& parameters, const Vocabulary& vocabulary) {
  search::SearchRequest request;
  request.text = parameters.text("q");
  for (std::size_t i = 0; i < index::kFacetCount; ++i) {
    auto& filter = request.filters[i];
    for (const std::string& value : parameters.list(index::kFacets[i].name)) {
      std::string code = vocabulary.canonical(i, value);
      if (std::find(filter.begin(), filter.end(), code) == filter.end())
        filter.push_back(std::move(code));
    }
  }
  request.year_from = static_cast<int>(parameters.number("year_from", 0));
  request.year_to = static_cast<int>(parameters.number("year_to", 0));
  const std::string sort = parameters.text("sort");
  for (const SortRow& row : kSorts)
    if (row.name == sort) request.sort = row.sort;
  request.page = static_cast<std::size_t>(parameters.number("page", 1));
  request.page_size =
      static_cast<std::size_t>(parameters.number("page_size", search::kUsualPageSize));
  request.expand = parameters.text("expand") != "off";
  const auto& counted = parameters.list("facets");
  for (std::size_t i = 0; i < index::kFacetCount; ++i)
    request.count_facets[i] =
        !parameters.has("facets") ||
        std::find(counted.begin(), counted.end(), index::kFacets[i].name) != counted.end();
  const auto& pair = parameters.list("pair");
  if (pair.size() == 2)
    request.count_pair = {{*index::facet_named(pair[0]), *index::facet_named(pair[1])}};
  return request;
}

QueryPairs search_query(const search::SearchRequest& request) {
  QueryPairs pairs;
  if (!request.text.empty()) pairs.emplace_back("q", request.text);
  for (std::size_t i = 0; i < index::kFacetCount; ++i)
    for (const std::string& value : request.filters[i])
      pairs.emplace_back(index::kFacets[i].name, escape_list_value(value));
  if (request.year_from != 0) pairs.emplace_back("year_from", std::to_string(request.year_from));
  if (request.year_to != 0) pairs.emplace_back("year_to", std::to_string(request.year_to));
  if (request.sort) pairs.emplace_back("sort", sort_name(*request.sort));
  if (!request.expand) pairs.emplace_back("expand", "off");
  if (request.page != 1) pairs.emplace_back("page", std::to_string(request.page));
  if (request.page_size != search::kUsualPageSize)
    pairs.emplace_back("page_size", std::to_string(request.page_size));
  return pairs;
}

std::string_view sort_name(Sort sort) {
  return std::find_if(kSorts.begin(), kSorts.end(),
                      [&](const SortRow& row) { return row.sort == sort; })
      ->name;
}

}  // namespace lontar::api
