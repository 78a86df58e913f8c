// Which blocks of a document head its articles or, where it has none, its numbered sections.
// References, quotations and tables of contents begin with the same words; what tells them apart is
// the row of numbers.
#pragma once

#include <vector>

#include "parsers/pdf_page.h"
#include "text/languages.h"

namespace lontar::parsers::pdf {

struct ArticleStart {
  std::size_t block = 0;  // with the number
  std::size_t first = 0;  // `block`, or the one before it when the heading stands above the number
  bool section = false;
  text::ArticleHeading heading;
  std::size_t run = 0;  // numbers begin anew in each run: the treaty, its annex, its explanation
};

// In document order; empty when the document is not divided into articles.
std::vector<ArticleStart> find_articles(const std::vector<Block>& blocks,
                                        const text::Languages& languages);

}  // namespace lontar::parsers::pdf
