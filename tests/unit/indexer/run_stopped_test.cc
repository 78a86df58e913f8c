// Runs that are asked to end before they are through.
#include <gtest/gtest.h>

#include "indexer/run.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

using Lines = std::vector<std::string>;

// Asked for its end as soon as it has told of one file.
Result<Told> stopped_after_one(const Job& job) {
  Told told;
  const Listener listener{[&](const Entry& entry) { told.entries.push_back(entry); },
                          {},
                          {},
                          [&] { return !told.entries.empty(); }};
  const auto summary = run(job, toolkit(), listener);
  if (!summary) return summary.error();
  told.summary = *summary;
  return told;
}

TEST_F(RunTest, AStoppedUpdateKeepsWhatIsDoneAndLosesNothing) {
  for (const char* file : {"a.txt", "b.txt", "c.txt"})
    corpus_.write(file, std::string("1 ") + file);
  update();
  for (const char* file : {"a.txt", "b.txt", "c.txt"})
    corpus_.write(file, std::string("2 ") + file);
  const Told told = *stopped_after_one({{corpus_.path()}, index_.path()});
  EXPECT_TRUE(told.summary.interrupted);
  EXPECT_EQ(told.brief(), Lines{"updated a.txt"});
  EXPECT_EQ(contents().size(), 3u);
  EXPECT_EQ(update().brief(), (Lines{"unchanged a.txt", "updated b.txt", "updated c.txt"}));
}

TEST_F(RunTest, AStoppedUpdateDoesNotLoseADocumentWhoseIdMoved) {
  corpus_.write("b.txt", "text b");
  corpus_.write("catalogue.csv", "file,id\nb.txt,same\na.txt,same\n");
  update();
  corpus_.write("a.txt", "text a");
  ASSERT_TRUE(stopped_after_one({{corpus_.path()}, index_.path()}).ok());
  EXPECT_EQ(contents().size(), 2u);
}

TEST_F(RunTest, AStoppedRebuildChangesNothing) {
  corpus_.write("a.txt", "text a");
  update();
  const Contents before = contents();
  corpus_.write("b.txt", "text b");
  const Job job{{corpus_.path()}, index_.path(), index::WriteMode::kRebuild};
  ASSERT_TRUE(run_job(job, toolkit(), [] { return true; }).ok());
  EXPECT_EQ(contents(), before);
}

}  // namespace
}  // namespace lontar::indexer
