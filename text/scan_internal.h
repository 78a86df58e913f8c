// Looking at text character by character, for this layer's own use. Valid UTF-8 is expected; broken
// bytes are characters of class kOther.
#pragma once

#include <unicode/umachine.h>

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/word_class_internal.h"

namespace lontar::text {

struct Seen {
  UChar32 code = 0;  // 0 at the end of the text
  std::size_t end = 0;
  WordClass kind = WordClass::kOther;

  bool none() const { return code == 0; }
};

Seen char_at(std::string_view text, std::size_t at);
Seen char_before(std::string_view text, std::size_t at);  // `end` is where it begins

// Where `word` ends if it stands at `at`, letters compared without case.
std::optional<std::size_t> match_at(std::string_view text, std::size_t at, std::string_view word);

std::size_t skip_spaces(std::string_view text, std::size_t at);

struct Number {
  int value = 0;
  int digits = 0;  // written; 0 for numbers in words
  std::size_t end = 0;
};
// A number in decimal digits of any script, at most nine of them.
std::optional<Number> decimal_at(std::string_view text, std::size_t at);
// A number in Chinese numerals: 五, 二十一, 一百零五, and digit by digit 一九四八.
std::optional<Number> han_number_at(std::string_view text, std::size_t at);
// A Roman numeral in capitals, 1 to 299.
std::optional<Number> roman_at(std::string_view text, std::size_t at);

}  // namespace lontar::text
