// Which passages of a document a query matches, read from the position lists of its words: the
// text itself is not touched. Internal to search/: shows Xapian types. Used by one thread.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <map>
#include <vector>

#include "index/snapshot.h"
#include "search/evaluator.h"
#include "search/wanted.h"

namespace lontar::search {

struct PassageMatch {
  std::size_t passage = 0;  // number in the document
  double score = 0;
  std::size_t asked = 0;     // how many of the things asked for it has
  std::size_t together = 0;  // how many words stand there one after the other as they were typed
};

class PassageFinder {
 public:
  // All must outlive the finder.
  PassageFinder(const index::Snapshot& snapshot, const Evaluator& evaluator, const Wanted& wanted)
      : snapshot_(snapshot), evaluator_(evaluator), wanted_(wanted) {}

  // Every passage with a match, in document order.
  std::vector<PassageMatch> find(Xapian::docid document) const;

 private:
  // One document at a time.
  struct Work {
    Xapian::docid document = 0;
    std::vector<std::uint32_t> starts;             // of its passages
    std::map<std::size_t, PassageMatch> passages;  // by number
    std::map<const Node*, Positions> together;     // asked for more than once
  };
  const Positions& positions(const Node& node, Work& work) const;
  // What each passage is worth for one of the things asked for.
  std::map<std::size_t, double> worth(const Asked& asked, Work& work) const;
  void find_together(Work& work) const;
  Positions beginning_positions(Xapian::docid document, const std::string& beginning) const;

  const index::Snapshot& snapshot_;
  const Evaluator& evaluator_;
  const Wanted& wanted_;
};

// The `count` best, best first; equals in document order.
std::vector<PassageMatch> best_of(std::vector<PassageMatch> matches, std::size_t count);

}  // namespace lontar::search
