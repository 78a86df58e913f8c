#include "indexer/run.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "io/file.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

TEST_F(RunTest, AddsLeavesUpdatesAndRemoves) {
  corpus_.write("a.txt", "The parties shall consult.");
  corpus_.write("sub/b.txt", "The parties shall not consult.");
  const Told first = update();
  EXPECT_EQ(first.brief(), (Lines{"added a.txt", "added sub/b.txt"}));
  EXPECT_EQ(first.summary.generation, 1u);
  EXPECT_TRUE(
      to_line(first.summary)
          .starts_with("generation 1: 2 added, 0 updated, 0 unchanged, 0 removed, 0 failed in "));

  const Told second = update();
  EXPECT_EQ(second.brief(), (Lines{"unchanged a.txt", "unchanged sub/b.txt"}));
  EXPECT_EQ(second.summary.generation, 1u);

  corpus_.write("a.txt", "The parties shall consult each other.");
  fs::remove(corpus_.path() / "sub/b.txt");
  const Told third = update();
  EXPECT_EQ(third.brief(), (Lines{"removed sub/b.txt", "updated a.txt"}));
  EXPECT_EQ(third.summary.generation, 2u);
  EXPECT_EQ(third.id_of("a.txt"), first.id_of("a.txt"));
  const Contents kept = contents();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept.begin()->second.passages.at(0).text, "The parties shall consult each other.");
}

TEST_F(RunTest, AnUnchangedFileIsNotEvenOpened) {
  corpus_.write("a.txt", "text");
  update();
  const fs::path file = corpus_.path() / "a.txt";
  const auto time = fs::last_write_time(file);
  corpus_.write("a.txt", "TEXT");  // other content, but size and time are as they were
  fs::last_write_time(file, time);
  EXPECT_EQ(update().brief(), Lines{"unchanged a.txt"});
}

TEST_F(RunTest, AFileThatWasOnlyTouchedIsUnchanged) {
  corpus_.write("a.txt", "text");
  update();
  fs::last_write_time(corpus_.path() / "a.txt", fs::file_time_type::clock::now());
  EXPECT_EQ(update().brief(), Lines{"unchanged a.txt"});
  const Contents stamped = contents();
  EXPECT_EQ(update().summary.generation, 2u);  // the new time is remembered: nothing to write
  rebuild();
  EXPECT_EQ(contents(), stamped);
}

TEST_F(RunTest, ARenamedFileKeepsItsId) {
  corpus_.write("a.txt", "text");
  const std::string id = update().id_of("a.txt");
  fs::rename(corpus_.path() / "a.txt", corpus_.path() / "z.txt");
  const Told told = update();
  EXPECT_EQ(told.brief(), Lines{"updated z.txt"});
  EXPECT_EQ(told.id_of("z.txt"), id);
  EXPECT_EQ(contents().at(id).record.origin.file, "z.txt");
}

TEST_F(RunTest, TheCatalogueOverridesAndAChangedRowReenters) {
  corpus_.write("a.txt", "some text");
  corpus_.write("b.txt", "other text");
  update();
  corpus_.write("catalogue.csv", "file,id,title,date\na.txt,my-id,My title,2001\ngone.txt,,,\n");
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"added a.txt", "removed a.txt", "unchanged b.txt"}));
  EXPECT_EQ(told.codes(), Lines{"missing-file"});
  EXPECT_EQ(told.issues[0].row, 3);
  const FieldValue title = contents().at("my-id").record.metadata[Field::kTitle];
  EXPECT_EQ(title, (FieldValue{{"My title"}, Source::kCatalogue, ""}));

  corpus_.write("catalogue.csv", "title,file,id,date\nMy title,a.txt,my-id,\"2001\"\n");
  EXPECT_EQ(update().brief(), (Lines{"unchanged a.txt", "unchanged b.txt"}));
  corpus_.write("catalogue.csv", "title,file,id,date\nMy title,a.txt,my-id,2002\n");
  const Told changed = update();
  EXPECT_EQ(changed.brief(), (Lines{"unchanged b.txt", "updated a.txt"}));
  EXPECT_EQ(changed.entries[0].reason, "its catalogue row changed");
  fs::remove(corpus_.path() / "catalogue.csv");
  EXPECT_EQ(update().brief(), (Lines{"added a.txt", "removed a.txt", "unchanged b.txt"}));
}

TEST_F(RunTest, TheNearestCatalogueSpeaksForAFile) {
  corpus_.write("sub/a.txt", "some text");
  corpus_.write("catalogue.csv", "file,title\nSub/A.TXT,far\n");
  const Told told = update();
  EXPECT_EQ(told.codes(), Lines{"file-name-case"});
  EXPECT_EQ(contents().begin()->second.record.metadata.first(Field::kTitle), "far");
  corpus_.write("sub/catalogue.csv", "file,title\na.txt,near\n");
  EXPECT_EQ(update().codes(), Lines{"duplicate-row"});
  EXPECT_EQ(contents().begin()->second.record.metadata.first(Field::kTitle), "near");
}

TEST_F(RunTest, ADocumentWithoutATitleIsCalledByItsFile) {
  corpus_.write("asean_charter-2007.xml", "<x/>");
  update();
  const Contents kept = contents();
  ASSERT_EQ(kept.size(), 1u);
  const FieldValue& title = kept.begin()->second.record.metadata[Field::kTitle];
  EXPECT_EQ(title, (FieldValue{{"asean charter 2007"}, Source::kInferred, "file name"}));
}

TEST_F(RunTest, TwoClaimsToOneIdAreReportedAndBothAreKept) {
  corpus_.write("a.txt", "one text");
  corpus_.write("b.txt", "two text");
  corpus_.write("catalogue.csv", "file,id\nb.txt,same\n");
  EXPECT_EQ(update().id_of("b.txt"), "same");
  corpus_.write("catalogue.csv", "file,id\nb.txt,same\na.txt,same\n");
  const Told told = update();
  EXPECT_EQ(told.codes(), Lines{"id-conflict"});
  EXPECT_EQ(told.id_of("a.txt"), "same");
  const std::string other = told.id_of("b.txt");
  EXPECT_NE(other, "same");
  const Contents both = contents();
  EXPECT_EQ(both.size(), 2u);
  EXPECT_EQ(both.at("same").record.origin.file, "a.txt");

  const Told again = update();
  EXPECT_EQ(again.brief(), (Lines{"unchanged a.txt", "unchanged b.txt"}));
  EXPECT_EQ(again.codes(), Lines{"id-conflict"});
  rebuild();
  EXPECT_EQ(contents(), both);

  fs::remove(corpus_.path() / "a.txt");
  EXPECT_EQ(update().id_of("b.txt"), "same");
}

TEST_F(RunTest, AFileThatNoLongerReadsKeepsItsLastGoodVersion) {
  corpus_.write("a.txt", "good text");
  const std::string id = update().id_of("a.txt");
  corpus_.write("a.txt", std::string("\x7F"
                                     "ELF\0\1\2\3\0\0\0\0",
                                     12) +
                             std::string(500, '\0'));
  const Told told = update();
  ASSERT_EQ(told.brief(), Lines{"failed a.txt"});
  EXPECT_EQ(told.id_of("a.txt"), id);
  EXPECT_NE(told.entries[0].reason.find("last good version stays"), std::string::npos);
  EXPECT_EQ(contents().at(id).passages.at(0).text, "good text");
  EXPECT_EQ(update().brief(), Lines{"failed a.txt"});
  corpus_.write("a.txt", "good again");
  EXPECT_EQ(update().brief(), Lines{"updated a.txt"});
}

TEST_F(RunTest, OnlyTheNamedFoldersLoseDocuments) {
  const TempFolder other;
  corpus_.write("a.txt", "text a");
  other.write("b.txt", "text b");
  const auto go = [&](std::vector<fs::path> corpora, index::WriteMode mode) {
    return run_job({std::move(corpora), index_.path(), mode}, toolkit());
  };
  ASSERT_TRUE(go({corpus_.path(), other.path()}, index::WriteMode::kUpdate).ok());
  fs::remove(other.path() / "b.txt");
  EXPECT_EQ(update().brief(), Lines{"unchanged a.txt"});
  EXPECT_EQ(contents().size(), 2u);
  other.write("c.txt", "text c");
  EXPECT_EQ(go({other.path()}, index::WriteMode::kUpdate)->brief(),
            (Lines{"added c.txt", "removed b.txt"}));
  other.write("b.txt", "text b");
  ASSERT_TRUE(go({other.path()}, index::WriteMode::kUpdate).ok());
  EXPECT_EQ(rebuild().brief(), Lines{"added a.txt"});
  EXPECT_EQ(contents().size(), 1u);
}

TEST_F(RunTest, AMovedCorpusKeepsItsIds) {
  corpus_.write("old/a.txt", "text a");
  corpus_.write("old/b.txt", "text b");
  const auto go = [&](const char* folder) {
    return *run_job({{corpus_.path() / folder}, index_.path(), index::WriteMode::kUpdate},
                    toolkit());
  };
  const std::string id = go("old").id_of("a.txt");
  fs::rename(corpus_.path() / "old", corpus_.path() / "new");
  EXPECT_EQ(go("new").id_of("a.txt"), id);
  EXPECT_EQ(contents().size(), 2u);
}

TEST_F(RunTest, RefusesFoldersThatAreMissingOrNested) {
  corpus_.write("sub/a.txt", "x");
  const auto code = [&](std::vector<fs::path> corpora) {
    const auto told = run_job({corpora, index_.path(), index::WriteMode::kUpdate}, toolkit());
    return told.ok() ? std::optional<ErrorCode>() : told.error().code;
  };
  EXPECT_EQ(code({corpus_.path() / "nowhere"}), ErrorCode::kNotFound);
  EXPECT_EQ(code({corpus_.path() / "sub/a.txt"}), ErrorCode::kInvalid);
  EXPECT_EQ(code({corpus_.path(), corpus_.path() / "sub"}), ErrorCode::kInvalid);
  EXPECT_EQ(code({corpus_.path(), corpus_.path()}), std::nullopt);
}

TEST_F(RunTest, AnEmptyFolderIsAnEmptyIndex) {
  EXPECT_EQ(update().brief(), Lines{});
  EXPECT_TRUE(contents().empty());
}

TEST_F(RunTest, TheIndexMayLieInsideTheCorpus) {
  corpus_.write("a.txt", "text");
  const Job job{{corpus_.path()}, corpus_.path() / "index", index::WriteMode::kUpdate};
  EXPECT_EQ(run_job(job, toolkit())->brief(), Lines{"added a.txt"});
  EXPECT_EQ(run_job(job, toolkit())->brief(), Lines{"unchanged a.txt"});
}

TEST_F(RunTest, TheCorpusMayNotLieInsideTheIndex) {
  corpus_.write("sub/a.txt", "text");
  for (const fs::path& folder : {corpus_.path(), corpus_.path() / "sub"}) {
    const auto told = run_job({{folder}, corpus_.path(), index::WriteMode::kUpdate}, toolkit());
    ASSERT_FALSE(told.ok());
    EXPECT_EQ(told.error().code, ErrorCode::kInvalid);
  }
  EXPECT_FALSE(fs::exists(corpus_.path() / "lock"));
}

TEST_F(RunTest, AnUnusableIndexFolderIsAnError) {
  corpus_.write("a.txt", "text");
  const auto in = [&](const fs::path& index) {
    const auto told = run_job({{corpus_.path()}, index, index::WriteMode::kUpdate}, toolkit());
    return told.ok() ? std::string("ok") : told.error().message;
  };
  EXPECT_NE(in(corpus_.path() / "a.txt").find("a.txt"), std::string::npos);  // a file
  EXPECT_NE(in("/proc/lontar").find("/proc/lontar"), std::string::npos);     // not writable
}

TEST_F(RunTest, TwoWritersAreOneTooMany) {
  corpus_.write("a.txt", "text");
  const auto held = index::Writer::open(index_.path(), index::WriteMode::kUpdate);
  ASSERT_TRUE(held.ok());
  const auto told =
      run_job({{corpus_.path()}, index_.path(), index::WriteMode::kUpdate}, toolkit());
  ASSERT_FALSE(told.ok());
  EXPECT_EQ(told.error().code, ErrorCode::kUnavailable);
  EXPECT_NE(told.error().message.find("process " + std::to_string(::getpid())), std::string::npos);
}

TEST_F(RunTest, ALostRegistryIsLearntAgainFromTheIndex) {
  corpus_.write("a.txt", "text");
  const std::string id = update().id_of("a.txt");
  corpus_.write("a.txt", "edited");
  update();
  index_.write("ids.jsonl", "rubbish\n");
  const Told told = update();
  EXPECT_EQ(told.codes(), Lines{"damaged-registry"});
  EXPECT_EQ(told.id_of("a.txt"), id);
  fs::remove(index_.path() / "ids.jsonl");
  EXPECT_EQ(rebuild().id_of("a.txt"), id);
  corpus_.write("a.txt", "edited again");
  EXPECT_EQ(update().id_of("a.txt"), id);
}

TEST_F(RunTest, LinesOfAJsonLinesFileAreDocuments) {
  corpus_.write("many.jsonl",
                "{\"id\": \"one\", \"title\": \"One\", \"body\": \"first text\"}\n"
                "{\"title\": \"Two\", \"body\": \"second text\"}\n"
                "{\"title\": \"Three\", \"body\": \"third text\"}\n");
  corpus_.write("catalogue.csv", "file,title,language\nmany.jsonl,All of them,en\n");
  const Told first = update();
  EXPECT_EQ(first.brief(),
            (Lines{"added many.jsonl#1", "added many.jsonl#2", "added many.jsonl#3"}));
  EXPECT_EQ(first.codes(), Lines{"row-of-many"});
  EXPECT_EQ(first.id_of("many.jsonl", 1), "one");
  EXPECT_EQ(contents().at("one").record.metadata.first(Field::kTitle), "One");
  EXPECT_EQ(contents().at("one").record.metadata.first(Field::kLanguage), "en");

  corpus_.write("many.jsonl",
                "this is no line\n"
                "{\"title\": \"Three\", \"body\": \"third text\"}\n");
  const Told second = update();
  EXPECT_EQ(second.id_of("many.jsonl", 2), first.id_of("many.jsonl", 3));
  EXPECT_EQ(second.summary.count(Outcome::kFailed), 1u);
  EXPECT_EQ(contents().size(), 2u);  // the bad line keeps its last good version
  EXPECT_TRUE(contents().contains("one"));
}

TEST_F(RunTest, AnEditedLineCostsOneDocument) {
  const std::string one = "{\"title\": \"One\", \"body\": \"first text\"}\n";
  const std::string two = "{\"id\": \"two\", \"body\": \"second text\"}\n";
  corpus_.write("many.jsonl", one + two);
  update();
  corpus_.write("many.jsonl", one + "{\"id\": \"two\", \"body\": \"edited text\"}\n");
  EXPECT_EQ(update().brief(), (Lines{"unchanged many.jsonl#1", "updated many.jsonl#2"}));
  EXPECT_EQ(update().brief(), (Lines{"unchanged many.jsonl#1", "unchanged many.jsonl#2"}));
  const Contents updated = contents();
  rebuild();
  EXPECT_EQ(contents(), updated);
  corpus_.write("many.jsonl", one);
  EXPECT_EQ(update().brief(), (Lines{"removed many.jsonl#2", "unchanged many.jsonl#1"}));
}

// Written to as long as it lives.
class Growing {
 public:
  explicit Growing(fs::path file)
      : thread_([this, file = std::move(file)] {
          std::ofstream out(file, std::ios::app);
          while (!stop_) {
            out << "One more sentence of a text that grows.\n" << std::flush;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
          }
        }) {}
  ~Growing() {
    stop_ = true;
    thread_.join();
  }

 private:
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

TEST_F(RunTest, AFileThatGrowsWaits) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "Sentence " + std::to_string(i) + " of a long text.\n";
  corpus_.write("a.txt", "its first version");
  corpus_.write("b.txt", "another text");
  const std::string id = update().id_of("a.txt");
  corpus_.write("a.txt", text);
  corpus_.write("new.txt", text + text);
  {
    const Growing old(corpus_.path() / "a.txt"), fresh(corpus_.path() / "new.txt");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const Told told = update();
    EXPECT_EQ(told.brief(), (Lines{"growing a.txt", "growing new.txt", "unchanged b.txt"}));
    EXPECT_EQ(told.id_of("a.txt"), id);
    EXPECT_EQ(contents().size(), 2u);
    EXPECT_EQ(contents().at(id).passages.at(0).text, "its first version");
  }
  EXPECT_EQ(update().brief(), (Lines{"added new.txt", "unchanged b.txt", "updated a.txt"}));
  const Contents settled = contents();
  rebuild();
  EXPECT_EQ(contents(), settled);
}

TEST_F(RunTest, AFileLargerThanAllowedIsNamed) {
  corpus_.write("a.txt", "text");
  Toolkit& kit = toolkit();
  const auto allowed = std::exchange(kit.settings.max_file_bytes, 3);
  const Told told = update();
  kit.settings.max_file_bytes = allowed;
  EXPECT_EQ(told.brief(), Lines{"failed a.txt"});
  EXPECT_EQ(told.entries.at(0).code, "too-large");
}

}  // namespace
}  // namespace lontar::indexer
