// A concept's other names beside what was typed: what matches, where it stands, what is marked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/snapshot.h"
#include "search/evaluator.h"
#include "search/highlighter.h"
#include "search/ranking.h"
#include "search/resident.h"
#include "search/wanted.h"
#include "tests/unit/search/indexed.h"

namespace lontar::search {
namespace {

using testing::ElementsAre;

class ConceptTest : public testing::Test {
 protected:
  ConceptTest()
      : indexed_({document_of("unrelated", "en", "trade in goods"),
                  document_of("added", "id", "kabut asap kabut asap kabut asap"),
                  document_of("typed", "en", "a very long text that names haze once and no more"),
                  document_of("apart", "id", "asap dan kabut")}),
        snapshot_(*index::Snapshot::open(indexed_.dir())),
        resident_(read_resident(snapshot_, *Indexed::knowledge().languages, nullptr)),
        evaluator_(snapshot_.database(), resident_.columns, resident_.vocabulary) {
    root_.op = Op::kConcept;
    root_.children = {parse_query("haze", analyzer_).root,
                      parse_query("\"kabut asap\"", analyzer_).root};
  }

  std::vector<std::string> page() {
    std::vector<std::uint32_t> documents;
    evaluator_.evaluate(root_, true).each([&](std::uint32_t number) {
      documents.push_back(number);
    });
    std::vector<std::string> found;
    for (const Placed& placed : page_by_relevance(documents, 0, 10, evaluator_, {})) {
      found.push_back(snapshot_.record(placed.document).id);
    }
    return found;
  }

  Indexed indexed_;
  index::Snapshot snapshot_;
  Resident resident_;
  Evaluator evaluator_;
  text::Analyzer analyzer_;
  Node root_;
};

TEST_F(ConceptTest, AdditionsMatchAndStandBelowWhatWasTyped) {
  EXPECT_THAT(page(), ElementsAre("typed", "added"));
  EXPECT_FALSE(evaluator_.literal(*snapshot_.find("added")));
  EXPECT_TRUE(evaluator_.literal(*snapshot_.find("typed")));
}

TEST_F(ConceptTest, InAnAndEveryOtherWordIsStillRequired) {
  Node all;
  all.op = Op::kAnd;
  all.children = {root_, parse_query("names", analyzer_).root};
  root_ = all;
  EXPECT_THAT(page(), ElementsAre("typed"));
}

TEST_F(ConceptTest, IsShownAsItWasTyped) {
  EXPECT_EQ(to_text(root_), "haze");
  Node negated;
  negated.op = Op::kNot;
  negated.children = {root_};
  EXPECT_EQ(to_text(negated), "NOT haze");
}

TEST_F(ConceptTest, AdditionsAreMarkedAndOneOfThemIsEnoughOfIt) {
  const Wanted wanted = wanted_of(root_);
  ASSERT_EQ(wanted.asked.size(), 1u);
  Highlighter highlighter(wanted, analyzer_, [](const Form&) { return true; });
  EXPECT_EQ(highlighter.whole("haze, kabut asap"), "<mark>haze</mark>, <mark>kabut asap</mark>");
}

}  // namespace
}  // namespace lontar::search
