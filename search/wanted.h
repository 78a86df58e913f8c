// What of a query can be seen in a text: its words, beginnings and phrases, without what NOT, dates
// and facets ask and without words of grammar that need not be there. The passages of a hit are
// chosen by it and its snippets marked by it.
#pragma once

#include <string>
#include <vector>

#include "search/query.h"

namespace lontar::search {

// One thing that is asked for, in all its guises; any of them will do.
struct Asked {
  std::vector<const Word*> words;  // with their forms
  std::vector<std::string> beginnings;
  std::vector<const Node*> together;  // kPhrase and kNear nodes, and strings (written_borders())
};

struct Wanted {
  std::vector<Asked> asked;  // the query must outlive this
  // All words as they were typed, those of grammar too: neighbours may stand together.
  std::vector<const Word*> in_order;

  bool empty() const { return asked.empty(); }
};

Wanted wanted_of(const Node& root);

}  // namespace lontar::search
