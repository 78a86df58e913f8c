// Terms without what people leave out when they type: accents above all. Used at query time only,
// where two terms with the same fold stand for each other; the index holds words as they are
// written. Free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace lontar::text {

// The fold of a term as the Analyzer makes it:
//   Latin, Greek, Cyrillic  without accents and apostrophes, "nghị" -> "nghi", "đ" -> "d",
//                           "jum'at" -> "jumat"; letters of their own as people type them without
//                           (ø -> o, ß -> ss, æ -> ae, ı -> i); ligatures taken apart
//   Arabic, Jawi            without vowel marks and tatweel; one alef, one yeh, one kaf, one gaf
//   Chinese                 traditional characters as simplified ones
//   full and half width     as the ordinary letters
// Every other script is left as it is: its marks are vowels and tones that nobody leaves out. NFC;
// never longer than three times the term; fold(fold(term)) == fold(term).
std::string fold(std::string_view term);

}  // namespace lontar::text
