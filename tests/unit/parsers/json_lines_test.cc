#include <gtest/gtest.h>

#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

TEST(JsonLines, FieldsAreStringsListsOrArrays) {
  const auto documents = parse_all(
      R"({"id":"a1","title":"Haze","body":"First.\n\nSecond.","topics":"haze;trade","date":"10 June 2002","language":"eng","parties":["IDN","FRA"],"member_states":["IDN","FRA"]})"
      "\n\n"
      R"({"_id":7,"title":"Two","text":"Words","body":"AMME","status":null})",
      "x.jsonl");
  ASSERT_EQ(documents.size(), 2U);
  const Metadata& first = documents[0].metadata;
  EXPECT_EQ(first.first(Field::kId), "a1");
  EXPECT_EQ(first.all(Field::kTopics), (std::vector<std::string>{"haze", "trade"}));
  EXPECT_EQ(first.first(Field::kDate), "2002-06-10");
  EXPECT_EQ(first.first(Field::kLanguage), "en");
  EXPECT_EQ(first.all(Field::kMemberStates), std::vector<std::string>{"ID"});
  EXPECT_FALSE(first[Field::kBody].given());
  EXPECT_EQ(documents[0].passages.front().text, "First.\nSecond.");
  EXPECT_EQ(documents[0].part, 1);
  EXPECT_EQ(documents[1].metadata.first(Field::kId), "7");
  EXPECT_EQ(documents[1].metadata.all(Field::kBody), std::vector<std::string>{"AMME"});
  EXPECT_EQ(documents[1].passages.front().text, "Words");
  EXPECT_EQ(documents[1].part, 3);
}

TEST(JsonLines, PassagesKeepTheirAnchorsAndPages) {
  const auto document = parse_one(
      R"({"id":"a","passages":[{"anchor":"art_1","kind":"article","label":"Article 1","heading":"Scope","page":2,"text":"One"},{"anchor":"art_1","text":"Two"},{"text":"Three"}]})",
      "x.jsonl");
  const std::vector<Passage> expected = {{.anchor = "art_1",
                                          .kind = "article",
                                          .label = "Article 1",
                                          .heading = "Scope",
                                          .text = "One",
                                          .page = 2},
                                         {.anchor = "art_1-2", .kind = "text", .text = "Two"},
                                         {.anchor = "p_1", .kind = "text", .text = "Three"}};
  EXPECT_EQ(document.passages, expected);
  EXPECT_TRUE(has_warning(document, "duplicate-anchor"));
}

TEST(JsonLines, ABadLineCostsThatLineAlone) {
  const auto documents = parse_all(
      "{\"id\":\"a\",\"body\":\"One\"}\n{\"id\": oops\n[1]\n{\"id\":\"b\",\"body\":[{}]}\n"
      "{\"id\":\"c\"}\n{\"id\":\"\xff\",\"body\":\"x\"}\n{\"id\":\"d\",\"body\":\"Last\"}",
      "x.jsonl");
  ASSERT_EQ(documents.size(), 7U);
  for (const std::size_t bad : {1U, 2U, 3U, 4U, 5U}) {
    EXPECT_TRUE(documents[bad].passages.empty());
    EXPECT_EQ(documents[bad].metadata, Metadata{});
    EXPECT_EQ(documents[bad].part, static_cast<int>(bad) + 1);
    EXPECT_TRUE(has_warning(documents[bad], "bad-line", "Line " + std::to_string(bad + 1)));
  }
  EXPECT_EQ(documents[6].metadata.first(Field::kId), "d");
}

TEST(JsonLines, AnUnreadableDateIsLeftOutWithAWarning) {
  const auto document = parse_one(R"({"id":"a","body":"x","date":"soon"})", "x.jsonl");
  EXPECT_FALSE(document.metadata[Field::kDate].given());
  EXPECT_TRUE(has_warning(document, "unreadable-date", "soon"));
}

TEST(JsonLines, IsKnownByContentToo) {
  EXPECT_EQ(parser_of("{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n", "data"),
            "json-lines");
  EXPECT_EQ(parser_of("{\"id\":1}\nno\n", "data"), "plain-text");
  EXPECT_EQ(parser_of("{\n \"a\": 1\n}\n", "data.json"), "plain-text");
}

TEST(JsonLines, NestingAsDeepAsALineIsLongEnds) {
  const auto documents = parse_all(std::string(200'000, '['), "x.jsonl");
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_TRUE(has_warning(documents[0], "bad-line"));
}

}  // namespace
}  // namespace lontar::parsers
