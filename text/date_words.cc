#include <unicode/uchar.h>

#include <algorithm>

#include "text/date_words_internal.h"
#include "text/scan_internal.h"

namespace lontar::text {
namespace {

// Whether a word may begin or end between these two: not inside a word of a script that separates
// words, and not inside a number.
bool is_border(const Seen& before, const Seen& after) {
  if (after.kind == WordClass::kMark) return false;
  if (before.kind == WordClass::kDigit) return after.kind != WordClass::kDigit;
  const auto inside_word = [](WordClass kind) {
    return kind == WordClass::kLetter || kind == WordClass::kMark;
  };
  return !(inside_word(before.kind) && after.kind == WordClass::kLetter);
}

}  // namespace

DateWords::DateWords(const std::vector<Language>& languages) {
  for (const Language& language : languages) {
    for (std::size_t month = 0; month < language.months.size(); ++month) {
      add(language, language.months[month], DateWord::Kind::kMonth, static_cast<int>(month) + 1);
    }
    add(language, language.era_words, DateWord::Kind::kBuddhistEra);
    add(language, language.date_words, DateWord::Kind::kBetween);
  }
  for (auto& [first, words] : by_first_) {
    std::ranges::stable_sort(words, std::ranges::greater(),
                             [](const DateWord& word) { return word.text.size(); });
  }
}

void DateWords::add(const Language& language, const std::vector<std::string>& words,
                    DateWord::Kind kind, int month) {
  const bool latin = language.script == "Latn";
  for (const std::string& word : words) {
    if (word.empty()) continue;
    by_first_[u_tolower(char_at(word, 0).code)].push_back(
        {word, kind, month, latin, !latin && !language.era_words.empty()});
  }
}

std::optional<DateWord> DateWords::match(std::string_view text, std::size_t at) const {
  const Seen first = char_at(text, at);
  const auto words = by_first_.find(u_tolower(first.code));
  if (words == by_first_.end() || !is_border(char_before(text, at), first)) return {};
  for (const DateWord& word : words->second) {
    const auto end = match_at(text, at, word.text);
    if (!end || !is_border(char_before(text, *end), char_at(text, *end))) continue;
    DateWord found = word;
    found.end = *end;
    return found;
  }
  return {};
}

}  // namespace lontar::text
