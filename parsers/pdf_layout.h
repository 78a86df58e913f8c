// From the words of a page to its lines in reading order. The order in which a file draws its text
// is nearly always the order in which it is to be read, so it is kept wherever it makes sense on
// the page; positions decide where it does not: letterheads drawn last, columns drawn line by line,
// text drawn bottom up.
#pragma once

#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

Page lay_out(int number, const PageWords& words);

}  // namespace lontar::parsers::pdf
