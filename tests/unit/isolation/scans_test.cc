// Scans in a worker process: what was read is kept by the other side, unless the process dies.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "io/file.h"
#include "isolation/worker.h"
#include "tests/scans/scan.h"

namespace lontar::isolation {
namespace {

namespace fs = std::filesystem;

class MemoryCache : public ocr::Cache {
 public:
  std::optional<ocr::Page> find(const std::string& key) override {
    ++asked;
    if (before_find) before_find();
    const auto page = pages.find(key);
    found += page != pages.end();
    return page == pages.end() ? std::nullopt : std::optional(page->second);
  }
  void keep(const std::string& key, const ocr::Page& page) override { pages[key] = page; }

  std::map<std::string, ocr::Page> pages;
  std::function<void()> before_find;
  int asked = 0, found = 0;
};

class WorkerScansTest : public testing::Test {
 protected:
  WorkerScansTest() {
    std::vector<ocr::Picture> pages;
    for (const char* words : {"Article 1\nThe Member States shall cooperate against haze.",
                              "Article 2\nThe Secretariat shall keep this agreement."}) {
      pages.push_back(scan_of(words, "Noto Serif", {.dots_per_inch = 150}));
    }
    std::ofstream(path_, std::ios::binary) << scanned_pdf(pages, "en");
  }
  ~WorkerScansTest() override { fs::remove(path_); }

  WorkerOptions options() {
    return {.program = fs::path(LONTAR_BINARY_DIR) / "lontar-worker",
            .config_dir = fs::path(LONTAR_SOURCE_DIR) / "config",
            .memory = 2ull << 30,
            .ocr = ocr::Mode::kAuto,
            .cache = &cache_};
  }
  Result<void> read(Worker& worker) {
    documents_.clear();
    const auto file = io::open_file(path_);
    return worker.parse(*file, "scan.pdf", [&](ParsedDocument document) {
      documents_.push_back(std::move(document));
    });
  }

  const fs::path path_ =
      fs::path(testing::TempDir()) / ("lontar_scan_" + std::to_string(::getpid()) + ".pdf");
  MemoryCache cache_;
  std::vector<ParsedDocument> documents_;
};

std::vector<pid_t> children() {
  std::ifstream list("/proc/self/task/" + std::to_string(::getpid()) + "/children");
  return {std::istream_iterator<pid_t>(list), {}};
}

TEST_F(WorkerScansTest, APageIsReadOnce) {
  Worker worker(options());
  ASSERT_TRUE(read(worker).ok());
  ASSERT_EQ(documents_.size(), 1u);
  const ParsedDocument first = documents_[0];
  EXPECT_EQ(first.extraction.pages_by_ocr, 2);
  ASSERT_EQ(first.passages.size(), 2u);
  EXPECT_EQ(first.passages[0].label, "Article 1");
  EXPECT_EQ(first.passages[1].text, "The Secretariat shall keep this agreement.");
  EXPECT_GT(first.passages[1].ocr_confidence, 85);
  EXPECT_FALSE(first.passages[1].doubtful);
  EXPECT_EQ(cache_.found, 0);
  EXPECT_EQ(cache_.pages.size(), 2u);

  Worker another(options());
  ASSERT_TRUE(read(another).ok());
  EXPECT_EQ(cache_.found, cache_.asked / 2);
  EXPECT_EQ(documents_, std::vector{first});
}

TEST_F(WorkerScansTest, ThreadsAreNotStarted) {
  Worker worker(options());
  std::size_t most = 0;
  cache_.before_find = [&] {
    const fs::directory_iterator tasks("/proc/" + std::to_string(children().at(0)) + "/task");
    most = std::max<std::size_t>(most,
                                 static_cast<std::size_t>(std::distance(begin(tasks), end(tasks))));
  };
  ASSERT_TRUE(read(worker).ok());
  EXPECT_EQ(most, 1u);
}

TEST_F(WorkerScansTest, WhatADyingProcessWantedKeptIsNot) {
  Worker worker(options());
  cache_.before_find = [&] {
    if (cache_.asked == 2) ::kill(children().at(0), SIGKILL);
  };
  EXPECT_FALSE(read(worker).ok());
  EXPECT_TRUE(cache_.pages.empty());
  cache_.before_find = {};
  EXPECT_TRUE(read(worker).ok());
  EXPECT_EQ(cache_.pages.size(), 2u);
}

TEST_F(WorkerScansTest, OffMeansOff) {
  WorkerOptions off = options();
  off.ocr = ocr::Mode::kOff;
  Worker worker(off);
  ASSERT_TRUE(read(worker).ok());
  EXPECT_EQ(cache_.asked, 0);
  ASSERT_EQ(documents_.size(), 1u);
  EXPECT_TRUE(documents_[0].passages.empty());
  EXPECT_EQ(documents_[0].extraction.pages_without_text, 2);
}

}  // namespace
}  // namespace lontar::isolation
