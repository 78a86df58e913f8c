// Title, date and language of a PDF: from the file where it says something sensible, otherwise from
// the text, with the evidence. The date of the file's making is not the document's date.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "parsers/pdf_page.h"
#include "parsers/pdf_reader.h"
#include "text/languages.h"

namespace lontar::parsers::pdf {

// `readable`: the letters of the text can be trusted, so that it can tell title and date.
Metadata find_metadata(const FileInfo& file, std::string_view file_name,
                       const std::vector<Block>& blocks, bool readable,
                       const text::Languages& languages);

}  // namespace lontar::parsers::pdf
