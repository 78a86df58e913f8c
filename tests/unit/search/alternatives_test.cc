// What is offered where nothing is found, and that each offer finds what it says.
#include "search/alternatives.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "indexed.h"

namespace lontar::search {
namespace {

using Kind = Alternative::Kind;

const std::size_t kState = *index::facet_named("member_state");
const std::size_t kType = *index::facet_named("type");

Document with(Document document, const std::string& state, const std::string& date) {
  document.content.metadata.offer_list(Field::kMemberStates, {state}, Source::kFile);
  document.content.metadata.offer(Field::kDate, date, Source::kFile);
  return document;
}

class AlternativesTest : public testing::Test {
 protected:
  static const Indexed& indexed() {
    static const Indexed made({
        with(document_of("a", "en", "Peatland fires cause pollution.", "Fires"), "ID", "2002"),
        with(document_of("b", "en", "Pollution of rivers and lakes.", "Rivers"), "MY", "2010"),
        with(document_of("c", "en", "Rivers and fires.", "Rivers again"), "MY", "2015"),
    });
    return made;
  }

  static std::vector<Alternative> alternatives(SearchRequest request) {
    request.alternatives = true;
    Searcher searcher = indexed().searcher();
    const auto page = searcher.search(request);
    EXPECT_TRUE(page.ok());
    // Each offer is kept.
    for (const Alternative& other : page->alternatives) {
      EXPECT_GT(other.total, 0u);
      EXPECT_EQ(searcher.search(other.request)->total, other.total) << other.request.text;
    }
    return page->alternatives;
  }

  static const Alternative* find(const std::vector<Alternative>& all, Kind kind,
                                 const std::string& part = "") {
    const auto found = std::ranges::find_if(
        all, [&](const Alternative& one) { return one.kind == kind && one.part == part; });
    return found == all.end() ? nullptr : &*found;
  }
};

TEST_F(AlternativesTest, OnlyWhereAskedForAndNothingIsFound) {
  Searcher searcher = indexed().searcher();
  EXPECT_TRUE(searcher.search({.text = "fires AND lakes"})->alternatives.empty());
  EXPECT_TRUE(alternatives({.text = "fires"}).empty());
}

TEST_F(AlternativesTest, EachFilterIsLeftOut) {
  SearchRequest request{.text = "peatland"};
  request.filters[kState] = {"MY"};
  request.year_from = 2000;
  const auto all = alternatives(request);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].kind, Kind::kWithoutFilter);
  EXPECT_EQ(all[0].facet, kState);
  EXPECT_EQ(all[0].total, 1u);
  EXPECT_EQ(all[0].request.year_from, 2000);
  EXPECT_EQ(all[1].kind, Kind::kWithoutFilters);
  EXPECT_EQ(all[1].request.year_from, 0);
  request.year_from = 2003;  // now neither alone will do
  const auto fewer = alternatives(request);
  ASSERT_EQ(fewer.size(), 1u);
  EXPECT_EQ(fewer[0].kind, Kind::kWithoutFilters);
}

TEST_F(AlternativesTest, EachPartIsLeftOut) {
  const auto all = alternatives({.text = "fires AND lakes AND peatland"});
  EXPECT_EQ(find(all, Kind::kWithoutPart, "lakes")->total, 1u);
  EXPECT_EQ(find(all, Kind::kWithoutPart, "lakes")->request.text, "fires AND peatland");
  EXPECT_EQ(find(all, Kind::kWithoutPart, "fires"), nullptr);
  ASSERT_NE(find(all, Kind::kNotAll), nullptr);
  EXPECT_EQ(find(all, Kind::kNotAll)->request.text, "fires lakes peatland");

  const auto condition = alternatives({.text = "pollution type:\"treaty\" -lakes"});
  EXPECT_EQ(find(condition, Kind::kWithoutPart, "type:\"treaty\"")->total, 1u);
  EXPECT_EQ(find(condition, Kind::kWithoutPart, "pollution"), nullptr);
}

TEST_F(AlternativesTest, QuotesAreTakenOff) {
  const auto all = alternatives({.text = "\"pollution rivers\""});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Kind::kWithoutQuotes);
  EXPECT_EQ(all[0].request.text, "pollution rivers");
  EXPECT_EQ(all[0].total, 1u);
}

TEST_F(AlternativesTest, UnknownWordsAreReplaced) {
  const auto all = alternatives({.text = "peatlend"});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Kind::kCorrected);
  EXPECT_EQ(all[0].request.text, "peatland");
}

TEST_F(AlternativesTest, FiltersGoTooWhereNoSingleChangeHelps) {
  SearchRequest request{.text = "peatlend"};
  request.filters[kType] = {"treaty"};
  const auto all = alternatives(request);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Kind::kCorrected);
  EXPECT_TRUE(all[0].filters_too);
  EXPECT_TRUE(all[0].request.filters[kType].empty());
}

TEST_F(AlternativesTest, NothingToOffer) {
  EXPECT_TRUE(alternatives({.text = "xyzzyq"}).empty());
  EXPECT_TRUE(alternatives({.text = "\"xyzzyq plugh\" AND quuxly"}).empty());
}

// The cost is bounded, whatever is asked.
TEST(Alternatives, AskADozenTimesAtMost) {
  text::Analyzer analyzer;
  std::string text = "\"one two\"";
  for (int i = 0; i < 60; ++i) text += " AND word" + std::to_string(i);
  const Query query = parse_query(text, analyzer);
  SearchRequest request{.text = text};
  request.filters[kState] = {"ID"};
  int asked = 0;
  const Ask ask = [&](const std::string&) {
    ++asked;
    return Found{};
  };
  EXPECT_TRUE(alternatives_to(request, query, {}, "corrected", ask).empty());
  EXPECT_GT(asked, 8);
  EXPECT_LE(asked, 12);
}

RC_GTEST_PROP(Alternatives, AreKept, ()) {
  const std::vector<std::string> words = {"fires", "rivers", "lakes", "peatland", "pollution"};
  std::vector<Document> documents;
  for (int i = 0; i < *rc::gen::inRange(1, 12); ++i) {
    std::string text;
    for (int k = 0; k < 4; ++k) text += *rc::gen::elementOf(words) + " ";
    documents.push_back(with(document_of("d" + std::to_string(i), "en", text),
                             *rc::gen::element<std::string>("ID", "MY"),
                             std::to_string(*rc::gen::inRange(2000, 2004))));
  }
  const Indexed indexed(documents);
  Searcher searcher = indexed.searcher();
  SearchRequest request;
  request.alternatives = true;
  for (int i = 0; i < *rc::gen::inRange(1, 5); ++i) {
    if (i > 0) request.text += *rc::gen::element<std::string>(" ", " AND ", " -", " \"lakes\" ");
    request.text += *rc::gen::element<std::string>("fires", "\"rivers lakes\"", "peatlend", "lakes",
                                                   "\"fires\"", "type:x", "date:2001..2002");
  }
  if (*rc::gen::arbitrary<bool>()) request.filters[kState] = {"ID"};
  if (*rc::gen::arbitrary<bool>()) request.year_to = 2001;
  const auto page = *searcher.search(request);
  RC_ASSERT(page.total == 0u || page.alternatives.empty());
  for (const Alternative& other : page.alternatives) {
    RC_LOG() << request.text << " -> " << other.request.text << "\n";
    RC_ASSERT(searcher.search(other.request)->total == other.total);
  }
}

}  // namespace
}  // namespace lontar::search
