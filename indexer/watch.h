// Follows folders and brings the index up to date within seconds of what happens in them.
//
// Changes that come together are taken together: an update begins when nothing has happened for
// `settle` and nobody is writing a file any more, and after `longest` at the latest. Every update
// looks at the whole folders, so nothing depends on an event that was missed; once in `rescan` one
// is made without any (remote file systems tell no events). An update that fails is tried again. A
// folder that is gone keeps its documents until it is back.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "indexer/report.h"
#include "indexer/settings.h"

namespace lontar::indexer {

struct WatchTimes {
  std::chrono::milliseconds settle{2000};
  std::chrono::milliseconds longest{60'000};
  std::chrono::milliseconds still{
      10'000};  // a file that is open but not written to is not waited for
  std::chrono::milliseconds retry{5000};  // after a failed update; doubled up to `longest`
  std::chrono::milliseconds look{2000};   // whether folders are gone, or back
  std::chrono::milliseconds rescan{600'000};
  std::chrono::milliseconds blind{30'000};  // `rescan`, when not everything can be followed
};

struct WatchJob {
  std::vector<std::filesystem::path> folders;
  std::filesystem::path index_dir;
  WatchTimes times;
};

// Brings the index up to date with these folders: run() for everything but tests.
using Update = std::function<Result<Summary>(const std::vector<std::filesystem::path>& folders)>;

struct WatchListener {
  std::function<void(std::string_view)> note;  // what a person should know
  std::function<bool()> stop;                  // asked several times a second
};

// Returns when told to stop. Fails when folders cannot be watched at all, and when the first update
// says that it is asked for something impossible (ErrorCode::kInvalid).
Result<void> watch(const WatchJob& job, const Settings& settings, const Update& update,
                   const WatchListener& listener);

}  // namespace lontar::indexer
