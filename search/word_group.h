// A word of the query with its forms as the index has them: what counts as the word, where, and how
// much. Internal to search/. A plain value; the columns must outlive it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/columns.h"
#include "search/query.h"

namespace lontar::search {

// One index term of a group. It counts what the first of its `counts` says whose documents include
// the document, nothing where none do.
struct GroupTerm {
  struct Count {
    float factor = 1;
    const DocSet* in = nullptr;  // null: in every document
  };
  std::string term;
  std::vector<Count> counts;  // the largest factor first

  float factor_in(std::uint32_t document) const {
    for (const Count& count : counts) {
      if (!count.in || count.in->has(document)) return count.factor;
    }
    return 0;
  }
};

// The typed word first; the factors are those of kRanking.
std::vector<GroupTerm> group_of(const Word& word, std::string_view field, const Columns& columns);

}  // namespace lontar::search
