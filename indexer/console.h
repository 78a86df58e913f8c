// What the person in front of the terminal sees: progress, the first failures and issues by name,
// and in the end how many failed for what. All on the error stream; on a terminal the progress line
// is rewritten in place, elsewhere (a log file, a pipe) a plain line comes now and then. One
// thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/progress.h"
#include "indexer/report.h"

namespace lontar::indexer {

class Console {
 public:
  enum class Style { kTerminal, kPlain };
  // Writes through `print`, a piece of text at a time.
  using Print = std::function<void(std::string_view text)>;
  // `columns` is the width of the terminal, 0 when it is not known; `noun` what is counted.
  Console(Style style, Print print, std::size_t columns = 0, std::string noun = "files")
      : style_(style), print_(std::move(print)), columns_(columns), noun_(std::move(noun)) {}

  void progress(std::size_t done, std::size_t total, std::string_view name);
  // Every entry of the run, so that it is counted; only a failed one is shown.
  void show(const Entry& entry);
  void show(const Issue& issue);
  void show(std::string_view line);
  // Up to kShown lines are shown, so that one bad folder does not flood the screen.
  void show_limited(std::string_view line);
  // Said once: that the end was asked for and is being reached.
  void stopping();
  // Says how much was not shown and where it can be read, and what failed, by reason.
  void finish();

 private:
  static constexpr std::size_t kShown = 20;
  void clear_progress();

  Style style_;
  Print print_;
  std::size_t columns_;
  std::string noun_;
  Progress progress_;
  Summary seen_;
  bool stopping_ = false;
  std::size_t shown_ = 0;
  std::size_t unshown_ = 0;
  bool progress_line_ = false;
  std::chrono::steady_clock::time_point last_progress_ = std::chrono::steady_clock::now();
};

}  // namespace lontar::indexer
