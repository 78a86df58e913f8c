// Which documents are about the same as one: its telling words, and the names that its concepts
// have in other languages, as one weighted OR over the posting lists. Internal to search/: shows
// Xapian types. Used by one thread; throws Xapian::Error as the snapshot does.
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "index/snapshot.h"
#include "search/columns.h"
#include "search/knowledge.h"
#include "text/analyzer.h"

namespace lontar::search {

inline constexpr std::size_t kTellingWords = 40;  // the words a document is compared by
inline constexpr std::size_t kConcepts = 12;      // and the concepts it names in other languages
// A concept named in another language counts so much of what the best word counts.
inline constexpr double kConceptWeight = 0.3;

class SimilarFinder {
 public:
  // All must outlive the finder; snapshot and columns are of the same generation.
  SimilarFinder(const index::Snapshot& snapshot, const Columns& columns, const Knowledge& knowledge,
                text::Analyzer& analyzer)
      : snapshot_(snapshot), columns_(columns), knowledge_(knowledge), analyzer_(analyzer) {}

  struct Neighbour {
    Xapian::docid document = 0;
    double likeness = 0;  // 0..1: the score against what the document itself scores
  };
  // Every other document that has some of its words, the most alike first; equals in document
  // order. At most `limit`.
  std::vector<Neighbour> nearest(Xapian::docid document, const index::Record& record,
                                 std::size_t limit);

  // How much each word counts.
  using Weights = std::map<std::string, double>;
  Weights telling_words(Xapian::docid document, const index::Record& record) const;

 private:
  void add_concepts(Xapian::docid document, const index::Record& record, const Weights& weights,
                    std::vector<float>& scores) const;
  std::vector<std::pair<std::size_t, double>> concepts(const index::Record& record) const;
  DocSet named_otherwise(const knowledge::Thesaurus::Concept& one, std::string_view own) const;
  void score(const std::string& term, double weight, std::vector<float>& scores) const;

  const index::Snapshot& snapshot_;
  const Columns& columns_;
  const Knowledge& knowledge_;
  text::Analyzer& analyzer_;
};

}  // namespace lontar::search
