#include "parsers/pdf_usable.h"

#include <algorithm>

#include "parsers/pdf_health.h"
#include "parsers/pdf_legacy.h"
#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

// A page of 100 dots per inch; smaller images are emblems and signatures.
constexpr std::size_t kPagePixels = 600'000;
constexpr std::size_t kScantLetters = 150;

constexpr std::size_t kEnoughCharacters = 40;
constexpr double kMostBroken = 0.2;
constexpr double kMostForeign = 0.3;
constexpr std::size_t kEnoughWords = 20;
constexpr double kMostVoiceless = 0.6;
constexpr std::size_t kEnoughMarks = 40;
constexpr double kMostOrphans = 0.5;

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

bool is_latin_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// Letters beyond ASCII count as vowels: words of other alphabets are judged by other tests.
bool is_vowel(char32_t c) {
  constexpr std::u32string_view kVowels = U"aeiouy";
  return c >= 0x80 || kVowels.find(c | 0x20) != kVowels.npos;
}

struct Words {
  std::size_t latin = 0, voiceless = 0, marks = 0, orphans = 0;

  void add(std::u32string_view word) {
    constexpr std::size_t kLongWord = 4;
    const auto letters = std::ranges::count_if(word, is_latin_letter);
    if (letters >= static_cast<std::ptrdiff_t>(kLongWord)) {
      ++latin;
      if (std::ranges::none_of(word, is_vowel)) ++voiceless;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (!is_mark(word[i])) continue;
      ++marks;
      if (i > 0 && !is_letter(word[i - 1]) && !is_mark(word[i - 1])) ++orphans;
    }
  }
};

}  // namespace

LayerFigures figures_of(const PageWords& page) {
  std::size_t letters = 0, foreign = 0, broken = page.unmapped;
  for (const char32_t c : page.characters) {
    if (is_broken(c)) ++broken;
    if (c >= 0x80 && is_foreign(c)) ++foreign;
    if (is_latin_letter(c) || (c >= 0x80 && is_letter(c))) ++letters;
  }
  Words words;
  for (const Word& word : page.words) {
    words.add(std::u32string_view(page.characters).substr(word.begin, word.length));
  }
  LayerFigures out;
  out.characters = page.characters.size() + page.unmapped;
  out.broken = share(broken, out.characters);
  out.foreign = share(foreign, letters);
  out.voiceless = share(words.voiceless, words.latin);
  out.orphans = share(words.orphans, words.marks);
  out.latin_words = words.latin;
  out.marks = words.marks;
  return out;
}

TextLayer judge(const PageWords& page) {
  if (page.words.empty()) return TextLayer::kNone;
  const LayerFigures figures = figures_of(page);
  if (figures.characters < kScantLetters && page.picture_pixels >= kPagePixels) {
    return TextLayer::kScant;
  }
  if (figures.characters < kEnoughCharacters) return TextLayer::kGood;
  const bool rubbish =
      figures.broken > kMostBroken || figures.foreign > kMostForeign ||
      (figures.latin_words >= kEnoughWords && figures.voiceless > kMostVoiceless) ||
      (figures.marks >= kEnoughMarks && figures.orphans > kMostOrphans) ||
      legacy_encoding(page) != nullptr;
  return rubbish ? TextLayer::kRubbish : TextLayer::kGood;
}

}  // namespace lontar::parsers::pdf
