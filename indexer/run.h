// The pipeline: brings an index up to date with the folders it is made from.
//
// A file is left alone when its size and time of change, or else its content, are those the index
// remembers, and its catalogue row, the configuration and the program are too. Everything else is
// made again from its file. A document whose file is gone from a folder named in the run leaves,
// unless so many are gone that it is asked first (indexer/withdrawal.h). A file that can no longer
// be read keeps its last good version, and the run says so. Documents of folders not named stay as
// they are in an update; in a rebuild they leave unless told otherwise.
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/writer.h"
#include "indexer/report.h"
#include "indexer/toolkit.h"
#include "indexer/withdrawal.h"

namespace lontar::indexer {

struct Job {
  std::vector<std::filesystem::path> corpora;
  std::filesystem::path index_dir;
  index::WriteMode mode = index::WriteMode::kUpdate;
  std::size_t jobs = 0;             // files read at the same time; 0: as many as there are cores
  std::size_t memory = 256u << 20;  // bytes of documents on their way into the index
  MissingFiles missing = MissingFiles::kAsk;
  std::set<std::string> again = {};  // paths of files that are read though nothing changed
  bool others_stay = false;          // in a rebuild, documents of folders that are not named stay
};

// Everything becomes visible in one commit at the end. A run stopped by the listener commits what
// it has done when it updates (each document is then entirely old or entirely new), and changes
// nothing when it rebuilds. Fails, changing nothing, when the folders, the index or its registry of
// ids cannot be used.
Result<Summary> run(const Job& job, const Toolkit& kit, const Listener& listener);

}  // namespace lontar::indexer
