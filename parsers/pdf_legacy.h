// Fonts made before Unicode reached a script: they show its letters at the places of others, and
// what a program reads is those others.
#pragma once

#include <string_view>

#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

struct LegacyEncoding {
  std::string_view font;      // its name begins so, without the subset's six letters
  std::string_view name;      // for the report
  std::string_view language;  // BCP 47
  char32_t first, last;       // letters that the language's text has when it is Unicode after all
};

// The encoding in which most of the page is written, by its fonts and by the absence of the
// letters that the language needs; null when there is none.
const LegacyEncoding* legacy_encoding(const PageWords& page);

}  // namespace lontar::parsers::pdf
