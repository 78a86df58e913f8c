// Burmese that a file holds in Zawgyi, written in Unicode. A free function, safe from any thread.
#pragma once

#include "core/document.h"

namespace lontar::parsers {

// Converts title, labels, headings and texts. A passage that clearly shows its encoding decides for
// itself; the others go with the document as a whole. Adds the warning
// "zawgyi-converted" and returns whether anything was converted.
bool repair_zawgyi(ParsedDocument& document);

}  // namespace lontar::parsers
