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
  const auto by_rank = [&](const std::vector<std::uint32_t>& ranks) {
    return cut(std::move(documents), first, count, [&](std::uint32_t a, std::uint32_t b) {
      return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b;
    });
  };
  switch (sort) {
    case Sort::kRelevance:
      return cut(std::move(documents), first, count, [&](std::uint32_t a, std::uint32_t b) {
        if (scores.tier(a) != scores.tier(b)) return scores.tier(a) < scores.tier(b);
        const float x = scores.score(a);
        const float y = scores.score(b);
        return x != y ? x > y : a < b;
      });
    case Sort::kNewest:
      return by_rank(columns.newest_ranks);
    case Sort::kOldest:
      return by_rank(columns.oldest_ranks);
    case Sort::kTitle:
      return by_rank(columns.title_ranks);
  }
  return {};
}

}  // namespace lontar::search
