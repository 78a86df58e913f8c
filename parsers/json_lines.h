// JSON Lines for bulk import of text that was extracted elsewhere: one document a line, with the
// catalogue's fields, and `body` or `passages`. docs/json-lines.md is the manual.
#pragma once

#include <memory>

#include "parsers/parser.h"

namespace lontar::parsers {

// Emits each line as it is read; `part` is the line's number. A bad line is emitted as a report
// (see Parser::parse) and costs only itself. `languages` must outlive the parser.
std::unique_ptr<Parser> make_json_lines_parser(const text::Languages& languages);

}  // namespace lontar::parsers
