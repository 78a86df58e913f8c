// What is asked about one document that is at hand, or about two: where a query matches inside it,
// a window of its text with the matches marked, two texts side by side. Works on one snapshot and
// throws Xapian::Error as it does. Internal to search/: shows Xapian types. Used by one thread.
#pragma once

#include <xapian.h>

#include "index/snapshot.h"
#include "search/query.h"
#include "search/request.h"
#include "search/resident.h"
#include "text/analyzer.h"
#include "text/languages.h"

namespace lontar::search {

class Reader {
 public:
  // All must outlive it.
  Reader(const index::Snapshot& snapshot, const Resident& resident, text::Analyzer& analyzer)
      : snapshot_(snapshot), resident_(resident), analyzer_(analyzer) {}

  InsideHits inside(Xapian::docid document, const Query& query, std::size_t from,
                    std::size_t count) const;
  // `query` is null where nothing is asked.
  Reading read(Xapian::docid document, const Query* query, const ReadingRequest& request) const;
  PassageWindow window(const index::Record& record, std::size_t from, const WindowSize& size) const;
  Comparison compare(Xapian::docid left, Xapian::docid right, const ComparisonRequest& request,
                     const text::Languages& languages) const;
  Expressions expressions(Xapian::docid document) const;

 private:
  const index::Snapshot& snapshot_;
  const Resident& resident_;
  text::Analyzer& analyzer_;
};

}  // namespace lontar::search
