#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "text/scan_internal.h"

namespace lontar::text {
namespace {

const std::uint8_t* bytes(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

Seen seen(UChar32 code, std::size_t end) {
  if (code <= 0) return {0xFFFD, end, WordClass::kOther};
  const WordClass kind =
      code < 0x10000 ? bmp_word_classes()[static_cast<std::size_t>(code)] : classify(code);
  return {code, end, kind};
}

struct HanNumeral {
  UChar32 character;
  int value;
};
constexpr HanNumeral kHanNumerals[] = {{U'〇', 0},  {U'零', 0},   {U'一', 1},   {U'二', 2},
                                       {U'两', 2},  {U'三', 3},   {U'四', 4},   {U'五', 5},
                                       {U'六', 6},  {U'七', 7},   {U'八', 8},   {U'九', 9},
                                       {U'十', 10}, {U'百', 100}, {U'千', 1000}};

std::optional<int> han_value(UChar32 c) {
  const auto* row = std::ranges::find(kHanNumerals, c, &HanNumeral::character);
  return row == std::end(kHanNumerals) ? std::nullopt : std::optional(row->value);
}

struct RomanNumeral {
  std::string_view letters;
  int value;
};
constexpr RomanNumeral kRomanNumerals[] = {{"C", 100}, {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10},
                                           {"IX", 9},  {"V", 5},   {"IV", 4}, {"I", 1}};

std::string roman(int value) {
  std::string letters;
  for (const RomanNumeral& row : kRomanNumerals) {
    for (; value >= row.value; value -= row.value) letters += row.letters;
  }
  return letters;
}

}  // namespace

Seen char_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {0, at, WordClass::kOther};
  UChar32 code = 0;
  U8_NEXT(bytes(text), at, text.size(), code);
  return seen(code, at);
}

Seen char_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  const std::size_t window = at > U8_MAX_LENGTH ? at - U8_MAX_LENGTH : 0;
  auto begin = static_cast<std::int32_t>(at - window);
  UChar32 code = 0;
  U8_PREV(bytes(text) + window, 0, begin, code);
  return seen(code, window + static_cast<std::size_t>(begin));
}

std::optional<std::size_t> match_at(std::string_view text, std::size_t at, std::string_view word) {
  for (std::size_t in_word = 0; in_word < word.size();) {
    const Seen wanted = char_at(word, in_word);
    const Seen found = char_at(text, at);
    if (found.none() || u_tolower(wanted.code) != u_tolower(found.code)) return {};
    in_word = wanted.end;
    at = found.end;
  }
  return at;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n')) ++at;
  return at;
}

std::optional<Number> decimal_at(std::string_view text, std::size_t at) {
  Number number;
  for (Seen c = char_at(text, at); c.kind == WordClass::kDigit; c = char_at(text, c.end)) {
    if (++number.digits > 9) return {};
    number.value = number.value * 10 + u_charDigitValue(c.code);
    number.end = c.end;
  }
  return number.digits ? std::optional(number) : std::nullopt;
}

std::optional<Number> han_number_at(std::string_view text, std::size_t at) {
  Number number;
  int pending = 0;  // a digit that waits for its unit, or is the last one
  for (Seen c = char_at(text, at); const auto value = han_value(c.code); c = char_at(text, c.end)) {
    if (number.digits == 9) return {};
    ++number.digits;
    number.end = c.end;
    if (*value < 10) {
      pending = pending * 10 + *value;
      continue;
    }
    number.value += (pending ? pending : 1) * *value;
    pending = 0;
  }
  number.value += pending;
  return number.digits ? std::optional(number) : std::nullopt;
}

std::optional<Number> roman_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && std::string_view("IVXLC").find(text[end]) != std::string_view::npos) {
    ++end;
  }
  const std::string_view letters = text.substr(at, end - at);
  for (int value = 1; !letters.empty() && letters.size() < 12 && value < 300; ++value) {
    if (roman(value) == letters) return Number{value, 0, end};
  }
  return {};
}

}  // namespace lontar::text
