// Files with the same content: one document with several places, whatever comes and goes.
#include "indexer/copies.h"

#include <gtest/gtest.h>

#include "index/history.h"
#include "indexer/verify.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class CopiesTest : public RunTest {
 protected:
  void copy(const char* from, const char* to) {
    fs::create_directories((corpus_.path() / to).parent_path());
    fs::copy_file(corpus_.path() / from, corpus_.path() / to);
  }
  // The file of the one document, then its copies.
  Lines places() const {
    const Contents all = contents();
    EXPECT_EQ(all.size(), 1u);
    Lines places;
    for (const auto& [id, stored] : all) {
      places.push_back(stored.record.origin.file);
      for (const Copy& copy : stored.record.origin.copies) places.push_back(copy.file);
    }
    return places;
  }
  // That the index is what a rebuild makes, and what verify finds right.
  void expect_settled() {
    const auto checked = verify(index_.path(), toolkit(), {});
    ASSERT_TRUE(checked.ok());
    for (const Difference& difference : checked->differences) {
      ADD_FAILURE() << difference.file << ": " << difference.message;
    }
    const Contents updated = contents();
    rebuild();
    EXPECT_EQ(contents(), updated);
  }
  std::size_t events(const std::string& id) const {
    return index::History::load(index_.path())->of(id).size();
  }
};

TEST_F(CopiesTest, ACopyIsAnotherPlaceOfTheDocument) {
  corpus_.write("m.txt", "the same text");
  const std::string id = update().id_of("m.txt");
  copy("m.txt", "z/other name.txt");
  copy("m.txt", "a.txt");
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"copy a.txt", "copy z/other name.txt", "unchanged m.txt"}));
  EXPECT_EQ(told.codes(), Lines{});
  EXPECT_EQ(told.id_of("a.txt"), id);
  EXPECT_EQ(places(), (Lines{"m.txt", "a.txt", "z/other name.txt"}));
  const Told again = update();
  EXPECT_EQ(again.brief(), told.brief());
  EXPECT_EQ(again.summary.generation, told.summary.generation);
  EXPECT_EQ(events(id), 0u);
  expect_settled();
}

TEST_F(CopiesTest, FromTheStartTheFirstOneIsTheOriginal) {
  corpus_.write("b.txt", "the same text");
  copy("b.txt", "a.txt");
  EXPECT_EQ(update().brief(), (Lines{"added a.txt", "copy b.txt"}));
  EXPECT_EQ(places(), (Lines{"a.txt", "b.txt"}));
  expect_settled();
}

TEST_F(CopiesTest, WhenTheOriginalGoesACopyTakesItsPlace) {
  corpus_.write("a.txt", "the same text");
  copy("a.txt", "b.txt");
  copy("a.txt", "c.txt");
  const std::string id = update().id_of("a.txt");
  fs::remove(corpus_.path() / "a.txt");
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"copy c.txt", "updated b.txt"}));
  EXPECT_EQ(told.id_of("b.txt"), id);
  EXPECT_EQ(places(), (Lines{"b.txt", "c.txt"}));
  for (const auto& event : index::History::load(index_.path())->of(id)) {
    EXPECT_EQ(event.kind, index::Event::Kind::kChanged);  // its title is made of the file's name
  }
  expect_settled();
}

TEST_F(CopiesTest, ACopyThatGoesIsNoWithdrawal) {
  corpus_.write("a.txt", "the same text");
  copy("a.txt", "b.txt");
  const std::string id = update().id_of("a.txt");
  fs::remove(corpus_.path() / "b.txt");
  EXPECT_EQ(update().brief(), Lines{"unchanged a.txt"});
  EXPECT_EQ(places(), Lines{"a.txt"});
  EXPECT_EQ(events(id), 0u);
  expect_settled();
}

TEST_F(CopiesTest, ACopyThatIsEditedIsADocumentOfItsOwn) {
  corpus_.write("a.txt", "the same text");
  copy("a.txt", "b.txt");
  const std::string id = update().id_of("a.txt");
  corpus_.write("b.txt", "another text");
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"added b.txt", "unchanged a.txt"}));
  EXPECT_NE(told.id_of("b.txt"), id);
  EXPECT_EQ(contents().size(), 2u);
  expect_settled();

  corpus_.write("a.txt", "edited text");  // the original, this time
  copy("b.txt", "c.txt");
  update();
  corpus_.write("b.txt", "edited too");
  EXPECT_EQ(update().id_of("a.txt"), id);
  EXPECT_EQ(contents().size(), 3u);
  expect_settled();
}

TEST_F(CopiesTest, TwoDocumentsThatBecomeTheSameAreOne) {
  corpus_.write("a.txt", "first text");
  corpus_.write("b.txt", "second text");
  const std::string second = update().id_of("b.txt");
  corpus_.write("b.txt", "first text");
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"copy b.txt", "removed b.txt", "unchanged a.txt"}));
  EXPECT_EQ(places(), (Lines{"a.txt", "b.txt"}));
  expect_settled();
  corpus_.write("b.txt", "second text");
  EXPECT_EQ(update().id_of("b.txt"), second);
}

TEST_F(CopiesTest, ARowOfTheCatalogueMakesADocument) {
  corpus_.write("a.txt", "the same text");
  copy("a.txt", "b.txt");
  copy("a.txt", "c.txt");
  corpus_.write("catalogue.csv", "file,title\nb.txt,One\nc.txt,Two\n");
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"added b.txt", "added c.txt", "copy a.txt"}));
  EXPECT_EQ(told.codes(), Lines{"duplicate-content"});
  EXPECT_EQ(contents().size(), 2u);
  expect_settled();

  const std::string id = told.id_of("b.txt");
  fs::remove(corpus_.path() / "catalogue.csv");
  const Told together = update();
  EXPECT_EQ(together.brief(),
            (Lines{"copy a.txt", "copy c.txt", "removed c.txt", "updated b.txt"}));
  EXPECT_EQ(together.id_of("b.txt"), id);
  expect_settled();
}

TEST_F(CopiesTest, FilesOfManyDocumentsAndOtherKindsOfNames) {
  corpus_.write("a.jsonl", "{\"id\":\"one\",\"body\":\"text\"}\n{\"body\":\"more text\"}\n");
  copy("a.jsonl", "b.jsonl");
  corpus_.write("c.txt", "# Heading\n\nThe same text.");
  copy("c.txt", "d.md");
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"added a.jsonl#1", "added a.jsonl#2", "added c.txt", "added d.md",
                                 "copy b.jsonl"}));
  EXPECT_EQ(told.codes(), Lines{"duplicate-content"});
  EXPECT_EQ(contents().at("one").record.origin.copies.size(), 1u);
  expect_settled();
}

TEST_F(CopiesTest, CopiesOfWhatFailsFail) {
  corpus_.write("c.txt", "good text");
  const std::string id = update().id_of("c.txt");
  corpus_.write("a.pdf", "%PDF-1.4 broken");
  copy("a.pdf", "b.pdf");
  corpus_.write("d.txt", std::string(64, '\0'));
  corpus_.write("c.txt", std::string(64, '\0'));  // a copy now, but its last good version stays
  const Told told = update();
  EXPECT_EQ(told.brief(), (Lines{"failed a.pdf", "failed b.pdf", "failed c.txt", "failed d.txt"}));
  EXPECT_EQ(told.summary.reasons.size(), told.summary.reasons.count("damaged") +
                                             told.summary.reasons.count("unsupported") +
                                             told.summary.reasons.count("no-text"));
  EXPECT_TRUE(contents().contains(id));
}

TEST_F(CopiesTest, OtherFoldersOfACommandPlayNoPart) {
  const TempFolder other;
  corpus_.write("a.txt", "the same text");
  other.write("b.txt", "the same text");
  const Job job{{corpus_.path(), other.path()}, index_.path(), index::WriteMode::kUpdate};
  const auto told = run_job(job, toolkit());
  ASSERT_TRUE(told.ok());
  EXPECT_EQ(told->codes(), Lines{"duplicate-content"});
  EXPECT_EQ(contents().size(), 2u);
}

TEST_F(CopiesTest, OnlyWhatCouldBeACopyIsOpened) {
  corpus_.write("a.txt", "text");
  update();
  const fs::path file = corpus_.path() / "a.txt";
  const auto time = fs::last_write_time(file);
  corpus_.write("a.txt", "TEXT");
  fs::last_write_time(file, time);
  corpus_.write("b.txt", "TEXT");
  EXPECT_EQ(update().brief(), (Lines{"added b.txt", "unchanged a.txt"}));
}

}  // namespace
}  // namespace lontar::indexer
