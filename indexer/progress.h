// How far a run is, how fast, and when it will be done: the line that a person watches. The time is
// given to it, so that it can be tested. One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace lontar::indexer {

class Progress {
 public:
  using Time = std::chrono::steady_clock::time_point;
  struct At {
    std::size_t done = 0;  // files
    std::size_t total = 0;
    std::size_t pages = 0;   // of the documents made so far
    std::size_t failed = 0;  // so far
  };

  // "120 of 400 files, 38 pages/s, 2 failed, 1:20 left  sub/name.pdf". Speed and end follow the
  // last seconds, because files that did not change cost nothing. `columns`: no line is longer; 0
  // for any length. `noun` is what is counted: "files".
  std::string line(const At& at, std::string_view noun, std::string_view name, Time now,
                   std::size_t columns);

 private:
  struct Sample {
    Time time;
    std::size_t done;
    std::size_t pages;
  };
  std::deque<Sample> samples_;
};

// The last part of a path that fits, cut at a character, free of control characters.
std::string short_name(std::string_view path, std::size_t columns);

// "45 s", "1:20", "2:03:00"
std::string duration(std::chrono::seconds time);

}  // namespace lontar::indexer
