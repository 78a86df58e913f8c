// Whether the text layer of a page can be used, or its picture has to be read.
#pragma once

#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

enum class TextLayer {
  kGood,
  kNone,     // no words
  kScant,    // a few words beside a picture as large as a page: a stamp on a scan, or a title page
  kRubbish,  // letters that make no sense
};

// What each test counts, for those who measure it.
struct LayerFigures {
  std::size_t characters = 0;
  double broken = 0;   // share of characters that are none: controls, private use, no letter known
  double foreign = 0;  // share of letters in scripts that no document of the region is in
  double voiceless = 0;                    // share of longer Latin words without a vowel
  double orphans = 0;                      // share of combining marks that stand on no letter
  std::size_t latin_words = 0, marks = 0;  // that the last two were counted on
};
LayerFigures figures_of(const PageWords& page);

TextLayer judge(const PageWords& page);

}  // namespace lontar::parsers::pdf
