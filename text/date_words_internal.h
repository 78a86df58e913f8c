// The words that dates are made of, in all languages together, for this layer's own use.
#pragma once

#include <unicode/umachine.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/languages.h"

namespace lontar::text {

struct DateWord {
  enum class Kind { kMonth, kBuddhistEra, kBetween };

  std::string text;
  Kind kind = Kind::kBetween;
  int month = 0;
  bool latin = false;     // of a language in Latin script
  bool buddhist = false;  // of a language whose years are of the Buddhist era when they are large
  std::size_t end = 0;    // set on a match: where it ends in the text
};

struct DateWords {
  explicit DateWords(const std::vector<Language>& languages);

  // The longest word that stands at `at` as a whole word.
  std::optional<DateWord> match(std::string_view text, std::size_t at) const;

 private:
  void add(const Language& language, const std::vector<std::string>& words, DateWord::Kind kind,
           int month = 0);

  std::unordered_map<UChar32, std::vector<DateWord>> by_first_;  // longest first
};

}  // namespace lontar::text
