// The documents in which terms follow one another. Xapian's matcher reads positions lazily and only
// of documents with all the terms, which is faster than anything done from outside (measured,
// docs/performance.md). Internal to search/: shows Xapian types. Throws Xapian::Error.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "search/doc_set.h"

namespace lontar::search {

// `last`: the largest document number.
DocSet documents_with_phrase(const Xapian::Database& database,
                             const std::vector<std::string>& terms, std::uint32_t last);

}  // namespace lontar::search
