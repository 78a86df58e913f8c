// Lines to blocks: paragraphs, headings and list items put together again, words broken at line
// ends joined.
#pragma once

#include <vector>

#include "parsers/pdf_page.h"
#include "text/languages.h"

namespace lontar::parsers::pdf {

std::vector<Block> to_blocks(const std::vector<Page>& pages, const text::Languages& languages);

}  // namespace lontar::parsers::pdf
