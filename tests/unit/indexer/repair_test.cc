#include "indexer/repair.h"

#include <gtest/gtest.h>

#include "io/file.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

class RepairTest : public RunTest {
 protected:
  Repair mend(const std::vector<fs::path>& folders = {}) {
    auto repaired = repair(index_.path(), folders, toolkit(), {});
    EXPECT_TRUE(repaired.ok()) << repaired.error().message;
    return std::move(*repaired);
  }
  // Puts another text where the file's should be, behind the pipeline's back.
  void falsify(const std::string& id) {
    const Stored stored = contents().at(id);
    Document document{id, stored.record.origin, {}};
    document.content.media_type = stored.record.media_type;
    document.content.part = stored.record.part;
    document.content.metadata = stored.record.metadata;
    document.content.passages = stored.passages;
    document.content.passages.at(0).text = "what nobody wrote";
    auto writer = index::Writer::open(index_.path(), index::WriteMode::kUpdate);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer->put(document).ok());
    ASSERT_TRUE(writer->commit().ok());
  }
  // Enough for tables of several blocks.
  void index_many_words() {
    for (int i = 0; i < 12; ++i) {
      std::string text = "of";
      for (int word = 0; word < 300; ++word) text += " w" + std::to_string(i * 97 + word);
      corpus_.write(std::to_string(i) + ".txt", text);
    }
    update();
  }
  void damage(const char* table) {
    for (const auto& entry : fs::directory_iterator(index_.path())) {
      if (!entry.path().filename().string().starts_with("db-")) continue;
      const auto size = fs::file_size(entry.path() / table);
      std::ofstream(entry.path() / table, std::ios::binary) << std::string(size, '\x55');
    }
  }
};

// A block that says it is newer than the index looks as if a writer had overtaken the reader.
TEST_F(RepairTest, BlocksOfNoKnownRevisionAreDamageAndNotAWriter) {
  index_many_words();
  const Contents right = contents();
  for (const auto& entry : fs::directory_iterator(index_.path())) {
    if (!entry.path().filename().string().starts_with("db-")) continue;
    std::string table = *io::read_file(entry.path() / "position.glass");
    constexpr std::size_t kBlock = 8192;
    ASSERT_GT(table.size(), 2 * kBlock);
    for (std::size_t at = 0; at < table.size(); at += kBlock) table[at + 3] = '\x7f';
    std::ofstream(entry.path() / "position.glass", std::ios::binary) << table;
  }
  const auto found = verify(index_.path(), toolkit(), {});
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kDamaged) << found.error().message;
  const Repair repaired = mend({corpus_.path()});
  EXPECT_TRUE(repaired.made_anew);
  EXPECT_TRUE(repaired.after.differences.empty());
  EXPECT_EQ(contents(), right);
}

// A part of a table overwritten, here and there until the index opens and reads, but says of itself
// what is not so: its trees are broken.
class BrokenTreesTest : public RepairTest {
 protected:
  bool break_until_it_contradicts_itself() {
    for (const auto& entry : fs::directory_iterator(index_.path())) {
      if (!entry.path().filename().string().starts_with("db-")) continue;
      const fs::path table = entry.path() / "postlist.glass";
      const std::string sound = *io::read_file(table);
      for (std::size_t at = 4096; at + 1000 < sound.size(); at += 1500) {
        std::string broken = sound;
        for (std::size_t i = at; i < at + 1000; ++i) broken[i] ^= '\x5a';
        std::ofstream(table, std::ios::binary) << broken;
        const auto found = verify(index_.path(), toolkit(), {});
        if (found && found->contradicts_itself()) return true;
      }
    }
    return false;
  }
};

TEST_F(RepairTest, ASoundIndexIsLeftAlone) {
  corpus_.write("a.txt", "text");
  update();
  const Repair repaired = mend();
  EXPECT_TRUE(repaired.before->differences.empty());
  EXPECT_FALSE(repaired.made_anew);
  EXPECT_EQ(repaired.after.generation, 1u);
}

TEST_F(RepairTest, DocumentsThatDifferAreMadeAgainAndMissingOnesPutIn) {
  corpus_.write("a.txt", "text a");
  corpus_.write("b.txt", "text b");
  corpus_.write("gone.txt", "text of a file that goes");
  corpus_.write("many.jsonl", "{\"body\":\"one\"}\n{\"body\":\"two\"}\n");
  const Told told = update();
  const Contents right = contents();
  falsify(told.id_of("a.txt"));
  falsify(told.id_of("many.jsonl", 2));
  fs::remove(corpus_.path() / "gone.txt");
  corpus_.write("new.txt", "a new text");
  const Repair repaired = mend();
  EXPECT_FALSE(repaired.made_anew);
  std::size_t mended = 0;
  for (const Difference& difference : repaired.before->differences) {
    EXPECT_EQ(repaired.mended(difference), difference.code != "missing-file") << difference.message;
    if (repaired.mended(difference)) ++mended;
  }
  EXPECT_GE(mended, 3u);
  ASSERT_EQ(repaired.after.differences.size(), 1u);
  EXPECT_EQ(repaired.after.differences[0].code, "missing-file");
  const Contents now = contents();
  EXPECT_EQ(now.size(), right.size() + 1);
  for (const auto& [id, stored] : right) EXPECT_EQ(now.at(id), stored);
}

TEST_F(RepairTest, AnIndexThatCannotBeReadIsMadeAnew) {
  const TempFolder other;
  corpus_.write("a.txt", "text a");
  other.write("b.txt", "text b");
  const Job job{{corpus_.path(), other.path()}, index_.path(), index::WriteMode::kUpdate};
  ASSERT_TRUE(run_job(job, toolkit()).ok());
  const Contents right = contents();
  damage("position.glass");
  const auto unknown = repair(index_.path(), {}, toolkit(), {});
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().message.find("CORPUS"), std::string::npos);
  const Repair repaired = mend({corpus_.path(), other.path()});
  EXPECT_TRUE(repaired.made_anew);
  EXPECT_FALSE(repaired.before);
  EXPECT_TRUE(repaired.after.differences.empty());
  EXPECT_EQ(contents(), right);
}

TEST_F(BrokenTreesTest, AreMadeAnewAndNotWrittenInto) {
  index_many_words();
  const Contents right = contents();
  ASSERT_TRUE(break_until_it_contradicts_itself());
  const Repair repaired = mend({corpus_.path()});
  EXPECT_TRUE(repaired.made_anew);
  EXPECT_TRUE(repaired.after.differences.empty());
  EXPECT_EQ(contents(), right);
}

TEST_F(RepairTest, WhatIsMadeAnewKeepsDocumentsOfFoldersThatAreGone) {
  const TempFolder away;
  corpus_.write("a.txt", "text a");
  away.write("in/b.txt", "text b");
  Job job{{corpus_.path(), away.path() / "in"}, index_.path(), index::WriteMode::kUpdate};
  ASSERT_TRUE(run_job(job, toolkit()).ok());
  const Contents right = contents();
  fs::remove_all(away.path() / "in");
  job = {{corpus_.path()}, index_.path(), index::WriteMode::kRebuild};
  job.others_stay = true;
  ASSERT_TRUE(run_job(job, toolkit()).ok());
  EXPECT_EQ(contents(), right);
  EXPECT_EQ(mend().after.differences.at(0).code, "missing-file");
  EXPECT_EQ(contents(), right);
}

TEST_F(RepairTest, WithoutAnIndexThereIsNothingToMend) {
  const auto repaired = repair(index_.path() / "nowhere", {}, toolkit(), {});
  ASSERT_FALSE(repaired.ok());
  EXPECT_EQ(repaired.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace lontar::indexer
