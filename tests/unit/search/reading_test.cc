// A window of a document with the matches of a query; two documents side by side; one work.
#include <gmock/gmock.h>

#include "indexed.h"
#include "search/marked_text.h"

namespace lontar::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

using std::to_string;

// 500 articles of two pages each page; every fiftieth speaks of haze.
Document long_document() {
  Document document;
  document.id = "long";
  document.content.metadata.offer(lontar::Field::kLanguage, "en", Source::kFile);
  document.content.pages = 250;
  for (int i = 1; i <= 500; ++i) {
    document.content.passages.push_back(
        {.anchor = "art_" + to_string(i),
         .kind = "article",
         .label = "Article " + to_string(i),
         .heading = i == 100 ? "Haze" : "",
         .text = i % 50 == 0 ? "The parties\nfight haze & smoke." : "Something else.",
         .page = (i + 1) / 2});
  }
  return document;
}

Document expression(std::string id, std::string language, std::vector<std::string> anchors) {
  Document document;
  document.id = std::move(id);
  document.content.metadata.offer(lontar::Field::kLanguage, std::move(language), Source::kFile);
  document.content.metadata.offer(lontar::Field::kWork, "declaration", Source::kFile);
  for (std::string& anchor : anchors)
    document.content.passages.push_back({.anchor = anchor, .kind = "article", .text = anchor});
  return document;
}

class ReadingTest : public testing::Test {
 protected:
  static Searcher& searcher() {
    static const Indexed kIndexed({long_document(),
                                   expression("en", "en", {"art_1", "art_2", "art_3"}),
                                   expression("th", "th", {"art_1", "art_3", "art_4"}),
                                   document_of("other", "en", "Nothing of it.")});
    static Searcher kSearcher = kIndexed.searcher();
    return kSearcher;
  }
  static Reading read(const ReadingRequest& request) {
    auto reading = searcher().read("long", request);
    EXPECT_TRUE(reading.ok());
    return std::move(*reading);
  }
};

TEST_F(ReadingTest, AWindowHoldsThePlaceThatIsAskedFor) {
  EXPECT_EQ(read({}).from, 0u);
  EXPECT_EQ(read({}).passages.size(), 200u);
  EXPECT_EQ(read({.from = 450}).from, 450u);
  EXPECT_EQ(read({.from = 450}).passages.size(), 50u);
  const Reading at = read({.anchor = "art_333", .from = 3});
  EXPECT_EQ(at.from, 200u);
  EXPECT_EQ(at.place, 332u);
  EXPECT_EQ(read({.page = 151}).place, 300u);
  EXPECT_EQ(read({.anchor = "nothing", .page = 9000, .from = 9000}).place, 499u);
  EXPECT_EQ(read({.anchor = "nothing", .from = 9000}).from, 0u);
}

TEST_F(ReadingTest, LongPassagesMakeASmallerWindowThatStillHoldsThePlace) {
  const WindowSize small{.passages = 100, .bytes = 40};
  const Reading reading = read({.anchor = "art_150", .size = small});
  EXPECT_EQ(reading.from, 149u);
  EXPECT_LE(reading.passages.size(), 3u);
  EXPECT_EQ(reading.passages.front().anchor, "art_150");
  EXPECT_EQ(read({.from = 7, .size = {.passages = 10, .bytes = 1}}).passages.size(), 1u);
}

TEST_F(ReadingTest, MatchesAreCountedInTheWholeAndMarkedInTheWindow) {
  const Reading reading = read({.query = "haze", .hit = 2, .listed = 4});
  EXPECT_EQ(reading.inside.total, 10u);
  EXPECT_EQ(reading.matching.size(), 10u);
  EXPECT_EQ(reading.hit, 2u);
  EXPECT_EQ(reading.place, 99u);
  EXPECT_EQ(reading.first_listed, 1u);
  EXPECT_EQ(reading.inside.passages.size(), 4u);
  ASSERT_EQ(reading.marks.size(), reading.passages.size());
  const Passage& passage = reading.passages[99];
  EXPECT_EQ(marked_html(passage.heading, reading.marks[99].heading, 0, passage.heading.size()),
            "<mark>Haze</mark>");
  EXPECT_EQ(marked_html(passage.text, reading.marks[99].text, 0, passage.text.size()),
            "The parties fight <mark>haze</mark> &amp; smoke.");
  EXPECT_THAT(reading.marks[98].text, IsEmpty());
  EXPECT_THAT(reading.found, ElementsAre("Haze", "haze"));
  EXPECT_EQ(read({.query = "haze", .hit = 7, .listed = 4}).first_listed, 5u);
  EXPECT_EQ(read({.query = "haze", .anchor = "art_50"}).hit, 1u);
  EXPECT_EQ(read({.query = "haze", .anchor = "art_51"}).hit, 0u);
}

TEST_F(ReadingTest, WithoutAQueryNothingIsMarked) {
  const Reading reading = read({.hit = 3});
  EXPECT_THAT(reading.marks, IsEmpty());
  EXPECT_THAT(reading.matching, IsEmpty());
  EXPECT_EQ(reading.hit, 0u);
  EXPECT_EQ(reading.from, 0u);
}

TEST_F(ReadingTest, MarksAreCutAtTheEndsOfAPart) {
  const std::string text = "one two\nthree";
  const std::vector<Span> marks = {{4, 13}};
  EXPECT_EQ(marked_html(text, marks, 0, 7), "one <mark>two</mark>");
  EXPECT_EQ(marked_html(text, marks, 8, 13), "<mark>three</mark>");
}

TEST_F(ReadingTest, UnknownDocumentsAreNotFound) {
  EXPECT_EQ(searcher().read("nothing", {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(searcher().compare({.left = "en", .right = "nothing"}).error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(searcher().expressions("nothing").error().code, ErrorCode::kNotFound);
}

TEST_F(ReadingTest, ExpressionsAreTheOthersOfTheWork) {
  const auto found = searcher().expressions("en");
  ASSERT_TRUE(found.ok());
  EXPECT_THAT(found->documents, ElementsAre(Field(&index::Record::id, "th")));
  EXPECT_THAT(searcher().expressions("other")->documents, IsEmpty());
}

TEST_F(ReadingTest, TwoExpressionsStandSideBySide) {
  const auto compared = searcher().compare({.left = "en", .right = "th"});
  ASSERT_TRUE(compared.ok());
  std::vector<std::string> rows;
  for (const ComparedRow& row : compared->rows)
    rows.push_back((row.left ? row.left->text : "-") + " " + (row.right ? row.right->text : "-"));
  EXPECT_THAT(rows, ElementsAre("art_1 art_1", "art_2 -", "art_3 art_3", "- art_4"));
  EXPECT_EQ(compared->total, 4u);
  EXPECT_EQ(compared->alone, 2u);
}

TEST_F(ReadingTest, ComparisonsComeInWindowsToo) {
  const auto compared =
      searcher().compare({.left = "en", .right = "th", .anchor = "art_4", .size = {.passages = 2}});
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared->from, 3u);
  EXPECT_EQ(compared->rows.size(), 1u);
  const auto first =
      searcher().compare({.left = "en", .right = "th", .from = 1, .size = {.passages = 2}});
  EXPECT_EQ(first->rows.size(), 2u);
  EXPECT_EQ(first->total, 4u);
}

}  // namespace
}  // namespace lontar::search
