#include "search/ranking.h"

#include <algorithm>

namespace lontar::search {
namespace {

template <class Before>
std::vector<std::uint32_t> cut(std::vector<std::uint32_t> documents, std::size_t first,
                               std::size_t count, Before before) {
  if (first >= documents.size()) return {};
  const std::size_t last = std::min(documents.size(), first + count);
  const auto begin = documents.begin();
  const auto at = [&](std::size_t place) { return begin + static_cast<std::ptrdiff_t>(place); };
  if (last < documents.size()) std::nth_element(begin, at(last), documents.end(), before);
  if (first > 0) std::nth_element(begin, at(first), at(last), before);
  std::sort(at(first), at(last), before);
  return {at(first), at(last)};
}

}  // namespace

std::vector<std::uint32_t> page_of(std::vector<std::uint32_t> documents, Sort sort,
                                   std::size_t first, std::size_t count, const Columns& columns,
                                   const Evaluator& scores) {
  // Documents without a date come last, whichever way the others run.
  const auto by_date = [&](bool newest, std::uint32_t a, std::uint32_t b) {
    const std::int32_t x = columns.dates[a];
    const std::int32_t y = columns.dates[b];
    if (x == y) return a < b;
    if (x == 0 || y == 0) return y == 0;
    return newest ? x > y : x < y;
  };
  switch (sort) {
    case Sort::kRelevance:
      return cut(std::move(documents), first, count, [&](std::uint32_t a, std::uint32_t b) {
        const float x = scores.score(a);
        const float y = scores.score(b);
        return x != y ? x > y : a < b;
      });
    case Sort::kNewest:
      return cut(std::move(documents), first, count,
                 [&](std::uint32_t a, std::uint32_t b) { return by_date(true, a, b); });
    case Sort::kOldest:
      return cut(std::move(documents), first, count,
                 [&](std::uint32_t a, std::uint32_t b) { return by_date(false, a, b); });
    case Sort::kTitle:
      return cut(std::move(documents), first, count, [&](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t x = columns.title_ranks[a];
        const std::uint32_t y = columns.title_ranks[b];
        return x != y ? x < y : a < b;
      });
  }
  return {};
}

}  // namespace lontar::search
