#include "indexer/report.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/console.h"
#include "io/file.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::indexer {
namespace {

const Entry kFailed{"/c", "a.pdf", 2, Outcome::kFailed, "id", {{"code", "message"}}, "why"};
const Issue kIssue{"/c", "catalogue.csv", 3, "date", "unreadable-date", "row 3: what to do"};

TEST(ReportFile, OneJsonObjectPerLine) {
  const TempFolder folder;
  auto report = ReportFile::create(folder.path() / "report.jsonl");
  ASSERT_TRUE(report.ok());
  report->write(kFailed);
  report->write(Entry{"/c", "b.pdf", 0, Outcome::kAdded, "b", {}, ""});
  report->write(kIssue);
  Summary summary;
  summary.generation = 7;
  summary.outcomes = {1, 0, 0, 0, 1};
  summary.issues = 1;
  report->write(summary);
  ASSERT_TRUE(report->close().ok());
  EXPECT_EQ(
      *io::read_file(folder.path() / "report.jsonl"),
      R"({"kind":"document","corpus":"/c","file":"a.pdf","part":2,"outcome":"failed","id":"id",)"
      R"("reason":"why","warnings":[{"code":"code","message":"message"}]})"
      "\n"
      R"({"kind":"document","corpus":"/c","file":"b.pdf","outcome":"added","id":"b","warnings":[]})"
      "\n"
      R"({"kind":"issue","corpus":"/c","file":"catalogue.csv","row":3,"column":"date",)"
      R"("code":"unreadable-date","message":"row 3: what to do"})"
      "\n"
      R"({"kind":"summary","generation":7,"added":1,"updated":0,"unchanged":0,"removed":0,)"
      R"("failed":1,"issues":1,"skipped":0,"seconds":0.0,"interrupted":false})"
      "\n");
}

TEST(ReportFile, WhereItCannotBeWrittenIsSaid) {
  const auto report = ReportFile::create("/nowhere/at/all/report.jsonl");
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.error().message.find("/nowhere/at/all/report.jsonl"), std::string::npos);
}

TEST(Console, NamesFailuresAndIssuesAndStopsAtEnough) {
  std::string shown;
  Console console(Console::Style::kPlain, [&](std::string_view text) { shown += text; });
  console.show(Entry{"/c", "ok.pdf", 0, Outcome::kAdded, "x", {}, ""});
  console.show(kFailed);
  console.show(kIssue);
  EXPECT_EQ(shown, "failed: /c/a.pdf, document 2: why\nissue: row 3: what to do\n");
  for (int i = 0; i < 50; ++i) console.show(kIssue);
  console.finish();
  EXPECT_EQ(std::ranges::count(shown, '\n'), 21);
  EXPECT_NE(shown.find("... and 32 more; --report FILE lists them all\n"), std::string::npos);
}

}  // namespace
}  // namespace lontar::indexer
