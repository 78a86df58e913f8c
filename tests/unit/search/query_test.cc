#include "search/query.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "text/clean.h"

namespace lontar::search {
namespace {

struct Case {
  std::string text;
  std::string parsed;
  std::vector<std::string> warnings;
};

class QueryReading : public testing::TestWithParam<Case> {};

TEST_P(QueryReading, IsReadSoAndSaysWhatItReadDifferently) {
  text::Analyzer analyzer;
  const Query query = parse_query(GetParam().text, analyzer);
  EXPECT_EQ(to_text(query), GetParam().parsed);
  EXPECT_EQ(texts(query.warnings), GetParam().warnings);
}

INSTANTIATE_TEST_SUITE_P(
    WellFormed, QueryReading,
    testing::Values(
        Case{"", "", {}}, Case{"  \t", "", {}}, Case{"Haze", "haze", {}},
        Case{"transboundary haze", "transboundary haze", {}},
        Case{"haze OR smoke pollution", "haze OR (smoke pollution)", {}},
        Case{"(haze OR smoke) pollution", "(haze OR smoke) pollution", {}},
        Case{"haze AND smoke", "haze AND smoke", {}},
        Case{"haze AND (air OR smoke) land", "haze AND (air OR smoke) AND land", {}},
        Case{"haze and smoke", "haze and smoke", {}}, Case{"haze -smoke", "haze NOT smoke", {}},
        Case{"haze NOT smoke", "haze NOT smoke", {}},
        Case{"NOT (haze smoke)", "NOT (haze smoke)", {}}, Case{"--haze", "haze", {}},
        Case{"\"Haze Pollution\"", "\"haze pollution\"", {}},
        Case{"“haze pollution”", "\"haze pollution\"", {}},
        Case{"haze NEAR/5 smoke", "haze NEAR/5 smoke", {}},
        Case{"haze NEAR smoke", "haze NEAR/10 smoke", {}},
        Case{"a NEAR/5 b NEAR/5 c", "a NEAR/5 b NEAR/5 c", {}},
        Case{"haze NEAR/5000 smoke", "haze NEAR/64 smoke", {}},
        Case{"\"Haze\" smoke", "\"haze\" smoke", {}}, Case{"title:\"haze\"", "title:\"haze\"", {}},
        Case{"\"haze\" NEAR/5 smoke", "\"haze\" NEAR/5 smoke", {}},
        Case{"haze NEAR/5 smoke NEAR/5 \"haze\"", "\"haze\" NEAR/5 smoke", {}},
        Case{"pollut*", "pollut*", {}}, Case{"title:haze", "title:haze", {}},
        Case{"title:\"haze pollution\"", "title:\"haze pollution\"", {}},
        Case{"title:(haze smoke)", "title:haze title:smoke", {}},
        Case{"title:haz*", "title:haz*", {}}, Case{"community:apsc", "community:\"apsc\"", {}},
        Case{"community:\"APSC\" haze", "community:\"APSC\" haze", {}},
        Case{"year:2015", "date:2015", {}},
        Case{"date:2015-01..2016-06-30", "date:2015-01..2016-06-30", {}},
        Case{"date:..1999", "date:..1999", {}}, Case{"date:2009..", "date:2009..", {}},
        Case{"33/PUU-IX/2011", "33-puu-ix-2011", {}}, Case{"co-operation", "co-operation", {}},
        Case{"well - known", "well known", {"“-” holds no word to search for; it was ignored."}}));

INSTANTIATE_TEST_SUITE_P(
    Lenient, QueryReading,
    testing::Values(
        Case{"haze AND", "haze", {}}, Case{"OR haze", "haze", {}}, Case{"AND", "", {}},
        Case{"haze NOT", "haze", {"NOT with nothing after it was ignored."}},
        Case{"(haze", "haze", {"A parenthesis was not closed; it was closed at the end."}},
        Case{"haze)", "haze", {"A closing parenthesis without an opening one was ignored."}},
        Case{"()", "", {}},
        Case{"\"haze pollution",
             "\"haze pollution\"",
             {"A quotation mark was not closed; the phrase runs to the end."}},
        Case{"\"\"", "", {"“” holds no word to search for; it was ignored."}},
        Case{"¶¶", "", {"“¶¶” holds no word to search for; it was ignored."}},
        Case{"NEAR haze", "haze", {"NEAR needs a word on both sides; it was ignored."}},
        Case{"haze NEAR", "haze", {"NEAR needs a word on both sides; it was ignored."}},
        Case{"haze NEAR (a OR b)",
             "haze (a OR b)",
             {"NEAR works between words only; here it was read as AND."}},
        Case{"po*",
             "po",
             {"“po*” is too short; a beginning needs at least 3 letters, so it was read as a "
              "word."}},
        Case{"colour:red", "colour-red", {"“colour:” is not a field; it was read as words."}},
        Case{"date:yesterday haze",
             "haze",
             {"“date:yesterday” is not a date; write a year, 2015-11, 2015-11-21, or a range "
              "2010..2015."}},
        Case{"title:", "", {"“title:” needs a word after it; it was ignored."}},
        Case{"year:2016..2015", "date:2016..2015", {"“year:2016..2015” ends before it begins."}}));

TEST(Query, TakesNoMoreThanItsWords) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += " w" + std::to_string(i);
  text::Analyzer analyzer;
  const Query query = parse_query(text, analyzer);
  EXPECT_EQ(query.root.children.size(), kMaxWords);
  EXPECT_EQ(texts(query.warnings), std::vector<std::string>{"Only the first 256 words were used."});
}

TEST(Query, TakesNoMoreThanItsBeginningsOfWords) {
  std::string text;
  for (int i = 0; i < 70; ++i) text += " word" + std::to_string(i) + "*";
  text::Analyzer analyzer;
  const Query query = parse_query(text, analyzer);
  ASSERT_EQ(query.root.children.size(), 70U);
  EXPECT_EQ(std::ranges::count(query.root.children, Op::kPrefix, &Node::op), 64);
  EXPECT_EQ(texts(query.warnings),
            std::vector<std::string>{"Only the first 64 words with * were searched by their "
                                     "beginning, the others as whole words."});
}

TEST(Query, DeepParenthesesDoNotExhaustTheStack) {
  text::Analyzer analyzer;
  const Query query = parse_query(std::string(4000, '(') + "haze", analyzer);
  EXPECT_EQ(to_text(query), "haze");
}

// What is shown as understood means the same when it is typed again.
RC_GTEST_PROP(Query, ItsTextReadsBackAsTheSameTree, ()) {
  const std::vector<std::string> pieces = {"haze",
                                           "smoke",
                                           "air*",
                                           "\"",
                                           "(",
                                           ")",
                                           "OR",
                                           "AND",
                                           "NOT ",
                                           "-",
                                           " ",
                                           " ",
                                           " ",
                                           "title:",
                                           "NEAR/4",
                                           "community:",
                                           "APSC",
                                           "date:",
                                           "2015",
                                           "..",
                                           "น้ำ",
                                           "§",
                                           "year:2010..2012",
                                           "*",
                                           "co-op"};
  const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
  std::string text;
  for (const auto& piece : chosen) text += piece + (piece.size() > 2 ? " " : "");
  text::Analyzer analyzer;
  const Query query = parse_query(text, analyzer);
  const Query again = parse_query(to_text(query), analyzer);
  RC_ASSERT(to_text(again) == to_text(query));
}

RC_GTEST_PROP(Query, AnyBytesAreRead, (const std::string& bytes)) {
  text::Analyzer analyzer;
  to_text(parse_query(text::clean(bytes), analyzer));
}

}  // namespace
}  // namespace lontar::search
