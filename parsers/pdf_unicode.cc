#include "parsers/pdf_unicode.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace lontar::parsers::pdf {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Compatibility characters that are only another shape of letters. Everything else that NFKC would
// touch (superscripts, fractions, Thai SARA AM) means something as it is.
constexpr Range kShapes[] = {
    {0x2E80, 0x2FD5},  // CJK and Kangxi radicals, which fonts confuse with the ideographs
    {0xF900, 0xFAFF},  // CJK compatibility ideographs
    {0xFB00, 0xFB4F},  // Latin, Armenian, Hebrew ligatures
    {0xFB50, 0xFDF1},  // Arabic presentation forms A (not the word ligatures above)
    {0xFE70, 0xFEFC},  // Arabic presentation forms B
};

constexpr char32_t kTatweel = 0x640;  // stretches Arabic words to fill a line

bool is_shape(char32_t c) {
  return std::any_of(std::begin(kShapes), std::end(kShapes),
                     [c](const Range& r) { return c >= r.first && c <= r.last; });
}

bool is_private(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
}

// Numbers and Latin text keep their direction inside right-to-left text.
bool runs_left_to_right(char32_t c) {
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER ||
         direction == U_ARABIC_NUMBER;
}

char32_t mirrored(char32_t c) {
  return static_cast<char32_t>(u_charMirror(static_cast<UChar32>(c)));
}

// The whole of it read from right to left.
std::u32string turned_round(std::u32string_view visual) {
  std::u32string out(visual.rbegin(), visual.rend());
  // The whole line is turned round; now each left-to-right run inside is turned back, together with
  // the marks between its parts ("1.2", "and/or").
  std::size_t i = 0;
  while (i < out.size()) {
    if (!runs_left_to_right(out[i])) {
      out[i] = mirrored(out[i]);
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    for (std::size_t j = end; j < out.size() && !is_right_to_left(out[j]); ++j) {
      if (runs_left_to_right(out[j])) end = j + 1;
    }
    std::reverse(out.begin() + static_cast<std::ptrdiff_t>(i),
                 out.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
  // Marks were drawn with their letter and now stand before it.
  for (std::size_t mark = 0; mark < out.size(); ++mark) {
    if (!is_mark(out[mark])) continue;
    std::size_t letter = mark;
    while (letter < out.size() && is_mark(out[letter])) ++letter;
    if (letter < out.size() && is_right_to_left(out[letter])) {
      std::rotate(out.begin() + static_cast<std::ptrdiff_t>(mark),
                  out.begin() + static_cast<std::ptrdiff_t>(letter),
                  out.begin() + static_cast<std::ptrdiff_t>(letter) + 1);
    }
    mark = letter;
  }
  return out;
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  std::array<char, 4> bytes{};
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
  out.append(bytes.data(), static_cast<std::size_t>(length));
}

Decoded decode(std::string_view text, std::size_t at) {
  UChar32 c = 0;
  auto next = static_cast<std::int32_t>(at);
  U8_NEXT_OR_FFFD(text.data(), next, static_cast<std::int32_t>(text.size()), c);
  return {static_cast<char32_t>(c), static_cast<std::size_t>(next) - at};
}

char32_t first_character(std::string_view text) {
  return text.empty() ? 0 : decode(text, 0).character;
}

char32_t last_character(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return decode(text, at).character;
}

bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
int digit_value(char32_t c) { return std::max(0, u_charDigitValue(static_cast<UChar32>(c))); }
char32_t lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }
std::string lower_case(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, bytes] = decode(text, i);
    append_utf8(out, lower(c));
    i += bytes;
  }
  return out;
}

bool is_mark(char32_t c) {
  return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool is_right_to_left(char32_t c) {
  if (c < 0x590) return false;
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool is_unspaced(char32_t c) {
  if (c < 0xE00) return false;
  return (c <= 0xEFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3000 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0xA9E0 && c <= 0xA9FF) || (c >= 0xAA60 && c <= 0xAA7F) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_hyphen(char32_t c) { return c == '-' || c == 0xAD || c == 0x2010 || c == 0x2011; }

void append_plain(std::u32string& out, char32_t c) {
  if (c < 0x2E80) {
    if (c != kTatweel) out.push_back(c);
    return;
  }
  if (is_private(c)) return;
  if (!is_shape(c)) {
    out.push_back(c);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  std::array<UChar, 24> plain{};
  const std::int32_t length = U_FAILURE(status)
                                  ? -1
                                  : unorm2_getRawDecomposition(nfkc, static_cast<UChar32>(c),
                                                               plain.data(), plain.size(), &status);
  if (U_FAILURE(status) || length <= 0) {
    out.push_back(c);
    return;
  }
  for (std::int32_t i = 0; i < length;) {
    UChar32 next = 0;
    U16_NEXT(plain.data(), i, length, next);
    out.push_back(static_cast<char32_t>(next));
  }
}

std::u32string logical_order(std::u32string_view visual) {
  const auto right = std::count_if(visual.begin(), visual.end(), is_right_to_left);
  if (right == 0) return std::u32string(visual);
  const auto left = std::count_if(visual.begin(), visual.end(), [](char32_t c) {
    return u_charDirection(static_cast<UChar32>(c)) == U_LEFT_TO_RIGHT;
  });
  if (right >= left) return turned_round(visual);
  // A left-to-right line: only the right-to-left words in it are turned.
  std::u32string out;
  for (std::size_t i = 0; i < visual.size();) {
    if (!is_right_to_left(visual[i])) {
      out.push_back(visual[i++]);
      continue;
    }
    std::size_t end = i + 1;
    for (std::size_t j = end; j < visual.size(); ++j) {
      if (u_charDirection(static_cast<UChar32>(visual[j])) == U_LEFT_TO_RIGHT) break;
      if (is_right_to_left(visual[j]) || is_mark(visual[j])) end = j + 1;
    }
    out += turned_round(visual.substr(i, end - i));
    i = end;
  }
  return out;
}

}  // namespace lontar::parsers::pdf
