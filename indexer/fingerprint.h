// What a document is made from besides its file: the program, the configuration, the catalogue's
// row. Kept with the document (Origin::fingerprint); a different one means: make it again.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "core/result.h"
#include "ocr/mode.h"

namespace lontar::indexer {

// Raised whenever a parser, the enricher or the pipeline makes something else of the same bytes.
inline constexpr int kProgramVersion = 3;

// Of the program, of what is read off pictures, and of all files below config_dir that match one of
// the patterns.
Result<std::string> knowledge_fingerprint(const std::filesystem::path& config_dir,
                                          const std::vector<std::string>& patterns, ocr::Mode ocr);

// Of both: "<knowledge>:<row>"; `row` is null for a file that no catalogue names. Follows what the
// row means, not how it is written.
std::string settings_fingerprint(std::string_view knowledge, const Metadata* row);

// What a document keeps: the settings, and in a file of many (`part_hash` not empty) its own
// content, so that one edited line costs one document: "<knowledge>:<row>:<part>".
std::string document_fingerprint(std::string_view settings, std::string_view part_hash);
std::string_view settings_of(std::string_view document_fingerprint);

// Why a document with the first is made again under the second, for the report.
std::string what_changed(std::string_view before, std::string_view now);

}  // namespace lontar::indexer
