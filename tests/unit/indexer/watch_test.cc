// What the watch decides: when an update is due, and over which folders. The updates here only
// count.
#include "indexer/watch.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

#include "indexer/tree_events.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

bool within(std::chrono::milliseconds time, const std::function<bool()>& what) {
  const auto end = Clock::now() + time;
  while (!what()) {
    if (Clock::now() > end) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

// A watch in a thread of its own, quicker than usual.
class Watching {
 public:
  explicit Watching(std::vector<fs::path> folders, fs::path index_dir = "/nowhere",
                    WatchTimes times = quick())
      : job_{std::move(folders), std::move(index_dir), times} {
    settings_.ignore = {"*.tmp"};
    settings_.ignore_file = ".lontarignore";
    thread_ = std::thread([this] { result_ = watch(job_, settings_, update(), listener()); });
  }
  ~Watching() { (void)end().ok(); }

  static WatchTimes quick() { return {200ms, 4s, 500ms, 50ms, 50ms, 1h, 1h}; }

  Result<void> end() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
    return result_;
  }
  int updates() const { return updates_; }
  bool updated(int count) const {
    return within(5s, [&] { return updates_ >= count; });
  }
  // Not even after a while.
  bool stays_at(int count) const {
    std::this_thread::sleep_for(800ms);
    return updates_ == count;
  }
  std::vector<fs::path> folders() const {
    const std::lock_guard lock(mutex_);
    return folders_;
  }
  std::vector<std::string> notes() const {
    const std::lock_guard lock(mutex_);
    return notes_;
  }
  std::atomic<bool> failing = false;
  std::atomic<ErrorCode> how = ErrorCode::kIo;

 private:
  Update update() {
    return [this](const std::vector<fs::path>& folders) -> Result<Summary> {
      const std::lock_guard lock(mutex_);
      folders_ = folders;
      ++updates_;
      if (failing) return Error{how, "cannot"};
      return Summary{};
    };
  }
  WatchListener listener() {
    return {[this](std::string_view note) {
              const std::lock_guard lock(mutex_);
              notes_.emplace_back(note);
            },
            [this] { return stop_.load(); }};
  }

  WatchJob job_;
  Settings settings_;
  std::atomic<bool> stop_ = false;
  std::atomic<int> updates_ = 0;
  mutable std::mutex mutex_;
  std::vector<fs::path> folders_;
  std::vector<std::string> notes_;
  Result<void> result_;
  std::thread thread_;
};

TEST(Watch, UpdatesAtTheStartAndForEveryKindOfChange) {
  const TempFolder folder, outside;
  Watching watching({folder.path()});
  ASSERT_TRUE(watching.updated(1));
  int count = 1;
  const auto one_more = [&](const char* what) {
    EXPECT_TRUE(watching.updated(++count)) << what;
    EXPECT_TRUE(watching.stays_at(count)) << what;
  };
  folder.write("a.txt", "one");
  one_more("a new file");
  folder.write("a.txt", "two");
  one_more("a changed file");
  folder.write("sub/deep/b.txt", "in folders that are new");
  one_more("new folders");
  folder.write("sub/deep/b.txt", "changed");
  one_more("a file in a new folder");
  fs::rename(folder.path() / "sub", folder.path() / "other");
  one_more("a renamed folder");
  folder.write("other/deep/c.txt", "c");
  one_more("a file in a renamed folder");
  outside.write("in/d.txt", "d");
  fs::rename(outside.path() / "in", folder.path() / "in");
  one_more("a folder moved in");
  fs::rename(folder.path() / "in", outside.path() / "out");
  one_more("a folder moved out");
  outside.write("out/e.txt", "e");
  EXPECT_TRUE(watching.stays_at(count)) << "a folder moved out is not followed";
  fs::remove_all(folder.path() / "other");
  one_more("a removed folder");
  EXPECT_TRUE(watching.end().ok());
}

TEST(Watch, WhatIsNoDocumentIsNoReason) {
  const TempFolder folder;
  folder.write("index/db", "x");
  folder.write(".hidden/x", "x");
  Watching watching({folder.path()}, folder.path() / "index");
  ASSERT_TRUE(watching.updated(1));
  folder.write("index/db", "changed");
  folder.write("index/new/db", "changed");
  folder.write(".hidden/x", "changed");
  folder.write("x.tmp", "changed");
  EXPECT_TRUE(watching.stays_at(1));
  folder.write(".lontarignore", "y");
  EXPECT_TRUE(watching.updated(2));
}

TEST(Watch, AFileThatIsBeingWrittenIsWaitedFor) {
  const TempFolder folder;
  Watching watching({folder.path()});
  ASSERT_TRUE(watching.updated(1));
  {
    std::ofstream slow(folder.path() / "slow.txt");
    for (int i = 0; i < 10; ++i) {
      slow << "piece" << std::flush;
      std::this_thread::sleep_for(100ms);
    }
    EXPECT_EQ(watching.updates(), 1);
  }
  EXPECT_TRUE(watching.updated(2));
  EXPECT_TRUE(watching.stays_at(2));
}

TEST(Watch, ButNotForEver) {
  const TempFolder folder;
  WatchTimes times = Watching::quick();
  times.longest = 700ms;
  Watching watching({folder.path()}, "/nowhere", times);
  ASSERT_TRUE(watching.updated(1));
  std::ofstream slow(folder.path() / "slow.txt");
  EXPECT_TRUE(within(3s, [&] {
    slow << "piece" << std::flush;
    return watching.updates() >= 2;
  }));
  // Held open, but not written to any more.
  const int before = watching.updates();
  slow << "last" << std::flush;
  EXPECT_TRUE(watching.updated(before + 1));
}

TEST(Watch, AFailedUpdateIsTriedAgain) {
  const TempFolder folder;
  Watching watching({folder.path()});
  ASSERT_TRUE(watching.updated(1));
  watching.failing = true;
  folder.write("a.txt", "a");
  ASSERT_TRUE(watching.updated(4));
  watching.failing = false;
  const int now = watching.updates();
  ASSERT_TRUE(watching.updated(now + 1));
  const int then = watching.updates();
  EXPECT_TRUE(watching.stays_at(then));
  EXPECT_FALSE(watching.notes().empty());
}

TEST(Watch, AMissingFolderIsWaitedForAndComesBack) {
  const TempFolder folder;
  const fs::path one = folder.path() / "one", two = folder.path() / "two";
  fs::create_directory(one);
  Watching watching({one, two});
  ASSERT_TRUE(watching.updated(1));
  EXPECT_EQ(watching.folders(), std::vector{one});
  ASSERT_EQ(watching.notes().size(), 1u);
  folder.write("two/a.txt", "a");
  ASSERT_TRUE(watching.updated(2));
  EXPECT_EQ(watching.folders(), (std::vector{one, two}));
  const int before = watching.updates();
  fs::rename(two, folder.path() / "away");
  EXPECT_TRUE(within(3s, [&] { return watching.notes().size() == 3; }));
  folder.write("one/b.txt", "b");
  ASSERT_TRUE(watching.updated(before + 1));
  EXPECT_EQ(watching.folders(), std::vector{one});
  fs::rename(folder.path() / "away", two);
  EXPECT_TRUE(within(5s, [&] { return watching.folders().size() == 2; }));
  const int back = watching.updates();
  folder.write("two/c.txt", "c");
  EXPECT_TRUE(watching.updated(back + 1));
}

TEST(Watch, LooksByItselfNowAndThen) {
  const TempFolder folder;
  WatchTimes times = Watching::quick();
  times.rescan = 300ms;
  Watching watching({folder.path()}, "/nowhere", times);
  EXPECT_TRUE(watching.updated(4));
}

TEST(Watch, WhatIsImpossibleEndsIt) {
  const TempFolder folder;
  const WatchJob job{{folder.path()}, "/nowhere", Watching::quick()};
  const Update update = [](const auto&) -> Result<Summary> {
    return Error{ErrorCode::kInvalid, "no"};
  };
  EXPECT_FALSE(watch(job, Settings{}, update, {}).ok());
}

TEST(TreeEvents, TellsWhenTheKernelCouldNotKeepUp) {
  const TempFolder folder;
  auto events = TreeEvents::create([](const std::string&, bool) { return false; });
  ASSERT_TRUE(events.ok());
  events->follow(folder.path().string());
  // More than fs.inotify.max_queued_events; equal ones in a row count once, so two files take
  // turns.
  std::ifstream limit("/proc/sys/fs/inotify/max_queued_events");
  int queued = 0;
  limit >> queued;
  if (queued <= 0 || queued > 100'000) GTEST_SKIP() << "the queue is too long to fill";
  std::ofstream one(folder.path() / "one"), two(folder.path() / "two");
  for (int i = 0; i <= queued; ++i) (i % 2 ? one : two) << "x" << std::flush;
  bool lost = false;
  for (const TreeEvent& event : events->read(1s)) lost = lost || event.kind == TreeEvent::kLost;
  EXPECT_TRUE(lost);
}

}  // namespace
}  // namespace lontar::indexer
