// The date a PDF gives itself: from a label ("Decision Date: ...") or a formula ("Done at ...").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "parsers/pdf_page.h"
#include "text/languages.h"

namespace lontar::parsers::pdf {

struct DocumentDate {
  Date date;
  std::string evidence;  // the page and the words
};

// Nothing rather than the date of another document: a preamble that recalls what was "adopted in
// Bali on 7 October 2003" says nothing about its own document.
std::optional<DocumentDate> infer_date(const std::vector<Block>& blocks,
                                       const text::Languages& languages);

}  // namespace lontar::parsers::pdf
