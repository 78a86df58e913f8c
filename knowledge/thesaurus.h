// The thesaurus of ASEAN law, read from config/thesaurus.toml: concepts and what they are called in
// the languages of the region. Finds the names of concepts in a list of words, and tells the other
// names. Immutable after loading: share freely between threads.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "text/languages.h"

namespace lontar::knowledge {

class Thesaurus {
 public:
  using Words = std::vector<std::string>;  // terms, as text::Analyzer makes them

  struct Name {
    std::string text;      // as it stands in the file
    std::string language;  // BCP 47; "" for an abbreviation
    // Only where it is typed in capitals, and never searched on behalf of another name.
    bool capitals = false;
    // Its words; then the same in the singular or plural (English), or in the older spelling
    // (Vietnamese: hoà for hòa).
    std::vector<Words> spellings;
  };

  struct Concept {
    std::string id;
    std::string label;           // its first English name, else its first one
    bool before_number = false;  // "art", "pasal": means this only before a number
    std::vector<Name> names;
  };

  // One word of a question or of a text.
  struct Word {
    std::string_view term;
    bool capitals = false;  // as_abbreviation() of how it was written
    bool joined = false;  // to the word before it by a sign: "33/PUU": no name begins or ends there
  };

  // Words that are a name. Where two concepts share the name, both are told.
  struct Match {
    std::size_t begin = 0;               // number of its first word
    std::size_t count = 0;               // how many words, the number after it left out
    std::size_t number = 0;              // words of the number after it, of a before_number concept
    std::vector<std::size_t> concepts;   // numbers in concepts(), ascending
    std::vector<std::string> languages;  // of the names that match; "" for abbreviations
  };

  // Fails naming file and line: a concept without a name, a name without a word or given twice in
  // one concept, an unknown language, an abbreviation in `caps` that is none.
  static Result<Thesaurus> load(const std::filesystem::path& config_dir,
                                const text::Languages& languages);

  // In the order of their ids.
  const std::vector<Concept>& concepts() const { return concepts_; }

  // The names in a list of words, from the left, the longest first, none overlapping another.
  // Accents count only where both sides have them.
  std::vector<Match> find(std::span<const Word> words) const;

  // Whether a word is written in capitals as abbreviations are: two capital ASCII letters or more
  // and no small one.
  static bool as_abbreviation(std::string_view written);

 private:
  struct Entry {
    std::size_t concept_number;
    std::size_t name;
    std::size_t spelling;
  };

  const Words& words(const Entry& entry) const {
    return concepts_[entry.concept_number].names[entry.name].spellings[entry.spelling];
  }
  bool matches(const Entry& entry, std::span<const Word> words) const;
  void index_names();

  std::vector<Concept> concepts_;
  std::unordered_map<std::string, std::vector<Entry>> by_first_word_;  // folded
};

}  // namespace lontar::knowledge
