#include "index/history.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "index/writer.h"
#include "io/file.h"

namespace lontar::index {
namespace {

namespace fs = std::filesystem;

Document made(const std::string& id, const std::string& content, const std::string& title = "T") {
  Document document;
  document.id = id;
  document.origin.file = id + ".txt";
  document.origin.hash = io::content_hash(content);
  document.content.metadata.offer(Field::kTitle, title, Source::kFile);
  document.content.passages = {{.anchor = "a", .kind = "text", .text = content}};
  return document;
}

class HistoryTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::path(testing::TempDir()) / ("lontar_history_" + std::to_string(::getpid()));
    fs::remove_all(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }

  std::uint64_t write(const std::vector<Document>& put,
                      const std::vector<std::string>& removed = {},
                      WriteMode mode = WriteMode::kUpdate) {
    auto writer = Writer::open(dir_, mode);
    EXPECT_TRUE(writer.ok());
    for (const Document& document : put) EXPECT_TRUE(writer->put(document).ok());
    for (const std::string& id : removed) EXPECT_TRUE(writer->remove(id).ok());
    const auto generation = writer->commit();
    EXPECT_TRUE(generation.ok());
    return generation ? *generation : 0;
  }
  History history() {
    auto loaded = History::load(dir_);
    EXPECT_TRUE(loaded.ok());
    return std::move(*loaded);
  }
  void append(const std::string& line) {
    std::ofstream(dir_ / "history.jsonl", std::ios::app) << line << "\n";
  }
  std::string text() { return *io::read_file(dir_ / "history.jsonl"); }

  fs::path dir_;
};

TEST_F(HistoryTest, KeepsWhatAChangedDocumentWas) {
  write({made("a", "one", "Old"), made("b", "same")});
  EXPECT_EQ(write({made("a", "two", "New"), made("b", "same")}), 2u);
  const auto events = history().of("a");
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kind, Event::Kind::kChanged);
  EXPECT_EQ(events[0].generation, 2u);
  EXPECT_EQ(events[0].hash, io::content_hash("one"));
  EXPECT_EQ(events[0].file, "a.txt");
  EXPECT_EQ(events[0].title, "Old");
  EXPECT_EQ(events[0].when.size(), 20u);
  EXPECT_EQ(events[0].changes, (std::vector<FieldChange>{{"title", {"Old"}, {"New"}}}));
  EXPECT_TRUE(history().of("b").empty()) << "nothing of it is another";
}

TEST_F(HistoryTest, AWithdrawnDocumentMayComeBack) {
  write({made("a", "one"), made("b", "two")});
  write({}, {"a", "never there"});
  ASSERT_TRUE(history().withdrawal("a", 2));
  EXPECT_FALSE(history().withdrawal("a", 1)) << "of a generation that is not there yet";
  EXPECT_FALSE(history().withdrawal("b", 2));
  EXPECT_FALSE(history().withdrawal("never there", 2));
  write({made("a", "one")});
  EXPECT_FALSE(history().withdrawal("a", 3));
  EXPECT_EQ(history().of("a").back().kind, Event::Kind::kReturned);
}

TEST_F(HistoryTest, OutlivesARebuildWhichWithdrawsWhatItLeavesOut) {
  write({made("a", "one"), made("b", "two"), made("c", "three")});
  write({made("a", "changed")});
  write({made("a", "changed"), made("c", "other")}, {}, WriteMode::kRebuild);
  EXPECT_EQ(history().of("a").size(), 1u);
  ASSERT_TRUE(history().withdrawal("b", 3));
  EXPECT_EQ(history().of("c").back().kind, Event::Kind::kChanged);
}

TEST_F(HistoryTest, OutlivesADamagedIndexWhoseNumbersDoNotComeAgain) {
  write({made("a", "one")});
  write({made("a", "two")});
  std::ofstream(dir_ / "manifest.json") << "{";
  EXPECT_EQ(write({made("a", "two")}, {}, WriteMode::kRebuild), 3u);
  EXPECT_EQ(history().of("a").size(), 1u);
}

TEST_F(HistoryTest, TellsWhatWasAddedAfterTheFirstRun) {
  write({made("a", "one")});
  EXPECT_TRUE(history().of("a").empty()) << "all of the first run are new";
  write({made("b", "two")});
  write({made("a", "one"), made("b", "two"), made("c", "three")}, {}, WriteMode::kRebuild);
  EXPECT_TRUE(history().of("a").empty());
  ASSERT_EQ(history().of("b").size(), 1u);
  EXPECT_EQ(history().of("b")[0].kind, Event::Kind::kAdded);
  EXPECT_EQ(history().of("b")[0].generation, 2u);
  ASSERT_EQ(history().of("c").size(), 1u);
  EXPECT_EQ(history().of("c")[0].generation, 3u);
}

TEST_F(HistoryTest, TellsOfNoneWhenTheStateBeforeCannotBeRead) {
  write({made("a", "one")});
  std::ofstream(dir_ / "manifest.json") << "{";
  write({made("a", "one"), made("b", "two")}, {}, WriteMode::kRebuild);
  EXPECT_TRUE(history().of("a").empty());
  EXPECT_TRUE(history().of("b").empty()) << "who knows whether it is new";
}

TEST_F(HistoryTest, WhatAKilledWriterLeftDoesNotCount) {
  write({made("a", "one")});
  append(
      R"({"id":"a","event":"withdrawn","generation":2,"when":"","hash":"","file":"","title":""})");
  EXPECT_FALSE(history().withdrawal("a", 1));
  EXPECT_EQ(write({made("b", "two")}), 2u);
  EXPECT_FALSE(history().withdrawal("a", 2)) << "another run became generation 2";
}

TEST_F(HistoryTest, KeepsLinesItDoesNotUnderstand) {
  write({made("a", "one")});
  write({made("a", "two")});
  append("garbage");
  append(R"({"id":"a","event":"merged","generation":99})");
  write({made("a", "three")});
  EXPECT_NE(text().find("\ngarbage\n"), std::string::npos);
  EXPECT_NE(text().find("merged"), std::string::npos);
  EXPECT_EQ(history().of("a").size(), 2u);
}

TEST_F(HistoryTest, WithoutCommitNothingIsWritten) {
  write({made("a", "one")});
  {
    auto writer = Writer::open(dir_, WriteMode::kUpdate);
    ASSERT_TRUE(writer->put(made("a", "two")).ok());
  }
  EXPECT_FALSE(fs::exists(dir_ / "history.jsonl"));
}

}  // namespace
}  // namespace lontar::index
