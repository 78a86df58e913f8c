#include "search/ranking.h"

#include <algorithm>

#include "search/ranking_parameters.h"

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

std::vector<Placed> placed(const std::vector<std::uint32_t>& documents, const Evaluator& scores) {
  std::vector<Placed> all;
  for (const std::uint32_t document : documents) {
    all.push_back({document, scores.score(document)});
  }
  return all;
}

std::vector<Placed> by_relevance(std::vector<std::uint32_t> documents, std::size_t first,
                                 std::size_t count, const Evaluator& scores,
                                 const CloseLook& close_look) {
  const auto before = [&](const Placed& a, const Placed& b) {
    const int tier = scores.tier(a.document);
    const int other = scores.tier(b.document);
    if (tier != other) return tier < other;
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  };
  const auto heavier = [&](std::uint32_t a, std::uint32_t b) {
    return before({a, scores.score(a)}, {b, scores.score(b)});
  };
  const std::size_t head = close_look ? kRanking.close_look : 0;
  if (first >= head) return placed(cut(std::move(documents), first, count, heavier), scores);

  const std::size_t last = std::max(head, first + count);
  std::vector<Placed> best = placed(cut(std::move(documents), 0, last, heavier), scores);
  const auto border = best.begin() + static_cast<std::ptrdiff_t>(std::min(head, best.size()));
  for (auto at = best.begin(); at != border; ++at) at->score += close_look(at->document);
  std::sort(best.begin(), border, before);
  best.resize(std::min(best.size(), first + count));
  best.erase(best.begin(),
             best.begin() + static_cast<std::ptrdiff_t>(std::min(first, best.size())));
  return best;
}

}  // namespace

std::vector<Placed> page_of(std::vector<std::uint32_t> documents, Sort sort, std::size_t first,
                            std::size_t count, const Columns& columns, const Evaluator& scores,
                            const CloseLook& close_look) {
  const auto by_rank = [&](const std::vector<std::uint32_t>& ranks) {
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
      return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b;
    };
    return placed(cut(std::move(documents), first, count, before), scores);
  };
  switch (sort) {
    case Sort::kRelevance:
      return by_relevance(std::move(documents), first, count, scores, close_look);
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
