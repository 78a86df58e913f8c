#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/languages.h"
#include "text/scan_internal.h"

namespace lontar::text {
namespace {

constexpr std::string_view kNumberHere = "…";

constexpr std::array<std::string_view, 7> kInserted = {"bis",    "ter", "quater", "quinquies",
                                                       "sexies", "ทวิ",  "ตรี"};
constexpr std::array<std::string_view, 6> kOrdinalMarks = {".º", ".°", "º", "°", ".ª", "er"};

bool is_word(const Seen& c) {
  return c.kind == WordClass::kLetter || c.kind == WordClass::kDigit ||
         c.kind == WordClass::kDictionary || c.kind == WordClass::kMark;
}

// A number as articles have it, and where it ends.
struct ArticleNumber {
  std::string text;
  std::size_t end = 0;
};

std::optional<std::size_t> whole_word_at(std::string_view line, std::size_t at,
                                         std::string_view word) {
  const auto end = match_at(line, at, word);
  return end && !is_word(char_at(line, *end)) ? end : std::nullopt;
}

// "1.1", "5/1": further numbers of the same article number.
void add_parts(std::string_view line, ArticleNumber& number) {
  while (number.end < line.size() && (line[number.end] == '.' || line[number.end] == '/')) {
    const auto part = decimal_at(line, number.end + 1);
    if (!part || part->digits > 3) return;
    number.text += line[number.end] + std::to_string(part->value);
    number.end = part->end;
  }
}

// "5A", "5-A", "5 bis": an article put in later.
void add_insertion(std::string_view line, ArticleNumber& number) {
  const bool dash = number.end < line.size() && line[number.end] == '-';
  const Seen letter = char_at(line, number.end + (dash ? 1 : 0));
  if (letter.kind == WordClass::kLetter && !is_word(char_at(line, letter.end)) &&
      u_isalpha(letter.code) && (!dash || u_isupper(letter.code))) {
    number.text += line.substr(number.end, letter.end - number.end);
    number.end = letter.end;
    return;
  }
  const std::size_t at = dash ? number.end + 1 : skip_spaces(line, number.end);
  for (const std::string_view word : kInserted) {
    if (const auto end = whole_word_at(line, at, word)) {
      number.text += word;
      number.end = *end;
      return;
    }
  }
}

void skip_ordinal_mark(std::string_view line, ArticleNumber& number) {
  for (const std::string_view mark : kOrdinalMarks) {
    const auto end = match_at(line, number.end, mark);
    if (!end || (mark == "er" && is_word(char_at(line, *end)))) continue;
    number.end = *end;
    return;
  }
}

std::optional<ArticleNumber> number_at(std::string_view line, std::size_t at) {
  if (const auto decimal = decimal_at(line, at); decimal && decimal->digits <= 4) {
    ArticleNumber number{std::to_string(decimal->value), decimal->end};
    add_parts(line, number);
    skip_ordinal_mark(line, number);
    add_insertion(line, number);
    return number;
  }
  if (const auto han = han_number_at(line, at)) {
    return ArticleNumber{std::to_string(han->value), han->end};
  }
  if (const auto roman = roman_at(line, at)) {
    ArticleNumber number{std::string(line.substr(at, roman->end - at)), roman->end};
    add_insertion(line, number);
    return number;
  }
  return {};
}

bool is_separator(UChar32 c) {
  return c == '.' || c == ':' || c == '-' || c == 0x2013 || c == 0x2014 || c == 0xFF1A ||
         c == 0x3002 || c == 0xFF0E;
}

// "1. " or "(1) " or "1) ": the first paragraph begins on the line of the heading.
bool begins_paragraph(std::string_view line, std::size_t at) {
  const auto number = decimal_at(line, at);
  if (!number || number->digits > 2 || number->end + 1 >= line.size()) return false;
  const char mark = line[number->end];
  return (mark == '.' || mark == ')') && line[number->end + 1] == ' ';
}

bool is_reference_word(std::string_view line, std::size_t at, std::string_view article_word,
                       const Languages& languages) {
  for (const Language& language : languages.all()) {
    if (std::ranges::find(language.article_words, article_word) == language.article_words.end()) {
      continue;
    }
    for (const std::string& word : language.reference_words) {
      const auto end = match_at(line, at, word);
      if (!end) continue;
      if (char_before(line, *end).kind != WordClass::kLetter) return true;  // words not separated
      if (!is_word(char_at(line, *end))) return true;
    }
  }
  return false;
}

// Whether what stands at `at` can open a heading or the article's text: a capital, a letter of a
// script without capitals, or a numbered paragraph; after one opening bracket or quotation mark.
bool opens_heading(std::string_view line, std::size_t at) {
  Seen first = char_at(line, at);
  if (begins_paragraph(line, at)) return true;
  const std::int8_t category = u_charType(first.code);
  const bool bracket = category == U_START_PUNCTUATION;
  if (bracket || category == U_INITIAL_PUNCTUATION || first.code == '"') {
    first = char_at(line, first.end);
    // "(a)" and "(1)" name a part of the article.
    if (bracket && char_at(line, first.end).code == ')') return false;
  }
  const bool letter = first.kind == WordClass::kLetter || first.kind == WordClass::kDictionary;
  return letter && !u_islower(first.code);
}

// Where the heading or text begins after the number, if the line is a heading at all.
std::optional<std::size_t> rest_of_heading(std::string_view line, std::size_t number_end,
                                           std::string_view article_word,
                                           const Languages& languages) {
  std::size_t at = number_end;
  bool separated = false;
  for (Seen c = char_at(line, at); !c.none(); c = char_at(line, at)) {
    if (is_separator(c.code)) {
      separated = true;
    } else if (c.code != ' ' && c.code != '\t') {
      break;
    }
    at = c.end;
  }
  if (at == line.size()) return at;
  if (at == number_end || !opens_heading(line, at)) return {};
  const bool digit = char_at(line, at).kind == WordClass::kDigit;
  if (digit && line[at - 1] != ' ') return {};
  if (!separated && is_reference_word(line, at, article_word, languages)) return {};
  return at;
}

std::optional<ArticleHeading> heading_with(std::string_view line, std::size_t begin,
                                           std::string_view word, const Languages& languages) {
  const std::size_t gap = word.find(kNumberHere);
  const auto word_end = match_at(line, begin, word.substr(0, gap));
  if (!word_end) return {};
  auto number = number_at(line, skip_spaces(line, *word_end));
  if (!number) return {};
  if (gap != std::string_view::npos) {
    const auto end =
        match_at(line, skip_spaces(line, number->end), word.substr(gap + kNumberHere.size()));
    if (!end) return {};
    number->end = *end;
  }
  const auto rest = rest_of_heading(line, number->end, word, languages);
  if (!rest) return {};
  return ArticleHeading{std::string(line.substr(begin, number->end - begin)), number->text,
                        std::string(word), *rest};
}

}  // namespace

std::optional<ArticleHeading> article_heading(std::string_view line, const Languages& languages) {
  const std::size_t begin = skip_spaces(line, 0);
  const Seen first = char_at(line, begin);
  if (first.none() || u_islower(first.code)) return {};
  for (const Language& language : languages.all()) {
    for (const std::string& word : language.article_words) {
      if (auto heading = heading_with(line, begin, word, languages)) return heading;
    }
  }
  return {};
}

}  // namespace lontar::text
