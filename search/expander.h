// Widens a question by what the corpus's own words offer: for each word not in quotes the words of
// the same stem, by the stemmer of every language of the corpus, and those of the same letters but
// for accents, and in scripts without spaces the compounds that hide it. Marks which words of
// grammar need not be there. What was typed stays as it is; see Form and Word in search/query.h.
// Used by one thread: stemmers keep state. Cheap to keep, costly to make.
#pragma once

#include <map>
#include <string>
#include <unordered_set>

#include "search/knowledge.h"
#include "search/query.h"
#include "search/vocabulary.h"
#include "text/stemmer.h"

namespace lontar::search {

// A word may have this many forms; beyond it the rarest are left out, said so.
inline constexpr std::size_t kMaxForms = 64;

class Expander {
 public:
  explicit Expander(Knowledge knowledge);

  void expand(Query& query, const Vocabulary& vocabulary);

 private:
  void expand(Node& node, const Vocabulary& vocabulary, Query& query);
  void add_forms(Word& word, const Vocabulary& vocabulary, Query& query);
  struct Grammar {  // of one language
    std::unordered_set<std::string> stop_words;
  };
  void excuse_stop_words(Node& all) const;
  const Grammar* grammar_of(const Node& all) const;
  text::Stemmer* stemmer(std::string_view language);

  Knowledge knowledge_;
  bool with_accents_ = false;  // the question at hand is typed with accents
  std::map<std::string, text::Stemmer, std::less<>> stemmers_;  // by language
  std::vector<Grammar> grammars_;
};

}  // namespace lontar::search
