// Files read ahead by several processes: whoever takes sees the same whatever their number, and
// what is read ahead stays within its bounds.
#include "indexer/readers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "indexer/run.h"
#include "io/file.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

// What was told of one file, in words.
struct Seen {
  std::vector<std::string> told;
  Reading reading{[this](std::string hash, std::vector<std::string> parts) {
                    told.push_back("opened " + hash + " " + std::to_string(parts.size()));
                  },
                  [this](Extracted made) {
                    told.push_back(std::to_string(made.document.part) + ": " +
                                   made.document.metadata.first(Field::kTitle) + " " +
                                   made.part_hash);
                  }};
};

class ReadersTest : public testing::Test {
 protected:
  Collection gather() const {
    auto found = Collection::gather({corpus_.path()}, index_.path(), toolkit());
    EXPECT_TRUE(found.ok()) << found.error().message;
    return std::move(*found);
  }
  // Files of one and of many documents, and ones that cannot be read.
  void write_mixed(int files) const {
    for (int i = 0; i < files; ++i) {
      const std::string stem = "f" + std::to_string(100 + i);
      if (i % 7 == 3) {
        corpus_.write(stem + ".pdf", "%PDF-1.7 and no more");
      } else if (i % 5 == 2) {
        corpus_.write(stem + ".jsonl", R"({"title":"first of )" + stem +
                                           R"(","text":"alpha"})"
                                           "\n"
                                           R"({"title":"second of )" +
                                           stem +
                                           R"(","text":"beta"})"
                                           "\n");
      } else {
        corpus_.write(stem + ".txt",
                      std::string(static_cast<std::size_t>(i + 1) * 400, 'x') + " end");
      }
    }
  }
  // Everything that is told, file by file, in the order of the files.
  static std::vector<std::string> read_all(const Collection& files, ReadersOptions options) {
    auto readers = Readers::create(toolkit(), std::move(options));
    EXPECT_TRUE(readers.ok()) << readers.error().message;
    std::vector<std::string> told;
    std::size_t asked = 0;
    for (std::size_t taken = 0; taken < files.files().size(); ++taken) {
      while (asked < files.files().size() && (asked == taken || readers->hungry())) {
        readers->ask(files.files()[asked], asked % 2 == 0);
        ++asked;
      }
      Seen seen;
      const auto end = readers->take(seen.reading);
      told.push_back(files.files()[taken].file);
      told.insert(told.end(), seen.told.begin(), seen.told.end());
      if (!end) told.push_back("failed: " + end.error().message);
    }
    return told;
  }

  TempFolder corpus_;
  TempFolder index_;
};

TEST_F(ReadersTest, WhateverTheNumberOfProcessesTheSameIsToldInTheSameOrder) {
  write_mixed(40);
  const Collection files = gather();
  const auto one = read_all(files, {.jobs = 1});
  EXPECT_EQ(std::ranges::count_if(one, [](const auto& line) { return line.starts_with("failed"); }),
            6);
  EXPECT_EQ(read_all(files, {.jobs = 2}), one);
  EXPECT_EQ(read_all(files, {.jobs = 5}), one);
}

// A slow copy: nobody writes while the file is read, but it is not what it was when it was found.
TEST_F(ReadersTest, WhatWasJustWrittenToSinceItWasFoundIsGrowing) {
  for (const char* file : {"begun.txt", "copied.txt", "old.txt"}) corpus_.write(file, "the first");
  corpus_.write("begun.txt", "");
  const Collection files = gather();
  for (const char* file : {"begun.txt", "copied.txt", "old.txt"}) {
    corpus_.write(file, "the first half of a text");
  }
  const auto long_ago = fs::file_time_type::clock::now() - 1min;
  fs::last_write_time(corpus_.path() / "old.txt", long_ago);
  auto readers = Readers::create(toolkit(), {.jobs = 1});
  ASSERT_TRUE(readers.ok());
  std::string grown;
  for (const SourceFile& file : files.files()) {
    readers->ask(file, false);
    Seen seen;
    seen.reading.grew = [&] { grown += file.file + " "; };
    EXPECT_TRUE(readers->take(seen.reading).ok()) << file.file;
    EXPECT_EQ(seen.told.size(), file.file == "old.txt" ? 2u : 0u) << file.file;
  }
  EXPECT_EQ(grown, "begun.txt copied.txt ");
}

TEST_F(ReadersTest, WithHardlyAnyMemoryTheSameIsToldAsWell) {
  write_mixed(30);
  const Collection files = gather();
  EXPECT_EQ(read_all(files, {.jobs = 4, .memory = 1}), read_all(files, {.jobs = 1}));
}

// Whoever takes holds on to the first document of a file; the processes fill what they may and
// wait.
TEST_F(ReadersTest, NoMoreIsReadAheadThanTheMemoryAllows) {
  for (int i = 0; i < 8; ++i) {
    corpus_.write("f" + std::to_string(i) + ".txt", std::string(100'000, 'x'));
  }
  const Collection files = gather();
  auto readers = Readers::create(toolkit(), {.jobs = 2, .memory = 250'000});
  ASSERT_TRUE(readers.ok());
  std::size_t asked = 0;
  const auto ask_while_hungry = [&] {
    while (asked < 8 && readers->hungry()) readers->ask(files.files()[asked++], false);
  };
  ask_while_hungry();
  EXPECT_EQ(asked, 8u);  // nothing is read yet, so nothing says stop
  std::this_thread::sleep_for(2s);
  EXPECT_LE(readers->bytes_ahead(), 250'000u);
  EXPECT_GE(readers->bytes_ahead(), 200'000u);
  for (int i = 0; i < 8; ++i) {
    Seen seen;
    EXPECT_TRUE(readers->take(seen.reading).ok());
    EXPECT_EQ(seen.told.size(), 2u);
    EXPECT_LE(readers->bytes_ahead(), 250'000u);
  }
  EXPECT_EQ(readers->bytes_ahead(), 0u);
}

TEST_F(ReadersTest, AFileMayBeReadAtOnceWhileOthersAreReadAhead) {
  write_mixed(6);
  const Collection files = gather();
  auto readers = Readers::create(toolkit(), {.jobs = 2});
  ASSERT_TRUE(readers.ok());
  readers->ask(files.files()[0], false);
  readers->ask(files.files()[1], false);
  Seen now, first, second;
  EXPECT_TRUE(readers->read_now(files.files()[5], false, now.reading).ok());
  EXPECT_TRUE(readers->take(first.reading).ok());
  EXPECT_TRUE(readers->take(second.reading).ok());
  EXPECT_THAT(now.told.back(), HasSubstr("f105"));
  EXPECT_THAT(first.told.back(), HasSubstr("f100"));
  EXPECT_THAT(second.told.back(), HasSubstr("f101"));
}

TEST_F(ReadersTest, ToldToStopItEndsAtOnceAndSaysSo) {
  write_mixed(20);
  const Collection files = gather();
  bool stop = false;
  auto readers = Readers::create(toolkit(), {.jobs = 2, .stop = [&] { return stop; }});
  ASSERT_TRUE(readers.ok());
  for (const SourceFile& file : files.files()) readers->ask(file, false);
  Seen seen;
  EXPECT_TRUE(readers->take(seen.reading).ok());
  EXPECT_EQ(readers->broken(), nullptr);
  stop = true;
  const auto begin = std::chrono::steady_clock::now();
  const auto end = readers->take(seen.reading);
  while (end.ok() && readers->take(seen.reading).ok()) {
  }
  ASSERT_NE(readers->broken(), nullptr);
  EXPECT_EQ(readers->broken()->message, "stopped");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST_F(ReadersTest, DroppedWithFilesAskedForItEnds) {
  write_mixed(20);
  const Collection files = gather();
  auto readers = Readers::create(toolkit(), {.jobs = 3});
  ASSERT_TRUE(readers.ok());
  for (const SourceFile& file : files.files()) readers->ask(file, true);
}

TEST_F(ReadersTest, WithoutAProgramToReadInNothingStarts) {
  auto kit = Toolkit::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
  ASSERT_TRUE(kit.ok());
  kit->settings.worker.program = corpus_.path() / "no-such-program";
  const auto readers = Readers::create(*kit, {});
  ASSERT_FALSE(readers.ok());
  EXPECT_EQ(readers.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(readers.error().message, HasSubstr("no-such-program"));
}

// The program goes away while it is at work: no file is to blame, and none is called damaged.
TEST_F(ReadersTest, WhenNoProcessCanBeStartedAnyMoreNoFileIsBlamed) {
  const std::filesystem::path program = index_.path() / "worker";
  std::ofstream(program) << "#!/bin/sh\nexec '" LONTAR_BINARY_DIR "/lontar-worker' \"$@\"\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  auto kit = Toolkit::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
  ASSERT_TRUE(kit.ok());
  kit->settings.worker.program = program;
  write_mixed(3);
  const Collection files = gather();
  auto readers = Readers::create(*kit, {.jobs = 1});
  ASSERT_TRUE(readers.ok());
  readers->ask(files.files()[0], false);
  Seen seen;
  EXPECT_TRUE(readers->take(seen.reading).ok());
  std::filesystem::remove(program);
  // The second process is yet to be started.
  EXPECT_FALSE(readers->read_now(files.files()[1], false, seen.reading).ok());
}

// The whole run: ids, storage and what is said are the same whatever the number of processes.
TEST_F(ReadersTest, TheIndexIsTheSameWhateverTheNumberOfProcesses) {
  write_mixed(40);
  Contents before;
  std::vector<std::string> said;
  for (const std::size_t jobs : {1, 2, 5}) {
    const TempFolder index;
    const auto told = run_job(
        {{corpus_.path()}, index.path(), index::WriteMode::kUpdate, jobs, 16u << 20}, toolkit());
    ASSERT_TRUE(told.ok()) << told.error().message;
    std::vector<std::string> lines;
    for (const Entry& entry : told->entries) {
      lines.push_back(std::string(name(entry.outcome)) + " " + entry.file + " " + entry.id + " " +
                      entry.code + " " + entry.reason);
    }
    if (jobs == 1) {
      before = contents(index.path());
      said = lines;
      EXPECT_EQ(before.size(), 41u);
    }
    EXPECT_EQ(contents(index.path()), before) << jobs;
    EXPECT_EQ(lines, said) << jobs;
  }
}

}  // namespace
}  // namespace lontar::indexer
