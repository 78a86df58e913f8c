// One question answered on one state of the index. What matches is found once, when it is made;
// then the places of the ranking are read, and each hit by itself, so that a page of results and a
// walk over all of them are made by the same code. Internal to search/: shows Xapian types. Used by
// one thread; throws Xapian::Error as the snapshot does.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "index/history.h"
#include "index/snapshot.h"
#include "knowledge/thesaurus.h"
#include "search/alternatives.h"
#include "search/evaluator.h"
#include "search/facet_counter.h"
#include "search/highlighter.h"
#include "search/passage_finder.h"
#include "search/proximity.h"
#include "search/query.h"
#include "search/ranking.h"
#include "search/reasons.h"
#include "search/relaxation.h"
#include "search/request.h"
#include "search/resident.h"
#include "search/wanted.h"
#include "text/analyzer.h"

namespace lontar::search {

// When each document entered the index or changed last, as far as its history tells: the order of
// Sort::kLatest. Of one generation; immutable.
struct Latest {
  std::uint64_t generation = 0;
  std::shared_ptr<const index::History> history;  // may know of later generations too
  // Places in that order; documents of which the history tells nothing stand behind the others,
  // the newest by their date first.
  std::vector<std::uint32_t> ranks;

  // ISO 8601, UTC. Where the history tells nothing: when the file was changed last.
  std::string when(const index::Record& record) const;
};
Latest read_latest(const index::Snapshot& snapshot, const Columns& columns,
                   std::shared_ptr<const index::History> history);

class Answer {
 public:
  struct Ground {
    const index::Snapshot& snapshot;
    const Resident& resident;
    text::Analyzer& analyzer;
    const knowledge::Thesaurus* thesaurus;  // null: other names were not searched
    std::shared_ptr<const Latest> latest;   // null unless it is to be sorted by it
  };

  // What the ground refers to, and the request, must outlive the answer.
  Answer(const SearchRequest& request, Query query, Ground ground);
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  const Query& query() const { return query_; }
  // How much was found, and would be without filters.
  Found found() const { return found_of(counted_, matches_.documents); }
  // Everything that is known before a single hit is looked at; not what Corrector proposes.
  SearchPage head() const;
  // Places first..first+count-1 of the ranking.
  std::vector<Placed> places(std::size_t first, std::size_t count) const;
  // A hit with at most so many passages.
  Hit hit(const Placed& placed, std::size_t passages) const;

 private:
  std::vector<PassageHit> best_passages(Xapian::docid document, const index::Record& record,
                                        std::size_t count) const;
  std::vector<double> closeness(const std::vector<std::uint32_t>& documents) const;

  const SearchRequest& request_;
  const Query query_;
  const Ground ground_;
  const Sort sort_;
  Evaluator evaluator_;
  const Matches matches_;
  FacetCounter::Counted counted_;
  const Wanted wanted_;
  const PassageFinder finder_;
  // In a document that the question calls by its name, "art 5" says which passage is meant.
  const Node places_node_;
  const Wanted wanted_places_;
  const PassageFinder located_;
  const Proximity proximity_;
  std::optional<Reasons> reasons_;  // where snippets are wanted
};

// For display: a passage with what a snippet shows of it.
PassageHit passage_hit(const index::Record& record, const Passage& passage, std::string snippet);
// All must outlive it.
Highlighter highlighter_for(Xapian::docid document, const Evaluator& evaluator,
                            const Wanted& wanted, text::Analyzer& analyzer);

}  // namespace lontar::search
