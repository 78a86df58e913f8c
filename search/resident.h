// What is kept in memory of one generation. Immutable: shared by all threads.
#pragma once

#include "search/columns.h"
#include "search/vocabulary.h"

namespace lontar::search {

struct Resident {
  Columns columns;
  Vocabulary vocabulary;
};

// `previous` may be null. Throws Xapian::Error as the snapshot does.
Resident read_resident(const index::Snapshot& snapshot, const text::Languages& languages,
                       const Resident* previous);

}  // namespace lontar::search
