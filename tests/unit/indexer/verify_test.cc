#include "indexer/verify.h"

#include <gtest/gtest.h>

#include <set>

#include "indexer/stats.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using Codes = std::multiset<std::string>;

class VerifyTest : public RunTest {
 protected:
  Codes verify_codes() {
    const auto result = verify(index_.path(), toolkit(), {});
    EXPECT_TRUE(result.ok()) << result.error().message;
    Codes codes;
    for (const Difference& difference : result->differences) codes.insert(difference.code);
    return codes;
  }
};

TEST_F(VerifyTest, AFreshIndexIsWhatItsFilesSay) {
  corpus_.write("a.txt", "text a");
  corpus_.write("b.jsonl", "{\"id\":\"x\",\"title\":\"X\",\"body\":\"text\"}\nrubbish\n");
  corpus_.write("catalogue.csv", "file,title,member_states\na.txt,A,ID;MY\n");
  update();
  const auto result = verify(index_.path(), toolkit(), {});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->documents, 2u);
  EXPECT_EQ(result->generation, 1u);
  EXPECT_TRUE(result->differences.empty());
}

TEST_F(VerifyTest, NamesWhatChangedSince) {
  for (const char* file : {"a.txt", "b.txt", "c.txt", "d.txt"}) corpus_.write(file, file);
  update();
  corpus_.write("a.txt", "edited");
  fs::remove(corpus_.path() / "b.txt");
  corpus_.write("catalogue.csv", "file,title\nc.txt,C\n");
  corpus_.write("new.txt", "new");
  EXPECT_EQ(verify_codes(),
            (Codes{"changed-file", "changed-settings", "missing-file", "not-indexed"}));
  update();
  EXPECT_EQ(verify_codes(), Codes{});
}

TEST_F(VerifyTest, AMissingCorpusIsManyMissingFiles) {
  corpus_.write("in/a.txt", "a");
  corpus_.write("in/b.txt", "b");
  ASSERT_TRUE(
      run_job({{corpus_.path() / "in"}, index_.path(), index::WriteMode::kUpdate}, toolkit()).ok());
  fs::remove_all(corpus_.path() / "in");
  EXPECT_EQ(verify_codes(), (Codes{"missing-file", "missing-file"}));
}

// A document that the parser would not make of its file, put there behind the pipeline's back.
TEST_F(VerifyTest, NamesStoredContentThatTheFileDoesNotGive) {
  corpus_.write("a.txt", "text a");
  update();
  Stored stored = contents().begin()->second;
  Document document{stored.record.id, stored.record.origin, {}};
  document.content.media_type = stored.record.media_type;
  document.content.metadata = stored.record.metadata;
  document.content.warnings = stored.record.warnings;
  document.content.passages = stored.passages;
  document.content.passages.at(0).text = "text b";
  auto writer = index::Writer::open(index_.path(), index::WriteMode::kUpdate);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->put(document).ok());
  ASSERT_TRUE(writer->commit().ok());
  EXPECT_EQ(verify_codes(), Codes{"other-content"});
}

TEST_F(VerifyTest, WithoutAnIndexThereIsNothingToVerify) {
  const auto result = verify(index_.path() / "nowhere", toolkit(), {});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
}

// Also among files that the index does not know: what was not looked at must not pass as right.
TEST_F(VerifyTest, CountsEveryFileAndStopsAtAny) {
  corpus_.write("a.txt", "text a");
  update();
  for (const char* file : {"b.txt", "c.txt", "d.txt"}) corpus_.write(file, file);
  std::vector<std::size_t> counted;
  std::size_t most = 4;
  const Listener listener{{},
                          {},
                          [&](std::size_t done, std::size_t total, std::string_view) {
                            counted.push_back(done);
                            EXPECT_EQ(total, 4u);
                          },
                          [&] { return counted.size() > most; }};
  const auto whole = verify(index_.path(), toolkit(), listener);
  ASSERT_TRUE(whole.ok());
  EXPECT_EQ(whole->differences.size(), 3u);
  EXPECT_EQ(counted, (std::vector<std::size_t>{0, 1, 2, 3}));

  counted.clear();
  most = 2;
  const auto stopped = verify(index_.path(), toolkit(), listener);
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(counted, (std::vector<std::size_t>{0, 1, 2}));
}

TEST_F(VerifyTest, StatsCountWhatIsThere) {
  corpus_.write("a.txt", "text a");
  corpus_.write("b.txt", "text b");
  corpus_.write("catalogue.csv", "file,member_states\na.txt,ID;MY\nb.txt,ID\n");
  update();
  const auto found = stats(index_.path());
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->generation, 1u);
  EXPECT_EQ(found->documents, 2u);
  EXPECT_GT(found->bytes, 0u);
  const auto table =
      std::ranges::find(found->tables, "member_state", &std::pair<std::string, Counts>::first);
  ASSERT_NE(table, found->tables.end());
  EXPECT_EQ(table->second, (Counts{{"ID", 2}, {"MY", 1}}));
  EXPECT_EQ(found->tables.front().second, (Counts{{corpus_.path().string(), 2}}));
  EXPECT_NE(to_text(*found).find("        2  ID\n"), std::string::npos);
  EXPECT_NE(to_json_text(*found).find("\"MY\": 1"), std::string::npos);
}

}  // namespace
}  // namespace lontar::indexer
