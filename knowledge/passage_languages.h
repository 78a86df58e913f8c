// The language of a document and of those of its passages that are in another one.
#pragma once

#include <string>
#include <vector>

#include "core/document.h"
#include "text/analyzer.h"
#include "text/language_id.h"

namespace lontar::knowledge {

// From the title and pieces of text out of the whole document; "" when it cannot be told.
std::string identify_document(const ParsedDocument& document, text::LanguageIdentifier& identifier);

// Sets the language of each passage but the shortest that clearly is not in the document's
// language. Malay and Indonesian are not told apart here: in a document in one of them nothing is
// in the other, and what is foreign is all in the one that most of it is in.
void mark_foreign_passages(std::vector<Passage>& passages, const std::string& language,
                           text::LanguageIdentifier& identifier, text::Analyzer& analyzer,
                           const text::Languages& languages);

}  // namespace lontar::knowledge
