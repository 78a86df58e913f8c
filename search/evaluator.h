// Finds which documents a query matches, exactly, and how well, in one pass over the posting lists
// (term at a time). Internal to search/: shows Xapian types. Used by one thread; throws
// Xapian::Error as the snapshot does.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/bm25.h"
#include "search/columns.h"
#include "search/doc_set.h"
#include "search/positions.h"
#include "search/query.h"
#include "search/vocabulary.h"
#include "search/written_string.h"

namespace lontar::search {

class Evaluator {
 public:
  // All must outlive the evaluator and be of the same generation.
  Evaluator(const Xapian::Database& database, const Columns& columns, const Vocabulary& vocabulary);

  // The documents that match. With `scoring`, score() then holds their weights.
  DocSet evaluate(const Node& root, bool scoring);
  // The same piece by piece, for those who decide themselves what matches: begin(), then add() for
  // each piece, which adds its weights to the scores of the documents that match it.
  void begin(bool scoring);
  DocSet add(const Node& node, bool scoring) { return match(node, nullptr, scoring); }
  // To be called before nodes that were matched go: what is kept of strings is kept by node.
  void forget_strings() { written_.clear(); }
  float score(Xapian::docid document) const { return scores_.empty() ? 0 : scores_[document]; }
  // Whether the document matches what was typed, without the additions of concepts.
  bool literal(Xapian::docid document) const { return !literal_ || literal_->has(document); }
  // Documents to stand before all others: those that the question calls by their name.
  void put_first(const std::vector<Xapian::docid>& documents);
  bool named(Xapian::docid document) const { return first_ && first_->has(document); }
  // Where others are shown too: the documents that have all that was asked for.
  void put_complete(const DocSet& documents) { complete_ = documents; }
  // Of documents that are not named, none stands before another but by its weight.
  void let_weights_decide() { literal_.reset(); }
  // Documents of a lower tier stand first: the named ones, then the complete ones, then the others;
  // among the complete ones those that match literally before those that have additions of concepts
  // only.
  int tier(Xapian::docid document) const {
    const bool complete = !complete_ || complete_->has(document);
    return (named(document) ? 0 : 4) + (complete ? 0 : 2) + (literal(document) ? 0 : 1);
  }
  // Sentences about limits that were reached.
  const Notices& warnings() const { return warnings_; }

  // Positions of the words in one document that make up the matches of a kPhrase, a kNear or what
  // else is looked for as a string (written_borders()).
  Positions matched_positions(const Node& node, Xapian::docid document) const;
  // Positions of a word in one document, and what they count: one entry for each of its forms that
  // stands there and counts there.
  struct Found {
    float factor = 1;
    Positions positions;
  };
  std::vector<Found> occurrences(const Word& word, std::string_view field,
                                 Xapian::docid document) const;
  // The index term of a word's first form that a document has and that counts there.
  std::optional<std::string> form_in(const Word& word, std::string_view field,
                                     Xapian::docid document) const;
  // Whether a document has what a node of words asks for; facets, dates and NOT are none.
  bool holds(const Node& node, Xapian::docid document) const;
  // Whether a form counts in a document, by the document's language.
  bool counts(const Form& form, Xapian::docid document) const;
  // The documents of a word's most frequent form: those of all its forms are not many more.
  std::size_t frequency(const Word& word, std::string_view field) const;
  // The same for a kWord, a kPhrase (its rarest word) or a kConcept (what was typed).
  std::size_t frequency(const Node& node) const;
  // The index terms that a kPrefix stands for, most frequent first once over the limit.
  std::vector<std::string> expand(const Node& prefix);

 private:
  // `within`: only these documents can matter; null for all.
  DocSet match(const Node& node, const DocSet* within, bool scoring);
  DocSet match_word(const std::string& term, const DocSet* within, bool scoring);
  // All forms of one word count as one word: their frequencies add up before they are weighed.
  DocSet match_group(const Word& word, std::string_view field, const DocSet* within, bool scoring);
  DocSet match_single(const Node& node, const DocSet* within, bool scoring);
  DocSet match_written(const Node& node, const DocSet* within, bool scoring);
  DocSet match_prefix(const Node& node, bool scoring);
  DocSet match_together(const Node& node, const DocSet* within, bool scoring);
  DocSet match_near(const Node& node);
  DocSet match_facet(const Node& node);
  DocSet match_dates(const Node& node);
  DocSet match_and(const Node& node, const DocSet* within, bool scoring);
  DocSet match_concept(const Node& node, const DocSet* within, bool scoring);
  DocSet match_or(const Node& node, const DocSet* within, bool scoring);

  // Calls take(document, wdf) for the documents of a term, of `within` at least.
  template <class Take>
  void walk(const std::string& term, const DocSet* within, Take take) const;
  // Adds the weights of the frequencies summed up in frequencies_, and clears them.
  void weigh(const DocSet& matched, std::size_t word_documents);
  std::size_t postings(const Word& word, std::string_view field) const;
  std::size_t cost(const Node& node) const;
  bool has_term(const std::string& term, Xapian::docid document) const;
  std::vector<Positions> word_positions(const Node& node, Xapian::docid document) const;
  // How a node's string can be made up; kept, for it is asked for document by document.
  const WrittenString& written(const Node& node) const;
  void warn(Notice notice);

  const Xapian::Database& database_;
  const Columns& columns_;
  const Vocabulary& vocabulary_;
  mutable std::unordered_map<const Node*, WrittenString> written_;
  std::vector<float> scores_;
  std::vector<float> frequencies_;  // of the word at hand, by document; all 0 between words
  std::optional<DocSet> first_;
  std::optional<DocSet> complete_;
  std::optional<DocSet> literal_;  // only for queries with concepts
  bool only_literal_ = false;      // additions of concepts are left out
  Notices warnings_;
};

}  // namespace lontar::search
