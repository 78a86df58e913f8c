// What a question finds when its words do not occur together, and in which order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "index/writer.h"
#include "search/searcher.h"

namespace lontar::search {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Relevance : public testing::Test {
 protected:
  ~Relevance() override { fs::remove_all(dir_); }

  void add(const std::string& id, const std::string& text, const std::string& title = "") {
    Document document;
    document.id = id;
    if (!title.empty()) document.content.metadata.offer(Field::kTitle, title, Source::kFile);
    document.content.metadata.offer(Field::kLanguage, "en", Source::kFile);
    document.content.passages.push_back({.anchor = "p", .kind = "paragraph", .text = text});
    documents_.push_back(std::move(document));
  }

  SearchPage ask(const std::string& text, std::size_t page = 1, std::size_t page_size = 50) {
    if (!searcher_) open();
    SearchRequest request;
    request.text = text;
    request.page = page;
    request.page_size = page_size;
    request.snippets = false;
    auto answer = searcher_->search(request);
    EXPECT_TRUE(answer.ok()) << answer.error().message;
    return *answer;
  }

  static std::vector<std::string> ids(const SearchPage& page) {
    std::vector<std::string> all;
    for (const Hit& hit : page.hits) all.push_back(hit.record.id);
    return all;
  }

 private:
  void open() {
    auto writer = index::Writer::open(dir_, index::WriteMode::kRebuild);
    for (const Document& document : documents_) ASSERT_TRUE(writer->put(document).ok());
    ASSERT_TRUE(writer->commit().ok());
    const auto knowledge = Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config");
    ASSERT_TRUE(knowledge.ok());
    searcher_.emplace(*Repository::open(dir_, *knowledge));
  }

  fs::path dir_ =
      fs::temp_directory_path() / ("lontar-relevance-test-" + std::to_string(::getpid()));
  std::vector<Document> documents_;
  std::optional<Searcher> searcher_;
};

TEST_F(Relevance, NothingRelaxesWhileADocumentHasBothWords) {
  add("both", "haze fines");
  add("one", "haze");
  const auto page = ask("haze fines");
  EXPECT_THAT(ids(page), ElementsAre("both"));
  EXPECT_FALSE(page.relaxed);
  EXPECT_THAT(page.warnings, IsEmpty());
}

TEST_F(Relevance, AQuestionWhoseWordsAreNowhereTogetherRelaxesAndSaysSo) {
  add("a", "haze and smoke over the islands");
  add("b", "fines for smugglers");
  add("c", "a treaty on trade");
  const auto page = ask("haze fines");
  EXPECT_THAT(ids(page), UnorderedElementsAre("a", "b"));
  EXPECT_EQ(page.total, 2U);
  EXPECT_TRUE(page.relaxed);
  EXPECT_THAT(texts(page.warnings),
              ElementsAre(HasSubstr("None of these documents has all of the words")));
}

TEST_F(Relevance, AWordThatNobodyHasCountsAgainstNoDocument) {
  add("both", "haze fines");
  add("one", "haze");
  const auto page = ask("haze fines unheardof");
  EXPECT_EQ(ids(page).front(), "both");
  EXPECT_TRUE(page.relaxed);
}

TEST_F(Relevance, ALongQuestionFindsWhatHasMostOfItBeforeWhatHasLess) {
  add("most", "which ministers must report haze pollution to the secretariat");
  add("less", "ministers who meet in the last month of a year");
  add("none", "trade in goods");
  const auto page = ask("do ministers report pollution from haze every month?");
  EXPECT_THAT(ids(page), ElementsAre("most", "less"));
}

TEST_F(Relevance, QuotesFieldsAndExclusionsStayRequired) {
  add("a", "haze pollution of the air", "Air");
  add("b", "fines and penalties", "Fines");
  EXPECT_THAT(ids(ask("haze penalties \"pollution of\"")), ElementsAre("a"));
  EXPECT_THAT(ids(ask("haze penalties title:fines")), ElementsAre("b"));
  EXPECT_THAT(ids(ask("haze penalties -air")), ElementsAre("b"));
  EXPECT_THAT(ids(ask("haze penalties \"unheard of\"")), IsEmpty());
}

TEST_F(Relevance, DocumentsWithAllOfItStandFirstAndAreCounted) {
  add("all", "mangroves, and much else that is of another kind altogether, crabs, and fines");
  add("repeated", "mangroves crabs, mangroves crabs, mangroves crabs");
  add("fines", "fines, fines, fines");
  const auto page = ask("mangroves crabs fines");
  EXPECT_THAT(ids(page), ElementsAre("all", "repeated", "fines"));
  EXPECT_TRUE(page.relaxed);
  EXPECT_EQ(page.total, 3U);
  EXPECT_EQ(page.complete, 1U);
  EXPECT_THAT(texts(page.warnings),
              ElementsAre("One of these documents has all of the words and stands first; the "
                          "others have the most telling ones. AND between the words leaves those "
                          "out."));
}

// "Transboundary haze pollution" is a name that the thesaurus knows, and here nobody has it.
TEST_F(Relevance, OfANameThatNobodyHasTheWordsCount) {
  add("haze", "transboundary haze and its causes");
  add("trade", "an agreement on trade");
  const auto page = ask("transboundary haze pollution agreement");
  EXPECT_THAT(ids(page), ElementsAre("haze", "trade"));
}

TEST_F(Relevance, ACitationCountsAsItStands) {
  add("other", "decision 33/PUU-X/2012 and s 3 of the act");
  add("joined", "the load and its deflection");
  EXPECT_EQ(ask("33/PUU-IX/2011").total, 0U);
  EXPECT_EQ(ask("s 3(1)(b)").total, 0U);
  EXPECT_EQ(ask("G.R.").total, 0U);
  EXPECT_THAT(ids(ask("load-deflection")), ElementsAre("joined"));
}

TEST_F(Relevance, ATypedAndIsMeant) {
  add("a", "haze");
  add("b", "fines");
  const auto page = ask("haze AND fines");
  EXPECT_EQ(page.total, 0U);
  EXPECT_FALSE(page.relaxed);
}

TEST_F(Relevance, WordsThatStandTogetherComeFirst) {
  add("apart", "innocent fishermen asked for a safe passage through the strait");
  add("backwards", "passage of innocent fishermen asked for through the safe strait");
  add("together", "fishermen asked for an innocent passage through the safe strait");
  EXPECT_EQ(ids(ask("innocent passage")).front(), "together");
}

TEST_F(Relevance, WordsOfGrammarBetweenAreCounted) {
  add("apart", "any right that a state has, and the passage in the strait");
  add("together", "a right of passage that any state has in the strait, and");
  EXPECT_EQ(ids(ask("right of passage")).front(), "together");
}

TEST_F(Relevance, PagesNeitherRepeatNorMissAcrossTheCloseLook) {
  for (int i = 0; i < 230; ++i) {
    std::string text = i % 3 ? "haze pollution" : "pollution by haze";
    for (int more = i % 7; more > 0; --more) text += " haze";
    add("d" + std::to_string(i), text);
  }
  std::vector<std::string> seen;
  double before = 1e9;
  for (std::size_t page = 1; page <= 10; ++page) {
    for (const Hit& hit : ask("haze pollution", page, 30).hits) {
      seen.push_back(hit.record.id);
      EXPECT_LE(hit.score, before);
      before = hit.score;
    }
  }
  EXPECT_EQ(seen.size(), 230U);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 230U);
}

}  // namespace
}  // namespace lontar::search
