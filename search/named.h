// The documents that a question calls by their name: "asean charter", "actip art 5", "bangkok
// treaty". They stand first, whatever else matches. A name is a title, its main part (before a
// comma, colon or parenthesis) or a short title; it must be most of the question, so that a
// document called "Judgment" is not the answer to every question with that word. Where the
// thesaurus knows what is typed, its other names are names too. Internal to search/: shows Xapian
// types.
#pragma once

#include <xapian.h>

#include <vector>

#include "knowledge/thesaurus.h"
#include "search/query.h"
#include "text/analyzer.h"

namespace lontar::search {

// In ascending order. `thesaurus` may be null. Throws Xapian::Error.
std::vector<Xapian::docid> named_documents(const Node& root, const Xapian::Database& database,
                                           const knowledge::Thesaurus* thesaurus,
                                           text::Analyzer& analyzer);

}  // namespace lontar::search
