// The boolean terms of headings, of which the suggestions' phrases are made.
#include "index/posting_builder.h"

#include <gmock/gmock.h>

#include <set>

#include "index/schema.h"

namespace lontar::index {
namespace {

std::set<std::string> headings_of(const std::vector<Passage>& passages) {
  Document document;
  document.id = "d";
  document.content.metadata.offer(Field::kLanguage, "en", Source::kFile);
  document.content.passages = passages;
  const Xapian::Document built = PostingBuilder().build(document, 1);
  std::set<std::string> found;
  for (auto term = built.termlist_begin(); term != built.termlist_end(); ++term) {
    if (!(*term).starts_with("XHDG:")) continue;
    found.insert(*term);
    EXPECT_EQ(term.get_wdf(), 0u);
  }
  return found;
}

TEST(HeadingTerms, ArePhrasesOfTheirLanguage) {
  EXPECT_THAT(
      headings_of({{.heading = "Settlement of Disputes"},
                   {.heading = "SETTLEMENT   OF DISPUTES."},
                   {.heading = "การระงับข้อพิพาท", .language = "th"}}),
      testing::UnorderedElementsAre("XHDG:en:settlement of disputes", "XHDG:th:การระงับข้อพิพาท"));
}

TEST(HeadingTerms, LeaveOutWordsNumbersAndSentences) {
  EXPECT_THAT(headings_of({{.heading = "Definitions"},
                           {.heading = "Annex 1"},
                           {.heading = "In this Agreement the following words mean what follows"},
                           {.heading = std::string(200, 'a') + " " + std::string(200, 'b')}}),
              testing::IsEmpty());
}

TEST(HeadingTerms, AreBounded) {
  std::vector<Passage> passages;
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 'z'; ++b)
      passages.push_back({.heading = std::string(1, a) + "x " + std::string(1, b) + "y"});
  EXPECT_EQ(headings_of(passages).size(), kMaxHeadingTerms);
}

TEST(HeadingTerms, AreReadBack) {
  const HeadingTerm heading = heading_of(heading_term("ms-Arab", "a: b"));
  EXPECT_EQ(heading.language, "ms-Arab");
  EXPECT_EQ(heading.phrase, "a: b");
  EXPECT_EQ(heading_of("XHDG:").phrase, "");
}

}  // namespace
}  // namespace lontar::index
