// The program lontar-worker at the other end of a Worker: what a parser gives comes through whole,
// and whatever becomes of the process costs one file.
#include "isolation/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "io/file.h"
#include "text/languages.h"

namespace lontar::isolation {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

const fs::path kSource = LONTAR_SOURCE_DIR;

WorkerOptions options() {
  return {.program = fs::path(LONTAR_BINARY_DIR) / "lontar-worker",
          .config_dir = kSource / "config",
          .memory = 2ull << 30};
}

struct Read {
  Result<void> result;
  std::vector<ParsedDocument> documents;
};

Read read_with(Worker& worker, const fs::path& path) {
  Read read;
  const auto file = io::open_file(path);
  EXPECT_TRUE(file.ok());
  read.result = worker.parse(*file, path.filename().string(), [&](ParsedDocument document) {
    read.documents.push_back(std::move(document));
  });
  return read;
}

Read read_here(const fs::path& path) {
  static const text::Languages languages = *text::Languages::load(kSource / "config");
  static const auto registry = parsers::Registry::create(kSource / "config", languages);
  Read read;
  const std::string bytes = *io::read_file(path);
  read.result = registry->parse({bytes, path.filename().string()}, [&](ParsedDocument document) {
    read.documents.push_back(std::move(document));
  });
  return read;
}

// The processes that this one has started and not waited for, ended or not.
std::vector<pid_t> children() {
  std::ifstream list("/proc/self/task/" + std::to_string(::getpid()) + "/children");
  return {std::istream_iterator<pid_t>(list), {}};
}

class WorkerTest : public testing::Test {
 protected:
  fs::path write(const std::string& name, const std::string& content) {
    fs::create_directories(dir_);
    std::ofstream(dir_ / name) << content;
    return dir_ / name;
  }
  ~WorkerTest() override { fs::remove_all(dir_); }

  fs::path dir_ = fs::path(testing::TempDir()) / ("lontar_worker_" + std::to_string(::getpid()));
};

TEST_F(WorkerTest, GivesWhatTheParsersGive) {
  Worker worker(options());
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kSource / "corpus")) {
    if (!entry.is_regular_file()) continue;
    const Read read = read_with(worker, entry.path());
    EXPECT_EQ(read.documents, read_here(entry.path()).documents) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 60u);
  EXPECT_EQ(children().size(), 1u);  // one process for all of them
}

TEST_F(WorkerTest, SaysWhyAFileGivesNothing) {
  Worker worker(options());
  const fs::path damaged = write("a.pdf", "%PDF-1.7\nand nothing more");
  const Read there = read_with(worker, damaged);
  const Read here = read_here(damaged);
  ASSERT_FALSE(there.result.ok());
  ASSERT_FALSE(here.result.ok());
  EXPECT_EQ(there.result.error().code, here.result.error().code);
  EXPECT_EQ(there.result.error().message, here.result.error().message);
  const Read good = read_with(worker, write("a.txt", "Some text about haze."));
  EXPECT_TRUE(good.result.ok());
  EXPECT_EQ(good.documents.size(), 1u);
}

TEST_F(WorkerTest, AnotherProcessTakesThePlaceOfOneThatDied) {
  Worker worker(options());
  const fs::path path = write("a.txt", "Some text about haze.");
  ASSERT_TRUE(read_with(worker, path).result.ok());
  ASSERT_EQ(children().size(), 1u);
  const pid_t first = children()[0];
  ::kill(first, SIGKILL);
  siginfo_t dead{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(first), &dead, WEXITED | WNOWAIT), 0);
  ASSERT_TRUE(read_with(worker, path).result.ok());
  ASSERT_EQ(children().size(), 1u);  // the dead one was waited for
  EXPECT_NE(children()[0], first);
}

TEST_F(WorkerTest, LeavesNoProcessBehind) {
  {
    Worker worker(options());
    ASSERT_TRUE(read_with(worker, write("a.txt", "text")).result.ok());
  }
  EXPECT_EQ(children(), std::vector<pid_t>{});
}

TEST_F(WorkerTest, AProcessThatDiesInTheMiddleFailsItsFileAlone) {
  Worker worker(options());
  std::string lines;
  for (int i = 0; i < 200'000; ++i) {
    lines += "{\"id\": \"" + std::to_string(i) + "\", \"title\": \"t\", \"text\": \"text\"}\n";
  }
  const fs::path path = write("many.jsonl", lines);
  const auto file = io::open_file(path);
  std::size_t documents = 0;
  const auto result = worker.parse(*file, "many.jsonl", [&](const ParsedDocument&) {
    if (++documents == 10) ::kill(children().at(0), SIGSEGV);
  });
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kDamaged);
  EXPECT_GE(documents, 10u);
  EXPECT_TRUE(read_with(worker, write("a.txt", "text")).result.ok());
}

TEST_F(WorkerTest, TimeIsLimitedButTheParentsOwnDoesNotCount) {
  WorkerOptions hurried = options();
  hurried.wall = 1ms;
  Worker late(hurried);
  std::string long_text;
  for (int i = 0; i < 300'000; ++i) long_text += "Article " + std::to_string(i) + "\nSome text.\n";
  const fs::path path = write("long.txt", long_text);
  const Read read = read_with(late, path);
  ASSERT_FALSE(read.result.ok());
  EXPECT_THAT(read.result.error().message, HasSubstr("longer than a file is given"));
  EXPECT_EQ(children(), std::vector<pid_t>{});

  WorkerOptions patient = options();
  patient.wall = 20s;
  Worker slow_parent(patient);
  const auto file = io::open_file(write("two.jsonl", "{\"id\":\"1\",\"text\":\"a\"}\n"));
  const auto result = slow_parent.parse(
      *file, "two.jsonl", [&](const ParsedDocument&) { std::this_thread::sleep_for(100ms); });
  EXPECT_TRUE(result.ok());
}

TEST_F(WorkerTest, WhatCannotBeStartedIsNotTheFilesFault) {
  WorkerOptions wrong = options();
  wrong.program = "/nonexistent/lontar-worker";
  Worker nowhere(wrong);
  const fs::path path = write("a.txt", "text");
  EXPECT_EQ(read_with(nowhere, path).result.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(read_with(nowhere, path).result.error().message,
              HasSubstr("/nonexistent/lontar-worker"));

  wrong = options();
  wrong.config_dir = "/nonexistent";
  Worker ignorant(wrong);
  EXPECT_FALSE(ignorant.ready().ok());
  EXPECT_THAT(read_with(ignorant, path).result.error().message, HasSubstr("/nonexistent"));
  EXPECT_EQ(children(), std::vector<pid_t>{});
}

}  // namespace
}  // namespace lontar::isolation
