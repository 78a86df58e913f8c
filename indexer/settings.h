// The tables [indexer] and [extraction] of config/lontar.toml, whose comments are its
// documentation.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "isolation/worker.h"

namespace lontar::indexer {

struct Settings {
  std::string catalogue;                     // name of the catalogue files, any case
  std::string ignore_file;                   // name of the files with patterns to skip
  std::vector<std::string> ignore;           // patterns that hold in every folder
  std::vector<std::string> knowledge_files;  // patterns: their change re-enters every document
  std::uint64_t max_file_bytes = 0;
  unsigned withdraw_percent = 0;  // a run that withdraws more of a folder's documents asks first
  std::uint64_t ocr_cache_bytes = 0;
  isolation::WorkerOptions worker;  // what one file may take

  // Fails naming the line: a key of another type, or one that does not exist.
  static Result<Settings> load(const std::filesystem::path& config_dir);
};

}  // namespace lontar::indexer
