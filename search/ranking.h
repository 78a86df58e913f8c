// Which of the matched documents are on the asked page, in which order. Total orders: equal
// documents stand in the order of their numbers, so that pages neither repeat nor miss any.
#pragma once

#include <cstdint>
#include <vector>

#include "search/columns.h"
#include "search/evaluator.h"
#include "search/request.h"

namespace lontar::search {

// The documents of places first..first+count-1 of `documents` when sorted.
std::vector<std::uint32_t> page_of(std::vector<std::uint32_t> documents, Sort sort,
                                   std::size_t first, std::size_t count, const Columns& columns,
                                   const Evaluator& scores);

}  // namespace lontar::search
