// Small questions about characters that the PDF parser asks often.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lontar::parsers::pdf {

// Appends the character, or U+FFFD for what is no character.
void append_utf8(std::string& out, char32_t character);

// The character at `at` (which must be inside) and how many bytes it takes; U+FFFD for broken
// bytes.
struct Decoded {
  char32_t character = 0;
  std::size_t bytes = 1;
};
Decoded decode(std::string_view text, std::size_t at);
char32_t first_character(std::string_view text);  // 0 when empty
char32_t last_character(std::string_view text);   // 0 when empty

bool is_lower(char32_t c);
bool is_upper(char32_t c);
bool is_letter(char32_t c);
bool is_mark(char32_t c);     // combining: belongs to the letter before
bool is_digit(char32_t c);    // of any script
int digit_value(char32_t c);  // 0..9, of a digit of any script
char32_t lower(char32_t c);
std::string lower_case(std::string_view text);
bool is_right_to_left(char32_t c);
// Scripts written without spaces between words: Han, Kana, Thai, Lao, Khmer, Burmese.
bool is_unspaced(char32_t c);
// Hyphens at which a word may be broken over two lines.
bool is_hyphen(char32_t c);

// Ligatures, presentation forms and radicals that stand for ordinary letters ("ﬁ", "ﻻ", "⼈") as
// those letters; any other character as it is. Private-use characters, which fonts use for bullets,
// and the stretching stroke of Arabic disappear.
void append_plain(std::u32string& out, char32_t c);

// Text as it was drawn from left to right, in the order in which it is read: runs of right-to-left
// letters turned round, numbers and Latin words inside them left as they are.
std::u32string logical_order(std::u32string_view visual);

}  // namespace lontar::parsers::pdf
