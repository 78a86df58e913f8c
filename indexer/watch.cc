#include "indexer/watch.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "indexer/ignore.h"
#include "indexer/tree_events.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kTick = 200ms;

using Identity = std::pair<dev_t, ino_t>;

std::optional<Identity> identity(const fs::path& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return {};
  return Identity{status.st_dev, status.st_ino};
}

// A folder of the command: what it is, while it is there.
struct Root {
  fs::path given;
  std::string path;  // absolute, without links; "" while it is not there
  std::optional<Identity> is;
};

// What waits to be indexed, and since when.
struct Pending {
  Clock::time_point first;
  Clock::time_point last;
};

class Watch {
 public:
  Watch(const WatchJob& job, TreeEvents events, const Update& update, const WatchListener& listener)
      : job_(job), events_(std::move(events)), update_(update), listener_(listener) {
    for (const fs::path& folder : job.folders) roots_.push_back({fs::absolute(folder), "", {}});
  }

  Result<void> go();

 private:
  void look_at_roots();
  void take(const TreeEvent& event);
  void note_change();
  bool due() const;
  Result<void> bring_up_to_date();
  void say(const std::string& text) const {
    if (listener_.note) listener_.note(text);
  }

  const WatchJob& job_;
  TreeEvents events_;
  const Update& update_;
  const WatchListener& listener_;
  std::vector<Root> roots_;
  std::optional<Pending> pending_;
  std::map<std::string, Clock::time_point> writing_;  // files, and when they were last written to
  Clock::time_point looked_{};
  Clock::time_point updated_{};
  std::optional<Clock::time_point> not_before_;  // after a failed update
  std::chrono::milliseconds retry_{};
  bool first_ = true;
  bool said_blind_ = false;
};

Result<void> Watch::go() {
  retry_ = job_.times.retry;
  while (!listener_.stop || !listener_.stop()) {
    if (Clock::now() - looked_ >= job_.times.look) look_at_roots();
    for (const TreeEvent& event : events_.read(kTick)) take(event);
    if (!due()) continue;
    if (const auto done = bring_up_to_date(); !done) return done;
  }
  return {};
}

// Folders that went are let go; those that came (or came back, or are others now) are followed. The
// watch comes before the update that reads them, so nothing falls between.
void Watch::look_at_roots() {
  looked_ = Clock::now();
  for (Root& root : roots_) {
    const auto is = identity(root.given);
    if (is == root.is && (is || !first_)) continue;
    if (!root.path.empty()) events_.leave(root.path);
    root.is = is;
    root.path.clear();
    if (!is) {
      say(root.given.string() + " is not there; its documents stay in the index, and it is " +
          "followed when it comes back");
      continue;
    }
    std::error_code error;
    root.path = fs::canonical(root.given, error).string();
    if (!first_) say(root.given.string() + " is there now and is followed");
    events_.follow(root.path);
    note_change();
  }
  if (events_.refused() && !std::exchange(said_blind_, true)) {
    say("the system does not let all folders be watched; they are looked at every " +
        std::to_string(job_.times.blind / 1s) + " s instead (to mend it, raise " +
        "fs.inotify.max_user_watches with sysctl, and start again)");
  }
}

void Watch::take(const TreeEvent& event) {
  if (event.kind == TreeEvent::kLost) {
    writing_.clear();
    for (const Root& root : roots_) {
      if (!root.path.empty()) events_.follow(root.path);
    }
  } else if (event.kind == TreeEvent::kWriting) {
    writing_[event.path] = Clock::now();
  } else if (event.kind == TreeEvent::kClosed) {
    writing_.erase(event.path);
  } else if (std::ranges::any_of(roots_, [&](const Root& r) { return r.path == event.path; })) {
    looked_ = {};  // gone, or moved
  }
  note_change();
}

void Watch::note_change() {
  const auto now = Clock::now();
  if (!pending_) pending_ = Pending{now, now};
  pending_->last = now;
}

bool Watch::due() const {
  const auto now = Clock::now();
  if (not_before_ && now < *not_before_) return false;
  if (first_ || not_before_) return true;
  const auto rescan = events_.refused() ? job_.times.blind : job_.times.rescan;
  if (!pending_) return now - updated_ >= rescan;
  if (now - pending_->first >= job_.times.longest) return true;
  const bool being_written = std::ranges::any_of(
      writing_, [&](const auto& file) { return now - file.second < job_.times.still; });
  return now - pending_->last >= job_.times.settle && !being_written;
}

Result<void> Watch::bring_up_to_date() {
  std::vector<fs::path> present;
  for (const Root& root : roots_) {
    if (!root.path.empty()) present.emplace_back(root.given);
  }
  const bool first = std::exchange(first_, false);
  not_before_.reset();
  pending_.reset();
  std::erase_if(writing_,
                [&](const auto& file) { return Clock::now() - file.second >= job_.times.still; });
  updated_ = Clock::now();
  if (present.empty()) return {};
  const auto summary = update_(present);
  updated_ = Clock::now();
  if (summary) {
    retry_ = job_.times.retry;
    if (summary->count(Outcome::kGrowing)) note_change();  // not every file system tells
    return {};
  }
  if (first && summary.error().code == ErrorCode::kInvalid) return summary.error();
  say(summary.error().message + "; trying again in " + std::to_string(retry_ / 1s) + " s");
  not_before_ = Clock::now() + retry_;
  retry_ = std::min(2 * retry_, job_.times.longest);
  looked_ = {};  // perhaps a folder is gone
  return {};
}

}  // namespace

Result<void> watch(const WatchJob& job, const Settings& settings, const Update& update,
                   const WatchListener& listener) {
  const IgnoreList ignored("", settings.ignore);
  std::error_code error;
  const std::string index_dir = fs::weakly_canonical(job.index_dir, error).string();
  auto events = TreeEvents::create([=, &settings](const std::string& path, bool is_folder) {
    const std::string name = path.substr(path.rfind('/') + 1);
    if (name == settings.ignore_file) return false;
    return name.starts_with('.') || path == index_dir || ignored.matches(name, is_folder);
  });
  if (!events) return events.error();
  return Watch(job, std::move(*events), update, listener).go();
}

}  // namespace lontar::indexer
