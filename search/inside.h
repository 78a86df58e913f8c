// A query's matches inside one document. Internal to search/. Used by one thread.
#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <vector>

#include "index/snapshot.h"
#include "search/evaluator.h"
#include "search/highlighter.h"
#include "search/passage_finder.h"
#include "search/request.h"
#include "search/resident.h"
#include "search/wanted.h"

namespace lontar::search {

class Inside {
 public:
  // All must outlive it.
  Inside(const index::Snapshot& snapshot, const Resident& resident, text::Analyzer& analyzer,
         Xapian::docid document, const Query& query);

  // The passages that have all that was asked for or, where none has, those that have some of it;
  // in document order.
  const std::vector<PassageMatch>& matches() const { return matches_; }
  // What is said of them all; `count` of them described from number `from` on.
  InsideHits hits(const index::Record& record, std::size_t from, std::size_t count);
  PassageMarks marks(const Passage& passage);
  // What was marked so far, as it is written, each once; not more of it than anybody would look
  // for.
  std::vector<std::string> found() const { return {found_.begin(), found_.end()}; }

 private:
  void note(std::string_view text, const std::vector<Span>& marks);

  const index::Snapshot& snapshot_;
  const Query& query_;
  const Wanted wanted_;
  const Evaluator evaluator_;
  Highlighter highlighter_;
  std::vector<PassageMatch> matches_;
  bool relaxed_ = false;
  std::set<std::string> found_;
};

}  // namespace lontar::search
