#include "core/sentence.h"

#include <gtest/gtest.h>

#include "core/document.h"

namespace lontar {
namespace {

std::string filled(std::string_view sentence) {
  return fill_in(sentence, [](std::string_view name) { return "<" + std::string(name) + ">"; });
}

TEST(Sentence, EveryNameIsFilledIn) {
  EXPECT_EQ(filled("{count} of {total}"), "<count> of <total>");
  EXPECT_EQ(filled("{a}{a}"), "<a><a>");
  EXPECT_EQ(filled("nothing"), "nothing");
  EXPECT_EQ(filled(""), "");
  EXPECT_EQ(filled("a } b {"), "a } b {");
  EXPECT_EQ(filled("{}"), "<>");
}

// What is filled in is not read again.
TEST(Sentence, WordsWithBracesStayAsTheyAre) {
  EXPECT_EQ(fill_in("“{text}” of {text}", [](std::string_view) { return std::string("{text}"); }),
            "“{text}” of {text}");
}

struct Called {
  const char* kind;
  const char* label;
  PassageName name;
  const char* english;
};

TEST(PassageName, IsTheLabelOrKindAndNumber) {
  for (const Called& row : {
           Called{"article", "Article 5", {"", "Article 5"}, "Article 5"},
           Called{"article", "มาตรา 5", {"", "มาตรา 5"}, "มาตรา 5"},
           Called{"paragraph", "5.", {"paragraph", "5"}, "Paragraph 5"},
           Called{"point", "(a)", {"point", "(a)"}, "Point (a)"},
           Called{"paragraph", "[12]", {"", "[12]"}, "[12]"},
           Called{"preamble", "", {"preamble", ""}, "Preamble"},
           Called{"page", "", {"page", "7"}, "Page 7"},
       }) {
    Passage passage;
    passage.kind = row.kind;
    passage.label = row.label;
    passage.page = 7;
    EXPECT_EQ(passage_name(passage), row.name) << row.english;
    EXPECT_EQ(display_label(passage), row.english);
  }
}

}  // namespace
}  // namespace lontar
