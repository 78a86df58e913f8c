// Akoma Ntoso 3.0 (OASIS LegalDocML), its drafts and 2.0: acts, bills, judgments, debates and the
// other document types, whatever namespace prefix or draft namespace a file uses.
#pragma once

#include <memory>

#include "parsers/parser.h"

namespace lontar::parsers {

// `languages` must outlive the parser.
std::unique_ptr<Parser> make_akoma_ntoso_parser(const text::Languages& languages);

}  // namespace lontar::parsers
