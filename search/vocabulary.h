// Every word of the corpus: the surface terms of one generation in byte order, in how many
// documents each stands, and which of them share a fold or a stem. A question is widened by it;
// nothing of the kind is stored in the index. Made once per generation, from the one before where
// there is one, so that only new words are folded and stemmed. Immutable once made: shared by all
// threads. Lookups cost a binary search.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/script_terms.h"
#include "text/languages.h"

namespace lontar::index {
class Snapshot;
}

namespace lontar::search {

// Terms in byte order, one after the other in memory, with the number of their documents.
class TermList {
 public:
  using Number = std::uint32_t;  // a term's place in the order

  // In ascending order, each once.
  void add(std::string_view term, std::uint32_t documents);

  std::size_t size() const { return documents_.size(); }
  std::string_view term(Number number) const {
    return std::string_view(letters_).substr(begins_[number],
                                             begins_[number + 1] - begins_[number]);
  }
  std::uint32_t documents(Number number) const { return documents_[number]; }
  // The first term that is not before `text`; size() when all are.
  Number lower_bound(std::string_view text) const;
  std::size_t bytes() const;
  void shrink();

 private:
  std::string letters_;
  std::vector<std::uint32_t> begins_{0};
  std::vector<std::uint32_t> documents_;
};

class Vocabulary {
 public:
  using Number = TermList::Number;
  struct Range {
    Number begin = 0;
    Number end = 0;
  };

  Vocabulary() = default;
  // `languages`: whose stemmers are to be tried; those without one are passed over. `previous` may
  // be null; it may have been made for other languages.
  Vocabulary(TermList terms, const std::vector<const text::Language*>& languages,
             const Vocabulary* previous);

  std::size_t size() const { return terms_.size(); }
  std::string_view term(Number number) const { return terms_.term(number); }
  std::uint32_t documents(Number number) const { return terms_.documents(number); }

  std::optional<Number> find(std::string_view term) const;
  Range with_beginning(std::string_view beginning) const;
  // The terms whose fold (text/fold.h) is `folded`, `folded` itself included.
  std::vector<Number> same_fold(std::string_view folded) const;
  // The terms of the language's script whose stem by its stemmer is `stem`, and `stem` itself.
  std::vector<Number> same_stem(std::string_view language, std::string_view stem) const;
  // Codes of the languages whose stems are known here.
  std::vector<std::string_view> languages() const;

  // Those of scripts without spaces.
  const ScriptTerms& scripts() const { return scripts_; }

  std::size_t bytes() const;  // of memory

 private:
  // From the hash of a key to the terms that have it, sorted by both. Two keys of one hash of 64
  // bits would stand for each other: among ten million words the chance is one in 10^5 that any do.
  struct Keys {
    std::vector<std::uint64_t> hashes;
    std::vector<Number> numbers;

    std::span<const Number> find(std::string_view key) const;
  };
  struct Difference;  // from the previous vocabulary

  // `key_of` gives a term's key, or what is empty when the term is its own.
  template <class KeyOf>
  Keys keys(const Difference& difference, const Keys* previous, KeyOf key_of) const;
  std::vector<Number> having(const Keys& keys, std::string_view key) const;

  TermList terms_;
  ScriptTerms scripts_;
  Keys folds_;
  std::map<std::string, Keys, std::less<>> stems_;  // by language
};

// The snapshot's words. Throws Xapian::Error as the snapshot does.
TermList read_terms(const index::Snapshot& snapshot);

}  // namespace lontar::search
