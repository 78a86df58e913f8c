#include "index/writer.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "index/snapshot.h"

namespace lontar::index {
namespace {

namespace fs = std::filesystem;

Document made(const std::string& id, const std::string& text, const std::string& state = "ID") {
  Document document;
  document.id = id;
  document.content.metadata.offer(Field::kTitle, "Title of " + id, Source::kFile);
  document.content.metadata.offer(Field::kMemberStates, state, Source::kFile);
  document.content.passages = {
      {.anchor = "a1", .kind = "article", .label = "Article 1", .text = text},
      {.anchor = "a2", .kind = "article", .label = "Article 2", .text = "end"}};
  return document;
}

class WriterTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::path(testing::TempDir()) / ("lontar_writer_" + std::to_string(::getpid()));
    fs::remove_all(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }

  Writer open(WriteMode mode = WriteMode::kUpdate) {
    auto writer = Writer::open(dir_, mode);
    EXPECT_TRUE(writer.ok()) << (writer ? "" : writer.error().message);
    return std::move(*writer);
  }

  // id -> text of the first passage, read through a fresh snapshot.
  std::map<std::string, std::string> contents() {
    std::map<std::string, std::string> found;
    const auto snapshot = Snapshot::open(dir_);
    EXPECT_TRUE(snapshot.ok());
    const auto& database = snapshot->database();
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
      const Record record = snapshot->record(*it);
      found[record.id] = snapshot->passage(record, 0).text;
      EXPECT_EQ(snapshot->find(record.id), *it);
    }
    return found;
  }

  std::vector<std::string> entries() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(dir_)) names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
  }

  fs::path dir_;
};

TEST_F(WriterTest, AnEmptyFirstRunLeavesAnEmptyIndex) {
  EXPECT_EQ(*open().commit(), 1u);
  EXPECT_TRUE(contents().empty());
}

TEST_F(WriterTest, UpdatesInPlaceAndNumbersGenerations) {
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(made("a", "one")).ok());
    ASSERT_TRUE(writer.put(made("b", "two")).ok());
    EXPECT_EQ(*writer.commit(), 1u);
  }
  {
    auto writer = open();
    EXPECT_EQ(writer.records()->size(), 2u);
    ASSERT_TRUE(writer.put(made("b", "changed")).ok());
    ASSERT_TRUE(writer.remove("a").ok());
    ASSERT_TRUE(writer.remove("never there").ok());
    ASSERT_TRUE(writer.put(made("c", "three")).ok());
    EXPECT_EQ(*writer.commit(), 2u);
  }
  EXPECT_EQ(contents(), (std::map<std::string, std::string>{{"b", "changed"}, {"c", "three"}}));
  EXPECT_EQ(entries(),
            (std::vector<std::string>{"db-000001", "history.jsonl", "lock", "manifest.json"}));
  // The replaced passages are gone, not only unreachable.
  const auto snapshot = Snapshot::open(dir_);
  int passages = 0;
  for (auto it = snapshot->database().metadata_keys_begin("t");
       it != snapshot->database().metadata_keys_end("t"); ++it) {
    ++passages;
  }
  EXPECT_EQ(passages, 2);  // a block for each document
}

TEST_F(WriterTest, NothingChangedWritesNothing) {
  ASSERT_TRUE(open().commit().ok());
  EXPECT_EQ(*open().commit(), 1u);
}

TEST_F(WriterTest, WithoutCommitEverythingIsAsBefore) {
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(made("a", "one")).ok());
    ASSERT_TRUE(writer.commit().ok());
  }
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(made("a", "two")).ok());
    for (int i = 0; i < 2500; ++i) ASSERT_TRUE(writer.put(made("x" + std::to_string(i), "x")).ok());
  }
  EXPECT_EQ(contents(), (std::map<std::string, std::string>{{"a", "one"}}));
  EXPECT_EQ(entries(), (std::vector<std::string>{"db-000001", "lock", "manifest.json"}));
}

TEST_F(WriterTest, ABulkRunOverAnExistingIndexReplacesAndRemoves) {
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(made("a", "one")).ok());
    ASSERT_TRUE(writer.put(made("b", "two")).ok());
    ASSERT_TRUE(writer.put(made("c", "three")).ok());
    ASSERT_TRUE(writer.commit().ok());
  }
  std::map<std::string, std::string> expected{{"a", "one"}, {"b", "changed"}};
  auto writer = open();
  ASSERT_TRUE(writer.put(made("b", "changed")).ok());
  ASSERT_TRUE(writer.remove("c").ok());
  for (int i = 0; i < 4500; ++i) {
    const std::string id = "x" + std::to_string(i);
    ASSERT_TRUE(writer.put(made(id, "text " + id)).ok());
    expected[id] = "text " + id;
  }
  EXPECT_EQ(*writer.commit(), 2u);
  EXPECT_EQ(contents(), expected);
}

TEST_F(WriterTest, RebuildStartsEmptyAndNumbersGoOn) {
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(made("a", "one")).ok());
    ASSERT_TRUE(writer.commit().ok());
  }
  {
    auto writer = open(WriteMode::kRebuild);
    EXPECT_TRUE(writer.records()->empty());
    ASSERT_TRUE(writer.put(made("b", "two")).ok());
    EXPECT_EQ(*writer.commit(), 2u);
  }
  EXPECT_EQ(contents(), (std::map<std::string, std::string>{{"b", "two"}}));
}

TEST_F(WriterTest, ASecondWriterIsRefused) {
  auto first = open();
  const auto second = Writer::open(dir_, WriteMode::kUpdate);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kUnavailable);
}

TEST_F(WriterTest, OneIdIsPutOnce) {
  auto writer = open();
  ASSERT_TRUE(writer.put(made("a", "one")).ok());
  EXPECT_FALSE(writer.put(made("a", "two")).ok());
}

TEST_F(WriterTest, ADamagedManifestIsNamedAndRebuildMends) {
  ASSERT_TRUE(open().commit().ok());
  std::ofstream(dir_ / "manifest.json") << "{broken";
  const auto refused = Writer::open(dir_, WriteMode::kUpdate);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kDamaged);
  EXPECT_NE(refused.error().message.find("manifest.json"), std::string::npos);
  {
    auto writer = open(WriteMode::kRebuild);
    ASSERT_TRUE(writer.put(made("a", "one")).ok());
    ASSERT_TRUE(writer.commit().ok());
  }
  EXPECT_EQ(contents().size(), 1u);
}

TEST_F(WriterTest, AnIndexCutShortIsDamagedAndNotJustBusy) {
  Writer writer = open();
  ASSERT_TRUE(writer.put(made("a", "one")).ok());
  ASSERT_TRUE(writer.commit().ok());
  fs::resize_file(dir_ / "db-000001" / "postlist.glass", 100);
  const auto snapshot = Snapshot::open(dir_);
  ASSERT_FALSE(snapshot.ok());
  EXPECT_EQ(snapshot.error().code, ErrorCode::kDamaged);
  EXPECT_NE(snapshot.error().message.find("rebuild"), std::string::npos);
}

TEST_F(WriterTest, AReaderSeesTheOldStateUntilItRefreshes) {
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(made("a", "one")).ok());
    ASSERT_TRUE(writer.commit().ok());
  }
  auto snapshot = Snapshot::open(dir_);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_FALSE(*snapshot->refresh());
  {
    auto writer = open();
    ASSERT_TRUE(writer.put(made("b", "two")).ok());
    ASSERT_TRUE(writer.commit().ok());
  }
  EXPECT_EQ(snapshot->database().get_doccount(), 1u);
  EXPECT_TRUE(*snapshot->refresh());
  EXPECT_EQ(snapshot->generation(), 2u);
  EXPECT_EQ(snapshot->database().get_doccount(), 2u);
  ASSERT_TRUE(open(WriteMode::kRebuild).commit().ok());
  EXPECT_TRUE(*snapshot->refresh());
  EXPECT_EQ(snapshot->generation(), 3u);
  EXPECT_EQ(snapshot->database().get_doccount(), 0u);
}

}  // namespace
}  // namespace lontar::index
