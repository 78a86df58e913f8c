// A file made into documents: parsed, told what the catalogue says, enriched, titled. The
// same for indexing, for `inspect` and for `verify`.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "indexer/toolkit.h"
#include "io/descriptor.h"

namespace lontar::indexer {

struct Extracted {
  ParsedDocument document;
  std::string part_hash;  // of what the file says, before catalogue and enrichment; for files of
                          // many documents, else ""
};

// Whether this is not a document but the report of a line that could not be read.
bool is_unreadable_part(const ParsedDocument& document);

// Calls `take` for every document of `file` (opened for reading), in order. `name` is the file's
// path below the corpus, `row` what the catalogue says of it, or null. Fails when the file gives no
// document.
using Take = std::function<void(Extracted)>;
Result<void> extract(const io::Descriptor& file, const std::string& name, const Metadata* row,
                     Toolkit& kit, const Take& take);

// The id that catalogue or source gives a document, "" for none or one that cannot be used.
inline constexpr std::size_t kMaxIdBytes = 240;
std::string claimed_id(const Metadata& metadata);

// The part_hash of every document of a file of many that has no id of its own, by number from 0; ""
// for the others. Reads the file without making documents.
std::vector<std::string> part_hashes(const io::Descriptor& file, const std::string& name,
                                     Toolkit& kit);

// What the catalogue says that can hold for one document only, and so not for a file of many.
bool names_one_document(Field field);

// "asean_charter-2007.pdf" as a title: "asean charter 2007".
std::string readable_stem(std::string_view path);

}  // namespace lontar::indexer
