#include "bench/relevance/trial.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/temp_folder.h"

namespace lontar::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::filesystem::path kConfig = std::filesystem::path(LONTAR_SOURCE_DIR) / "config";

// Two documents, one question that finds one of them, one that nobody judged.
class TrialTest : public testing::Test {
 protected:
  TrialTest() {
    folder_.write(
        "corpus.jsonl",
        "{\"id\":\"d1\",\"title\":\"Haze\",\"body\":\"Smoke from fires.\",\"lang\":\"en\"}\n"
        "{\"id\":\"d2\",\"title\":\"Trade\",\"body\":\"Goods and duties.\"}\n");
    folder_.write("queries.tsv", "q1\tsmoke\r\nq2\tduties\n\n");
    folder_.write("qrels.tsv", "q1\td1\t1\nq1\td2\t0\nq9\td1\t1\n");
  }
  std::string failure() {
    const auto trial = try_collection(folder_.path(), kConfig);
    return trial ? "" : trial.error().message;
  }

  indexer::TempFolder folder_;
};

TEST_F(TrialTest, RanksThroughTheRealPipeline) {
  const auto trial = try_collection(folder_.path(), kConfig);
  ASSERT_TRUE(trial.ok()) << trial.error().message;
  EXPECT_EQ(trial->figures.documents, 2U);
  EXPECT_EQ(trial->figures.queries, 1U);
  EXPECT_EQ(trial->figures.unjudged, 1U);
  EXPECT_DOUBLE_EQ(trial->figures.ndcg_at_10, 1);
  ASSERT_EQ(trial->rankings.size(), 1U);
  EXPECT_THAT(trial->rankings[0].documents, ElementsAre("d1"));
}

TEST_F(TrialTest, NamesTheFileAndLineThatIsWrong) {
  folder_.write("qrels.tsv", "q1\td1\t1\nq1 d1 1\n");
  EXPECT_THAT(failure(), HasSubstr("qrels.tsv line 2: expected question, document and grade"));
  folder_.write("qrels.tsv", "q1\td1\tgood\n");
  EXPECT_THAT(failure(), HasSubstr("qrels.tsv line 1"));
}

TEST_F(TrialTest, SaysWhatIsMissing) {
  folder_.write("qrels.tsv", "");
  EXPECT_THAT(failure(), HasSubstr("judges no question"));
  std::filesystem::remove(folder_.path() / "queries.tsv");
  EXPECT_THAT(failure(), HasSubstr("queries.tsv"));
  std::filesystem::remove(folder_.path() / "corpus.jsonl");
  EXPECT_THAT(failure(), HasSubstr("it has no corpus.jsonl"));
}

TEST_F(TrialTest, ACorpusThatCannotBeReadWholeIsNoTrial) {
  folder_.write("corpus.jsonl", "{\"id\":\"d1\",\"body\":\"Smoke.\"}\nnot json\n");
  EXPECT_THAT(failure(), HasSubstr("corpus.jsonl"));
}

}  // namespace
}  // namespace lontar::bench
