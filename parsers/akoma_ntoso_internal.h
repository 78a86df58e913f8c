// The two halves of reading Akoma Ntoso: what the file says of itself, and its text. Internal.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"
#include "parsers/xml_internal.h"
#include "text/languages.h"

namespace lontar::parsers::akn {

// What an element means for the passages. Unknown elements are kBlock.
enum class Role {
  kBlock,      // stands on lines of its own
  kInline,     // stands within a line
  kPart,       // preface, background, attachment: a passage whether it has an eId or not
  kHierarchy,  // article, section, speech: a passage; without an eId that is worth a warning
  kNamed,      // item, recital: a passage where it has an eId, else a block
  kNumber,     // num
  kHeading,    // heading, subheading, from
  kAside,      // authorialNote: a block in the middle of a line
  kQuotation,  // quotedStructure: its elements are those of another document
  kLineBreak,
  kRow,
  kCell,
  kMeta,  // no text of the document
};
Role role_of(std::string_view element);
// "article", "debate section", an hcontainer's name: the passage's kind.
std::string kind_of(xml::Node element);

// The one document element (act, judgment, ...) inside <akomaNtoso>, or the root itself.
xml::Node document_element(xml::Node root);

// FRBR metadata, references, preface, proprietary data. Writes metadata and warnings.
void read_metadata(xml::Node document, const text::Languages& languages, ParsedDocument& parsed);

// The text. Writes passages and warnings; `parsed` already has its metadata.
void read_passages(const xml::Document& source, const text::Languages& languages,
                   ParsedDocument& parsed);

// An element's words in one line, without notes: for titles.
std::string line_of(xml::Node element);

}  // namespace lontar::parsers::akn
