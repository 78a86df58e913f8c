// Finds which documents a query matches, exactly, and how well, in one pass over the posting lists
// (term at a time). Internal to search/: shows Xapian types. Used by one thread; throws
// Xapian::Error as the snapshot does.
#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <vector>

#include "search/bm25.h"
#include "search/columns.h"
#include "search/doc_set.h"
#include "search/positions.h"
#include "search/query.h"

namespace lontar::search {

class Evaluator {
 public:
  // Both must outlive the evaluator and be of the same generation.
  Evaluator(const Xapian::Database& database, const Columns& columns);

  // The documents that match. With `scoring`, score() then holds their weights.
  DocSet evaluate(const Node& root, bool scoring);
  float score(Xapian::docid document) const { return scores_.empty() ? 0 : scores_[document]; }
  // Sentences about limits that were reached.
  const std::vector<std::string>& warnings() const { return warnings_; }

  // Positions of the words of a kPhrase or kNear in one document that make up its matches.
  Positions matched_positions(const Node& node, Xapian::docid document) const;
  // The index terms that a kPrefix stands for, most frequent first once over the limit.
  std::vector<std::string> expand(const Node& prefix);

 private:
  // `within`: only these documents can matter; null for all.
  DocSet match(const Node& node, const DocSet* within, bool scoring);
  DocSet match_word(const std::string& term, const DocSet* within, bool scoring);
  DocSet match_prefix(const Node& node, bool scoring);
  DocSet match_together(const Node& node, const DocSet* within, bool scoring);
  DocSet match_phrase(const std::vector<std::string>& terms) const;
  DocSet match_near(const Node& node, const std::set<std::string>& terms);
  DocSet match_facet(const Node& node);
  DocSet match_dates(const Node& node);
  DocSet match_and(const Node& node, const DocSet* within, bool scoring);
  DocSet match_or(const Node& node, const DocSet* within, bool scoring);

  std::size_t cost(const Node& node) const;
  std::vector<Positions> word_positions(const Node& node, Xapian::docid document) const;

  const Xapian::Database& database_;
  const Columns& columns_;
  std::vector<float> scores_;
  std::vector<std::string> warnings_;
};

}  // namespace lontar::search
