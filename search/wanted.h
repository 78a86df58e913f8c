// What of a query can be seen in a text: its words, beginnings and phrases, without what NOT, dates
// and facets ask. The passages of a hit are chosen by it and its snippets marked by it.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "search/query.h"

namespace lontar::search {

struct Wanted {
  std::unordered_set<std::string> words;  // surface terms that count wherever they stand
  std::vector<std::string> beginnings;
  std::vector<const Node*> together;  // kPhrase and kNear nodes; the query must outlive this

  bool empty() const { return words.empty() && beginnings.empty() && together.empty(); }
};

Wanted wanted_of(const Node& root);

}  // namespace lontar::search
