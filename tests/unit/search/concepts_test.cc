// Which names of the thesaurus are added to which questions.
#include "search/concepts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "text/languages.h"

namespace lontar::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const knowledge::Thesaurus& thesaurus() {
  static const auto loaded = [] {
    const auto config = std::filesystem::path(LONTAR_SOURCE_DIR) / "config";
    return knowledge::Thesaurus::load(config, *text::Languages::load(config));
  }();
  return *loaded;
}

bool everything(const std::string&) { return true; }

struct Widened {
  Node root;
  std::vector<ExpandedConcept> expanded;
};

Widened widened(std::string_view text, const HoldsTerm& holds = everything) {
  text::Analyzer analyzer;
  Widened out{parse_query(text, analyzer).root, {}};
  out.expanded = add_concepts(out.root, thesaurus(), holds);
  return out;
}

std::vector<std::string> ids(std::string_view text) {
  std::vector<std::string> all;
  for (const auto& expansion : widened(text).expanded) all.push_back(expansion.id);
  return all;
}

std::vector<std::string> added(std::string_view text) {
  const auto expanded = widened(text).expanded;
  return expanded.empty() ? std::vector<std::string>() : expanded[0].added;
}

TEST(Concepts, NeighboursBecomeOneConcept) {
  const auto question = widened("victims human trafficking Thailand");
  ASSERT_EQ(question.root.op, Op::kAnd);
  ASSERT_THAT(question.root.children, SizeIs(3));
  const Node& found = question.root.children[1];
  ASSERT_EQ(found.op, Op::kConcept);
  EXPECT_EQ(to_text(found.children[0]), "human AND trafficking");
  ASSERT_THAT(question.expanded, SizeIs(1));
  EXPECT_EQ(question.expanded[0].id, "trafficking-in-persons");
  EXPECT_EQ(question.expanded[0].label, "trafficking in persons");
  EXPECT_EQ(question.expanded[0].typed, "human trafficking");
  EXPECT_THAT(question.expanded[0].added, Contains("perdagangan orang"));
}

TEST(Concepts, AllOfTheQuestionIsAConcept) {
  const auto question = widened("haze");
  EXPECT_EQ(question.root.op, Op::kConcept);
  EXPECT_EQ(widened("human rights").root.op, Op::kConcept);
  EXPECT_EQ(to_text(widened("human rights").root), "human AND rights");
}

TEST(Concepts, EveryOtherNameIsAPhraseOrAWord) {
  const auto question = widened("haze");
  for (std::size_t i = 1; i < question.root.children.size(); ++i) {
    const Node& name = question.root.children[i];
    EXPECT_TRUE(name.op == Op::kWord || name.op == Op::kPhrase);
    for (const Word& word : name.words) EXPECT_TRUE(word.exact);
  }
}

TEST(Concepts, AWordAcrossAnExplicitAnd) {
  EXPECT_THAT(ids("human AND trafficking"), ElementsAre("trafficking-in-persons"));
}

TEST(Concepts, QuotesMeanWhatTheySay) {
  EXPECT_THAT(ids("\"haze\""), IsEmpty());
  EXPECT_THAT(ids("\"human trafficking\""), IsEmpty());
  EXPECT_THAT(ids("human \"trafficking\""), IsEmpty());
}

TEST(Concepts, SignsJoinButDoNotQuote) {
  EXPECT_THAT(ids("e-commerce"), ElementsAre("e-commerce"));
  EXPECT_THAT(ids("haze/fires"), IsEmpty());
}

TEST(Concepts, NothingIsAddedUnderNot) {
  EXPECT_THAT(ids("trade NOT haze"), IsEmpty());
  EXPECT_THAT(ids("trade NOT (haze OR torture)"), IsEmpty());
}

TEST(Concepts, BranchesOfAnOrAndGroupsAreQuestionsToo) {
  EXPECT_THAT(ids("haze OR torture"), ElementsAre("haze", "torture"));
  EXPECT_THAT(ids("(human trafficking) (haze OR smoke)"),
              ElementsAre("trafficking-in-persons", "haze"));
}

TEST(Concepts, StayInTheirField) {
  const auto question = widened("title:haze");
  ASSERT_EQ(question.root.op, Op::kConcept);
  for (const Node& name : question.root.children) EXPECT_EQ(name.field, "title");
  EXPECT_THAT(ids("title:human trafficking"), IsEmpty());
}

TEST(Concepts, OnlyWordsOfTheIndexAreAdded) {
  const auto only = [](const std::string& term) { return term == "jerebu" || term == "kabut"; };
  const auto question = widened("haze", only);
  ASSERT_THAT(question.expanded, SizeIs(1));
  EXPECT_THAT(question.expanded[0].added, ElementsAre("jerebu"));
  const auto nothing = widened("haze", [](const std::string&) { return false; });
  EXPECT_EQ(nothing.root.op, Op::kWord);
  EXPECT_THAT(nothing.expanded, IsEmpty());
}

TEST(Concepts, NamesThatHoldWhatWasTypedAddNothing) {
  EXPECT_THAT(added("haze"), Not(Contains("haze pollution")));
}

TEST(Concepts, AmbiguousAbbreviationsNeedCapitalsAndAreNeverAdded) {
  EXPECT_THAT(ids("TIP report"), ElementsAre("trafficking-in-persons"));
  EXPECT_THAT(ids("tip of the iceberg"), IsEmpty());
  EXPECT_THAT(added("human trafficking"), Not(Contains("TIP")));
  EXPECT_THAT(ids("TAC"), ElementsAre("tac"));
  EXPECT_THAT(ids("tac"), IsEmpty());
  EXPECT_THAT(ids("actip"), ElementsAre("actip"));
}

TEST(Concepts, CapitalsSurviveBeingShownAndAskedAgain) {
  EXPECT_EQ(to_text(widened("TIP report").root), "TIP AND report");
  EXPECT_THAT(ids(to_text(widened("TIP report").root)), ElementsAre("trafficking-in-persons"));
}

TEST(Concepts, AnAbbreviationBeforeANumberIsTheWord) {
  const auto question = widened("actip art 5");
  ASSERT_EQ(question.root.op, Op::kAnd);
  const Node& article = question.root.children.back();
  ASSERT_EQ(article.op, Op::kConcept);
  const Word& art = article.children[0].children[0].words[0];
  EXPECT_EQ(art.text, "art");
  EXPECT_THAT(art.forms, Contains(Form{"article", FormKind::kStem, ""}));
  ASSERT_THAT(question.expanded, SizeIs(2));
  EXPECT_THAT(question.expanded[1].added, Contains("pasal 5"));
  EXPECT_THAT(question.expanded[1].added, Contains("article 5"));
  EXPECT_EQ(to_text(question.root), "actip AND art AND 5");
  EXPECT_THAT(ids("modern art"), IsEmpty());
}

TEST(Concepts, NumbersWithParenthesesStayWhole) {
  EXPECT_THAT(added("s 3(1)(b)"), Contains("section 3 1 b"));
}

}  // namespace
}  // namespace lontar::search
