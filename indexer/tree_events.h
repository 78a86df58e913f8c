// What happens below some folders, told by the kernel (inotify): folders that appear are followed
// too, those that leave are let go. Move-only; one thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "io/descriptor.h"

namespace lontar::indexer {

struct TreeEvent {
  enum Kind {
    kChanged,  // something is there, or is not, or has other permissions
    kWriting,  // somebody has the file open and writes to it
    kClosed,   // the file is whole
    kLost,     // the kernel could not keep up: anything may have happened
  } kind = kChanged;
  std::string path;  // absolute; "" when lost
};

class TreeEvents {
 public:
  // `skip` says which files and folders do not matter; what lies below such a folder does not
  // either.
  using Skip = std::function<bool(const std::string& path, bool is_folder)>;
  static Result<TreeEvents> create(Skip skip);

  // Begins with a folder (absolute, without links) and all below it; once more does no harm.
  void follow(const std::string& folder);
  // Lets it go.
  void leave(const std::string& folder);

  // What happened, waiting so long for the first of it.
  std::vector<TreeEvent> read(std::chrono::milliseconds wait);

  // Whether the kernel refused to follow some folder: its limit is used up. Said until forgotten.
  bool refused() const { return refused_; }

 private:
  TreeEvents(io::Descriptor inotify, Skip skip)
      : inotify_(std::move(inotify)), skip_(std::move(skip)) {}
  void take(int watch, std::uint32_t mask, const std::string& name, std::vector<TreeEvent>& events);

  io::Descriptor inotify_;
  Skip skip_;
  std::unordered_map<int, std::string> folder_of_;  // by the kernel's number
  std::map<std::string, int> watch_of_;             // the same, by folder
  bool refused_ = false;
};

}  // namespace lontar::indexer
