// How close together a document has the words that stand together in the question: what ranks
// "right of innocent passage" above a text with a right here and a passage there. The second stage
// of ranking, for the best documents only: it reads positions. Pairs of neighbours, in their order
// and as near as in the question, count most (the sequential dependence model of Metzler and Croft,
// 2005); within a window in any order they count a little. A text that has all of the question as
// it stands, words of grammar too, gets something for that. Used by one thread, as its evaluator;
// throws Xapian::Error as the snapshot does.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "search/columns.h"
#include "search/evaluator.h"
#include "search/query.h"

namespace lontar::search {

class Proximity {
 public:
  // All must outlive this.
  Proximity(const Node& root, const Evaluator& evaluator, const Columns& columns);

  // Whether no two words of the question stand together.
  bool empty() const { return pairs_.empty() && as_it_stands_.empty(); }
  // Of each document: its number, and where its passages start: before that stand its names.
  struct Subject {
    Xapian::docid document;
    std::uint32_t text_start;
  };
  // What each gets on top of its score. Quickest in the order of their numbers, for positions are
  // stored by term and document.
  std::vector<double> operator()(const std::vector<Subject>& subjects) const;

 private:
  struct Asked {
    const Word* word;
    std::string field;
    double idf;
  };
  struct Pair {
    std::size_t first;  // of asked_
    std::size_t second;
    std::uint32_t distance;  // of the second from the first in the question
    bool operator==(const Pair&) const = default;
  };
  struct Place {
    std::uint32_t position;
    float factor;  // what a form counts
  };
  using Places = std::vector<Place>;
  // The question's words in order; kGap where something else stands.
  struct Slot {
    std::size_t asked;
    bool grammar;  // a word that need not be there
  };

  void collect(const Node& node, std::vector<Slot>& slots);
  void add_word(const Word& word, const std::string& field, bool grammar, std::vector<Slot>& slots);
  void pair_up(const std::vector<Slot>& slots);
  void take_as_it_stands(const std::vector<Slot>& slots);
  Places places(const Asked& asked, Xapian::docid document) const;
  // What these get, by places of all asked words.
  double pair(const Pair& pair, const std::vector<Places>& all, double length,
              std::uint32_t text_start) const;
  double verbatim(const std::vector<Places>& all, double length) const;

  const Evaluator& evaluator_;
  const Columns& columns_;
  std::vector<Asked> asked_;
  std::vector<Pair> pairs_;
  std::vector<std::size_t> as_it_stands_;  // of asked_, word by word; empty where pairs say as much
};

}  // namespace lontar::search
