#include "indexer/report.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "indexer/console.h"
#include "io/file.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::indexer {
namespace {

const Entry kFailed{"/c",  "a.pdf",  2, Outcome::kFailed, "id", {{"code", "message"}},
                    "why", "damaged"};
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
      R"("code":"damaged","reason":"why","warnings":[{"code":"code","message":"message"}]})"
      "\n"
      R"({"kind":"document","corpus":"/c","file":"b.pdf","outcome":"added","id":"b","warnings":[]})"
      "\n"
      R"({"kind":"issue","corpus":"/c","file":"catalogue.csv","row":3,"column":"date",)"
      R"("code":"unreadable-date","message":"row 3: what to do"})"
      "\n"
      R"({"kind":"summary","generation":7,"added":1,"updated":0,"unchanged":0,"removed":0,)"
      R"("failed":1,"missing":0,"growing":0,"copy":0,"issues":1,"skipped":0,"seconds":0.0,"interrupted":false})"
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
  EXPECT_EQ(std::ranges::count(shown, '\n'), 22);
  EXPECT_TRUE(shown.ends_with("1 file failed: 1 damaged\n")) << shown;
  EXPECT_NE(shown.find("... and 32 more; --report FILE lists them all\n"), std::string::npos);
}

TEST(Summary, SaysHowManyFailedForWhat) {
  Summary summary;
  EXPECT_EQ(failures_line(summary), "");
  const auto fail = [&](std::string code, int times) {
    Entry entry = kFailed;
    entry.code = std::move(code);
    for (int i = 0; i < times; ++i) summary.add(entry);
  };
  fail("too-large", 2);
  fail("damaged", 7);
  fail("bad-file-name", 3);
  EXPECT_EQ(failures_line(summary),
            "12 files failed: 7 damaged, 3 with a name that is not UTF-8, 2 too large");
  fail("", 1);
  fail("code-of-tomorrow", 1);
  EXPECT_EQ(failures_line(summary),
            "14 files failed: 7 damaged, 3 with a name that is not UTF-8, 2 too large, 1 for the "
            "reasons above, 1 "
            "code-of-tomorrow");
  EXPECT_EQ(warnings_line(summary), "");
  summary.add({"/c", "a", 0, Outcome::kAdded, "a", {{"x", ""}, {"x", ""}, {"y", ""}}, "", "", 30});
  summary.add({"/c", "b", 0, Outcome::kUpdated, "b", {{"y", ""}}, ""});
  summary.add({"/c", "c", 0, Outcome::kUnchanged, "c", {{"y", ""}}, "", "", 9});
  EXPECT_EQ(warnings_line(summary), "worth a look: 2 y, 1 x");
  EXPECT_EQ(summary.pages, 31u);
}

class ProgressTest : public testing::Test {
 protected:
  std::string at(double second, std::size_t done, std::size_t pages = 0, std::size_t failed = 0,
                 std::size_t columns = 0) {
    const Progress::Time time{std::chrono::milliseconds(static_cast<long>(second * 1000))};
    return progress_.line({done, 1000, pages, failed}, "files", "sub/name.pdf", time, columns);
  }
  Progress progress_;
};

TEST_F(ProgressTest, SpeedAndEndFollowTheLastSeconds) {
  EXPECT_EQ(at(0, 0), "0 of 1000 files  sub/name.pdf");
  EXPECT_EQ(at(1, 1), "1 of 1000 files  sub/name.pdf");
  EXPECT_EQ(at(10, 100), "100 of 1000 files, 10 files/s, 1:30 left  sub/name.pdf");
  EXPECT_EQ(at(20, 200, 1000, 3),
            "200 of 1000 files, 50 pages/s, 3 failed, 1:20 left  sub/name.pdf");
  // What was fast long ago does not count.
  at(30, 210, 1010);
  EXPECT_EQ(at(40, 220, 1020), "220 of 1000 files, 1.0 pages/s, 13:00 left  sub/name.pdf");
  EXPECT_EQ(at(50, 1000, 1030), "1000 of 1000 files, 1.0 pages/s  sub/name.pdf");
}

TEST_F(ProgressTest, NoLineIsWiderThanTheTerminal) {
  EXPECT_EQ(at(0, 0, 0, 0, 27), "0 of 1000 files  ...me.pdf");
  EXPECT_EQ(at(1, 0, 0, 0, 17), "0 of 1000 files");
}

TEST_F(ProgressTest, NamesAreCutAtACharacter) {
  EXPECT_EQ(short_name("a\x1b[2Jb", 60), "a[2Jb");
  EXPECT_EQ(short_name("\xE0\xB8\x81\xE0\xB8\x82\xE0\xB8\x83\xE0\xB8\x84\xE0\xB8\x85", 4),
            "...\xE0\xB8\x85");
  EXPECT_EQ(duration(std::chrono::seconds(59)), "59 s");
  EXPECT_EQ(duration(std::chrono::seconds(3725)), "1:02:05");
}

}  // namespace
}  // namespace lontar::indexer
