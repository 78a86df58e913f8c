// Which of the matched documents are on the asked page, in which order. Total orders, the same for
// every page: equal documents stand in the order of their numbers, so that pages neither repeat nor
// miss any. By relevance, the best kRanking.close_look documents by weight stand first, in the
// order of weight and proximity together; the others follow by weight. Documents that have only
// additions of concepts stand below those that have what was typed.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "search/columns.h"
#include "search/evaluator.h"
#include "search/request.h"

namespace lontar::search {

struct Placed {
  std::uint32_t document = 0;
  int tier = 0;      // as the evaluator has it
  double score = 0;  // by relevance: never more than that of the place before in the same tier
};

// What documents get on top of their weights, one by one, asked in the order of their
// numbers; empty where nothing has anything to add.
using CloseLook = std::function<std::vector<double>(const std::vector<std::uint32_t>& documents)>;

// The documents of places first..first+count-1 of `documents` when sorted by relevance.
std::vector<Placed> page_by_relevance(const std::vector<std::uint32_t>& documents,
                                      std::size_t first, std::size_t count, const Evaluator& scores,
                                      const CloseLook& close_look);
// The same when sorted by fixed ranks (by document number), the lowest first.
std::vector<Placed> page_by_ranks(std::vector<std::uint32_t> documents,
                                  const std::vector<std::uint32_t>& ranks, std::size_t first,
                                  std::size_t count, const Evaluator& scores);

}  // namespace lontar::search
