#include "parsers/markdown_internal.h"

#include <gtest/gtest.h>

#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

std::string plain(std::string_view text) { return markdown::without_markup(text, {"haze"}); }

TEST(MarkdownInline, MarkupGoesAndTextStays) {
  EXPECT_EQ(plain("**bold** *em* _em_ ~~gone~~ `x_y` __b__"), "bold em em gone x_y b");
  EXPECT_EQ(plain("a [text](http://x.org/a_b) and ![alt](img.png \"t\")"), "a text and alt");
  EXPECT_EQ(plain("[see *it*][haze] and [haze][] and [haze]"), "see it and haze and haze");
  EXPECT_EQ(plain("<b>x</b> <https://a.org> a &amp; b<br>c"), "x https://a.org a & b\nc");
  EXPECT_EQ(plain("\\*not\\* \\[a\\]"), "*not* [a]");
}

TEST(MarkdownInline, WhatOnlyLooksLikeMarkupStays) {
  for (const char* text : {"[2019] SGCA 12", "see [45](b) and [12][13]", "2 * 3 < 4",
                           "snake_case_x", "5 > 4", "a ~ b", "[1999] 1 SLR(R) 5 at [20]", "______",
                           "R&D", "[open", "a]b", "x < y and y > z", "x <y and z> w"})
    EXPECT_EQ(plain(text), text);
}

TEST(Markdown, HeadingsListsTablesAndFrontMatter) {
  const auto document = parse_one(
      "---\ntitle: \"Haze Pact\"\ndate: 10 June 2002\nlang: eng\ntopics: [haze, \"trade\"]\n"
      "parties:\n- IDN\n- MYS\n---\n\n# Haze *Pact*\n\nFirst **line**\nsame paragraph.\n\nPart "
      "One\n"
      "---\n\n- one\n- two\n3. three\n\n| A | B |\n|---|:-:|\n| 1 | 2 |\n\n> quoted\n\n"
      "[ref]: http://x.org\n\n***\n\n```\ncode *kept*\n```\n",
      "a.md");
  const std::vector<Passage> expected = {
      {.anchor = "sec_1",
       .kind = "section",
       .heading = "Haze Pact",
       .text = "First line\nsame paragraph."},
      {.anchor = "sec_2",
       .kind = "section",
       .heading = "Part One",
       .text = "one\ntwo\n3. three\nA | B\n1 | 2\nquoted\ncode *kept*",
       .depth = 1}};
  EXPECT_EQ(document.passages, expected);
  EXPECT_EQ(document.metadata.first(Field::kTitle), "Haze Pact");
  EXPECT_EQ(document.metadata.first(Field::kDate), "2002-06-10");
  EXPECT_EQ(document.metadata.first(Field::kLanguage), "en");
  EXPECT_EQ(document.metadata.all(Field::kTopics), (std::vector<std::string>{"haze", "trade"}));
  EXPECT_EQ(document.metadata.all(Field::kParties), (std::vector<std::string>{"IDN", "MYS"}));
}

TEST(Markdown, ArticlesInHeadings) {
  const auto document = parse_one(
      "# Pact\n\nPreamble.\n\n## Article 1: Scope\n\nText.\n\n## Article 2\n\nMore.\n", "a.md");
  ASSERT_EQ(document.passages.size(), 3U);
  EXPECT_EQ(document.passages[1].heading, "Scope");
  EXPECT_EQ(document.passages[2].label, "Article 2");
}

TEST(Markdown, IsKnownByContentToo) {
  EXPECT_EQ(parser_of("# One\n\ntext\n\n## Two\n", "a"), "markdown");
  EXPECT_EQ(parser_of("No. 5\n# 6 is a number\n", "a.txt"), "plain-text");
}

}  // namespace
}  // namespace lontar::parsers
