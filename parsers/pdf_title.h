// The title of a PDF: the file's own where it is one, otherwise what stands out on the first pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

// Whether a title says nothing about the document: made by a program, a file name, a code.
bool is_rubbish_title(std::string_view title, std::string_view file_name);

struct FoundTitle {
  std::string text;  // "" when there is none
  Source source = Source::kNone;
  std::string evidence;
};

// `stated` is the file's own title; `readable`: the letters of the text can be trusted.
FoundTitle find_title(std::string_view stated, std::string_view file_name,
                      const std::vector<Block>& blocks, bool readable);

}  // namespace lontar::parsers::pdf
