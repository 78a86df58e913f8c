// What a question matches when its words do not all occur together. Words in operators, quotes and
// fields are conditions and stay so; the plain words of a question are evidence: a document then
// matches when it has a good share of their weight, measured by that of the document that has most.
// A word that no document has counts against none. Decided by the question and the index alone,
// never by filters, so that facet counts agree with one another.
#pragma once

#include <string>
#include <vector>

#include "search/columns.h"
#include "search/doc_set.h"
#include "search/evaluator.h"
#include "search/query.h"

namespace lontar::search {

enum class Relaxed {
  kNo,        // the documents hold all that was asked for
  kWords,     // too few did: plain words may be missing
  kQuotesToo  // none did, and what stands in quotes may be missing too
};

// A plain word of a question, and the documents that have it, in whatever form or by whatever name.
struct Evidence {
  Node node;
  DocSet documents;
};

struct Matches {
  DocSet documents;
  DocSet complete;  // those of them that hold all that was asked for
  Relaxed relaxed = Relaxed::kNo;
  bool complete_first = false;       // they are to stand before the others
  std::vector<Evidence> evidence{};  // of a relaxed question, in its order
};

// With `scoring`, the evaluator then holds the documents' scores, and ranks the complete ones first
// where they are to be.
Matches match_question(const Query& query, Evaluator& evaluator, const Columns& columns,
                       bool scoring);

// What the reader is told of a relaxed question, of whose documents so many are complete.
Notice explain(const Matches& matches, std::size_t complete);

}  // namespace lontar::search
