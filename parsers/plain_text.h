// Plain text and Markdown, the formats of last resort: whatever is text and nothing else.
#pragma once

#include <memory>

#include "parsers/parser.h"

namespace lontar::parsers {

// `languages` must outlive the parser.
std::unique_ptr<Parser> make_plain_text_parser(const text::Languages& languages);
std::unique_ptr<Parser> make_markdown_parser(const text::Languages& languages);

}  // namespace lontar::parsers
