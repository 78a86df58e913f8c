// Blocks to passages: by articles where the document is divided into articles, otherwise by pages.
#pragma once

#include <vector>

#include "core/document.h"
#include "parsers/pdf_page.h"
#include "text/languages.h"

namespace lontar::parsers::pdf {

std::vector<Passage> to_passages(const std::vector<Block>& blocks,
                                 const text::Languages& languages);

}  // namespace lontar::parsers::pdf
