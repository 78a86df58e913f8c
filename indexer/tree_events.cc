#include "indexer/tree_events.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kMask = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE |
                                IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF |
                                IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

// What each event means to a file; the first row that fits.
struct KindRow {
  std::uint32_t mask;
  TreeEvent::Kind kind;
};
constexpr KindRow kKinds[] = {
    {IN_MODIFY, TreeEvent::kWriting},
    {IN_CLOSE_WRITE | IN_MOVED_FROM | IN_DELETE, TreeEvent::kClosed},
    {~0u, TreeEvent::kChanged},
};

TreeEvent::Kind kind_of(std::uint32_t mask) {
  for (const KindRow& row : kKinds) {
    if (mask & row.mask) return row.kind;
  }
  return TreeEvent::kChanged;
}

}  // namespace

Result<TreeEvents> TreeEvents::create(Skip skip) {
  io::Descriptor inotify(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  if (inotify) return TreeEvents(std::move(inotify), std::move(skip));
  return Error{ErrorCode::kIo, std::string("the system cannot watch folders: ") +
                                   std::strerror(errno) +
                                   "; raise fs.inotify.max_user_instances (sysctl)"};
}

void TreeEvents::follow(const std::string& folder) {
  const int watch = ::inotify_add_watch(inotify_.get(), folder.c_str(), kMask);
  if (watch < 0) {
    refused_ = refused_ || errno == ENOSPC || errno == ENOMEM;
    return;  // gone meanwhile, or not readable: the run that reads it says so
  }
  // The kernel knows a folder by itself, not by its name: one that was renamed has its number
  // still.
  if (const auto old = folder_of_.find(watch); old != folder_of_.end())
    watch_of_.erase(old->second);
  folder_of_[watch] = folder;
  watch_of_[folder] = watch;
  std::error_code error;
  for (auto at = fs::directory_iterator(folder, error); !error && at != fs::end(at);
       at.increment(error)) {
    std::error_code ignored;
    if (!fs::is_directory(at->symlink_status(ignored))) continue;
    const std::string path = at->path().string();
    if (!skip_(path, true)) follow(path);
  }
}

void TreeEvents::leave(const std::string& folder) {
  const auto below = [&](const std::string& path) {
    return path == folder || path.starts_with(folder + "/");
  };
  for (auto at = watch_of_.lower_bound(folder);
       at != watch_of_.end() && at->first.starts_with(folder);) {
    if (!below(at->first)) {
      ++at;
      continue;
    }
    ::inotify_rm_watch(inotify_.get(), at->second);
    folder_of_.erase(at->second);
    at = watch_of_.erase(at);
  }
}

std::vector<TreeEvent> TreeEvents::read(std::chrono::milliseconds wait) {
  std::vector<TreeEvent> events;
  pollfd ready{inotify_.get(), POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(wait.count())) <= 0) return events;
  alignas(inotify_event) char buffer[1 << 16];
  while (true) {
    const ssize_t size = ::read(inotify_.get(), buffer, sizeof buffer);
    if (size <= 0) return events;
    for (ssize_t at = 0; at < size;) {
      inotify_event event{};
      std::memcpy(&event, buffer + at, sizeof event);
      const char* name = buffer + at + sizeof event;
      take(event.wd, event.mask, std::string(name, ::strnlen(name, event.len)), events);
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
  }
}

void TreeEvents::take(int watch, std::uint32_t mask, const std::string& name,
                      std::vector<TreeEvent>& events) {
  if (mask & IN_Q_OVERFLOW) {
    events.push_back({TreeEvent::kLost, ""});
    return;
  }
  const auto found = folder_of_.find(watch);
  if (found == folder_of_.end()) return;  // of a folder that was let go
  const std::string folder = found->second;
  if (mask & IN_IGNORED) {
    folder_of_.erase(found);
    watch_of_.erase(folder);
    return;
  }
  const std::string path = name.empty() ? folder : folder + "/" + name;
  const bool is_folder = mask & IN_ISDIR;
  if (!name.empty() && skip_(path, is_folder)) return;
  if (is_folder && !name.empty()) {
    if (mask & (IN_MOVED_FROM | IN_DELETE)) leave(path);
    if (mask & (IN_MOVED_TO | IN_CREATE)) follow(path);
  }
  events.push_back({is_folder ? TreeEvent::kChanged : kind_of(mask), path});
}

}  // namespace lontar::indexer
