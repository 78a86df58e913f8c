// What an index holds, in numbers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/document.h"
#include "core/result.h"

namespace lontar::indexer {

using Counts = std::vector<std::pair<std::string, std::size_t>>;  // most first, then by name

struct Stats {
  std::uint64_t generation = 0;
  std::uint64_t bytes = 0;  // on disk
  std::size_t documents = 0;
  std::size_t passages = 0;
  std::uint64_t pages = 0;  // of the originals
  Extraction extraction;    // of all documents together, without the encodings
  std::vector<std::pair<std::string, Counts>> tables;  // "corpus", "media_type", "legacy_encoding",
                                                       // "warning", every facet: documents by
                                                       // value
};

Result<Stats> stats(const std::filesystem::path& index_dir);

// For people, in columns; and as one JSON object.
std::string to_text(const Stats& stats);
std::string to_json_text(const Stats& stats);

}  // namespace lontar::indexer
