// Walks a corpus folder and lists its documents, its catalogues, and what could not be walked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/report.h"
#include "indexer/settings.h"

namespace lontar::indexer {

struct ScannedFile {
  std::string path;  // below the corpus, with '/'
  std::uint64_t size = 0;
  std::int64_t mtime = 0;  // nanoseconds since 1970
};

struct Scan {
  std::vector<ScannedFile> files;       // sorted by path
  std::vector<ScannedFile> catalogues;  // the same, catalogue files
  // Folders and files that could not be looked at: what is there is unknown, not gone. "" is the
  // corpus itself.
  std::vector<std::string> unreadable;
  std::vector<Issue> refused;  // files that will never become documents as they are
  std::size_t skipped = 0;     // hidden, ignored, links
  std::vector<Issue> issues;
};

// `corpus` is an absolute path without links; `excluded` a folder to leave out (the index itself).
// Symbolic links are never followed: those to files inside the corpus would be met twice, those out
// of it are reported.
Scan scan(const std::filesystem::path& corpus, const std::filesystem::path& excluded,
          const Settings& settings);

}  // namespace lontar::indexer
