// PDF by Poppler: text in reading order without running headers and footers, cut into articles
// where the document has them and into pages where it has not; see docs/extraction.md.
#pragma once

#include <memory>

#include "parsers/parser.h"

namespace lontar::parsers {

// `languages` must outlive the parser.
Result<std::unique_ptr<Parser>> make_pdf_parser(const text::Languages& languages,
                                                const ScanOptions& scans);

}  // namespace lontar::parsers
