// What a question matches when its words do not all occur together. Words in operators, quotes and
// fields are conditions and stay so; the plain words of a question are evidence: a document then
// matches when it has a good share of their weight, measured by that of the document that has most.
// A word that no document has counts against none. Decided by the question and the index alone,
// never by filters, so that facet counts agree with one another.
#pragma once

#include "search/columns.h"
#include "search/doc_set.h"
#include "search/evaluator.h"
#include "search/query.h"

namespace lontar::search {

enum class Relaxed {
  kNo,        // the documents hold all that was asked for
  kTooFew,    // some do, but too few for a long question
  kNone,      // none does
  kQuotesToo  // not even with what stands in quotes
};

struct Matches {
  DocSet documents;
  Relaxed relaxed = Relaxed::kNo;
};

// With `scoring`, the evaluator then holds the documents' scores.
Matches match_question(const Query& query, Evaluator& evaluator, const Columns& columns,
                       bool scoring);

// What the reader is told; empty for kNo.
std::string_view explain(Relaxed relaxed);

}  // namespace lontar::search
