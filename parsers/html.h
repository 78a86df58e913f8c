// HTML as the web has it, in any state of repair.
#pragma once

#include <memory>

#include "parsers/parser.h"

namespace lontar::parsers {

// `languages` must outlive the parser.
std::unique_ptr<Parser> make_html_parser(const text::Languages& languages);

}  // namespace lontar::parsers
