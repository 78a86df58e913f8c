// What each character is to the Analyzer, for this layer's own use. Immutable: share freely.
#pragma once

#include <unicode/umachine.h>

#include <array>
#include <cstdint>

namespace lontar::text {

enum class WordClass : std::uint8_t {
  kOther,       // between words: space, punctuation, symbols
  kLetter,      // of a script that separates words
  kDigit,       // any decimal digit
  kDictionary,  // of a script that does not: Thai, Lao, Khmer, Burmese, Chinese, Japanese
  kMark,        // belongs to the character before it
  kPrefix,      // belongs to the character after it, and is no word: Arabic signs before figures
  kSign,        // a word by itself: "§"
};

// The class of any code point, by ICU's properties.
WordClass classify(UChar32 c);

// classify() for the Basic Multilingual Plane, as a table.
const std::array<WordClass, 0x10000>& bmp_word_classes();

// classify() for ASCII, known at compile time.
constexpr std::array<WordClass, 128> kAsciiWordClasses = [] {
  std::array<WordClass, 128> classes{};
  for (char c = '0'; c <= '9'; ++c) classes[static_cast<unsigned char>(c)] = WordClass::kDigit;
  for (char c = 'a'; c <= 'z'; ++c) classes[static_cast<unsigned char>(c)] = WordClass::kLetter;
  for (char c = 'A'; c <= 'Z'; ++c) classes[static_cast<unsigned char>(c)] = WordClass::kLetter;
  return classes;
}();

}  // namespace lontar::text
