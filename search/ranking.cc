#include "search/ranking.h"

#include <algorithm>

#include "search/ranking_parameters.h"

namespace lontar::search {
namespace {

template <class Entry, class Before>
std::vector<Entry> cut(std::vector<Entry> all, std::size_t first, std::size_t count,
                       Before before) {
  if (first >= all.size()) return {};
  const std::size_t last = std::min(all.size(), first + count);
  const auto begin = all.begin();
  const auto at = [&](std::size_t place) { return begin + static_cast<std::ptrdiff_t>(place); };
  if (last < all.size()) std::nth_element(begin, at(last), all.end(), before);
  if (first > 0) std::nth_element(begin, at(first), at(last), before);
  std::sort(at(first), at(last), before);
  return {at(first), at(last)};
}

std::vector<Placed> placed(const std::vector<std::uint32_t>& documents, const Evaluator& scores) {
  std::vector<Placed> all;
  all.reserve(documents.size());
  for (const std::uint32_t document : documents) {
    all.push_back({document, scores.tier(document), scores.score(document)});
  }
  return all;
}

bool before(const Placed& a, const Placed& b) {
  if (a.tier != b.tier) return a.tier < b.tier;
  return a.score != b.score ? a.score > b.score : a.document < b.document;
}

void add_close_look(std::vector<Placed>::iterator begin, std::vector<Placed>::iterator end,
                    const CloseLook& close_look) {
  if (begin == end) return;
  std::vector<std::uint32_t> documents;
  for (auto at = begin; at != end; ++at) documents.push_back(at->document);
  for (const double more : close_look(documents)) (begin++)->score += more;
}

}  // namespace

std::vector<Placed> page_by_relevance(const std::vector<std::uint32_t>& documents,
                                      std::size_t first, std::size_t count, const Evaluator& scores,
                                      const CloseLook& close_look) {
  std::vector<Placed> all = placed(documents, scores);
  const std::size_t head = close_look ? kRanking.close_look : 0;
  if (first >= head) return cut(std::move(all), first, count, before);

  std::vector<Placed> best = cut(std::move(all), 0, std::max(head, first + count), before);
  const auto border = best.begin() + static_cast<std::ptrdiff_t>(std::min(head, best.size()));
  std::ranges::sort(best.begin(), border, {}, &Placed::document);
  add_close_look(best.begin(), border, close_look);
  std::sort(best.begin(), border, before);
  best.resize(std::min(best.size(), first + count));
  best.erase(best.begin(),
             best.begin() + static_cast<std::ptrdiff_t>(std::min(first, best.size())));
  return best;
}

std::vector<Placed> page_by_ranks(std::vector<std::uint32_t> documents,
                                  const std::vector<std::uint32_t>& ranks, std::size_t first,
                                  std::size_t count, const Evaluator& scores) {
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    return ranks[a] != ranks[b] ? ranks[a] < ranks[b] : a < b;
  };
  return placed(cut(std::move(documents), first, count, earlier), scores);
}

}  // namespace lontar::search
