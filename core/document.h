// A document on its way through Lontar: what a parser makes of a file (ParsedDocument), and what
// the index keeps of it (Document). Plain values: owned by whoever holds them, no hidden sharing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/metadata.h"

namespace lontar {

// A part of a document that can be named, linked to and shown by itself: an article, a paragraph, a
// page. Passages stand in document order. A container (a chapter) is a passage too; the passages
// that follow it with a greater depth are inside it. Text belongs to the innermost passage only.
//
// Invariant: reading label, heading and text of every passage in order gives the words of the
// document, each exactly once. So all three hold only words that stand in the source;
// display_label() makes a name for a passage whose source gives it none.
struct Passage {
  std::string anchor;  // unique in the document, stable over re-indexing: an eId where there is one
  std::string kind;    // what it is, lower case: "article", "page", "preamble", "paragraph", ...
  std::string label;   // its number as the source writes it: "Article 5", "Pasal 5", "(a)"; or ""
  std::string heading;   // its heading as the source writes it, or ""
  std::string text;      // UTF-8, NFC; blocks (paragraphs, table rows) separated by '\n'
  std::string language;  // BCP 47, only where it differs from the document's
  int page = 0;          // 1-based page of the original where it begins; 0 when there are no pages
  int depth = 0;         // 0 outermost
  int ocr_confidence = 0;  // 1..100 where it was read off a picture; 0: the file's own text
  bool doubtful = false;   // read off a picture, and likely not what stands there

  bool operator==(const Passage&) const = default;
};

// What a passage is called: by its own label, or by its kind and, if it has one, its number.
struct PassageName {
  std::string kind;    // "page", "paragraph"; "" where the label says it: "Pasal 5"
  std::string number;  // "12", "(a)"; or the whole label

  bool operator==(const PassageName&) const = default;
};
PassageName passage_name(const Passage& passage);
// The name in English: "Article 5", "Section 5", "Page 12", "Preamble".
std::string display_label(const Passage& passage);

// Something a reader of the report or of the document page must know. Codes are stable.
struct Warning {
  std::string code;     // kebab-case: "no-text-layer", "duplicate-anchor"
  std::string message;  // one sentence, with the place and the remedy

  bool operator==(const Warning&) const = default;
};

// How much of an original came through. Zeros and nothing where there was nothing to tell.
struct Extraction {
  int pages_without_text = 0;                 // with no text layer, or one that makes no sense
  int pages_by_ocr = 0;                       // read off their pictures instead
  int doubtful_pages = 0;                     // of these, likely not what stands there
  std::uint64_t characters = 0;               // of all passages
  std::vector<std::string> legacy_encodings;  // suspected: "VNI", "Zawgyi"

  bool operator==(const Extraction&) const = default;
};

struct ParsedDocument {
  std::string media_type;  // "application/pdf", "application/akn+xml", ...
  int part = 0;            // 1-based number within a file of many documents (JSON Lines); else 0
  int pages = 0;           // of the original; 0 when it has none
  Extraction extraction;
  Metadata metadata;
  std::vector<Passage> passages;
  std::vector<Warning> warnings;

  bool operator==(const ParsedDocument&) const = default;
};

// Of labels, headings and texts together: what a document weighs in memory, more or less.
std::size_t text_bytes(const ParsedDocument& document);

// Another file with the same bytes.
struct Copy {
  std::string file;  // path below the same corpus
  std::int64_t mtime = 0;

  bool operator==(const Copy&) const = default;
};

// Where a document's file is, and what it was when it was read.
struct Origin {
  std::string corpus;      // absolute path of the corpus folder
  std::string file;        // path below it, with '/'
  std::uint64_t size = 0;  // bytes
  std::int64_t mtime = 0;  // nanoseconds since 1970
  std::string hash;        // XXH3-128 of the content, 32 hexadecimal digits
  // What else the document was made from: configuration, program and catalogue row (see
  // indexer/fingerprint.h). Another value than today's means that it must be made again.
  std::string fingerprint;
  std::vector<Copy> copies;  // where it is too, by path

  bool operator==(const Origin&) const = default;
};

struct Document {
  std::string id;
  Origin origin;
  ParsedDocument content;

  bool operator==(const Document&) const = default;
};

}  // namespace lontar
