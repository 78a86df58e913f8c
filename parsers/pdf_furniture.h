// Running headers, footers, page numbers and stamps: lines near the edge of the page that say the
// same on many pages. They are not content and are taken out; a line in the body never is, however
// often it returns.
#pragma once

#include <string>
#include <vector>

#include "parsers/pdf_page.h"
#include "text/languages.h"

namespace lontar::parsers::pdf {

// Removes furniture from the pages, makes the wide gaps in what stays plain spaces, and returns the
// different texts that were removed, digits masked as '#', most frequent first.
std::vector<std::string> remove_furniture(std::vector<Page>& pages,
                                          const text::Languages& languages);

}  // namespace lontar::parsers::pdf
