// What each command of lontar-indexer does: runs it, prints what came of it, and gives the exit
// status.
#pragma once

#include <filesystem>
#include <vector>

#include "core/result.h"
#include "index/writer.h"
#include "indexer/run.h"

namespace lontar::indexer {

enum Exit { kWell = 0, kSomeFailed = 1, kFatal = 2 };

// Of the command line. What a command does not take stays as it is here.
struct Arguments {
  std::vector<std::filesystem::path> corpora;
  std::filesystem::path index_dir;
  std::filesystem::path config_dir;
  std::filesystem::path report;
  std::filesystem::path file;
  std::filesystem::path into;
  bool json = false;
  bool repair = false;
  std::size_t jobs = 0;
  std::size_t memory = Job().memory;
  bool withdraw = false;
  bool keep_missing = false;
};

// Says what is wrong and returns kFatal.
int fatal(const Error& error);

// From now on an interrupt (or the end of the terminal) asks the running command for a clean end,
// and a second one ends the program.
void stop_on_signals();

int index_corpora(const Arguments& arguments, index::WriteMode mode);
int watch_folders(const Arguments& arguments);
int verify_index(const Arguments& arguments);
int inspect_file(const Arguments& arguments);
int harvest_list(const Arguments& arguments);
int show_stats(const Arguments& arguments);

}  // namespace lontar::indexer
