#include <gtest/gtest.h>

#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

TEST(PlainText, ArticlesCutPassagesAndTheFrontIsKept) {
  const auto document = parse_one(
      "ASEAN AGREEMENT ON HAZE\n\nThe Parties,\nagree:\n\nArticle 1\nUse of Terms\n\n"
      "For this Agreement words mean things.\n\nArticle 2. Objective\nTo prevent haze.\n",
      "a.txt");
  const std::vector<Passage> expected = {
      {.anchor = "p_1", .kind = "text", .text = "ASEAN AGREEMENT ON HAZE\nThe Parties,\nagree:"},
      {.anchor = "art_1",
       .kind = "article",
       .label = "Article 1",
       .heading = "Use of Terms",
       .text = "For this Agreement words mean things."},
      {.anchor = "art_2",
       .kind = "article",
       .label = "Article 2.",
       .heading = "Objective",
       .text = "To prevent haze."}};
  EXPECT_EQ(document.passages, expected);
  EXPECT_EQ(document.metadata.first(Field::kTitle), "ASEAN AGREEMENT ON HAZE");
  EXPECT_EQ(document.metadata[Field::kTitle].source, Source::kInferred);
}

TEST(PlainText, LinesBrokenByWidthAreJoined) {
  const auto document = parse_one(
      "This sentence was broken by an editor that breaks\nlines at a width.\nThis one was not.",
      "a.txt");
  EXPECT_EQ(document.passages.front().text,
            "This sentence was broken by an editor that breaks lines at a width.\n"
            "This one was not.");
}

TEST(PlainText, LongTextIsCutAtParagraphs) {
  std::string source;
  for (int i = 0; i < 40; ++i) source += std::string(200, 'a' + i % 26) + ".\n\n";
  const auto document = parse_one(source, "a.txt");
  ASSERT_EQ(document.passages.size(), 5U);
  EXPECT_EQ(document.passages[1].anchor, "p_2");
  EXPECT_EQ(document.passages[0].text.size(), 8 * 202U - 1);
}

TEST(PlainText, WindowsEncodingAndUtf16) {
  EXPECT_EQ(parse_one("caf\xE9 society", "a.txt").passages.front().text, "caf\xC3\xA9 society");
  EXPECT_EQ(parse_one(std::string("\xFF\xFE"
                                  "a\0b\0",
                                  6),
                      "a.txt")
                .passages.front()
                .text,
            "ab");
}

TEST(PlainText, BinaryIsNotText) {
  EXPECT_EQ(parser_of(std::string("PK\3\4\0\0\0\1", 8), "a.txt"), "");
  EXPECT_EQ(parser_of("\x89PNG\r\n\x1a\n\x01\x02\x03\x04\x05", "a.txt"), "");
  EXPECT_EQ(parser_of("{\\rtf1 hello}", "a.txt"), "");
}

TEST(PlainText, AnEmptyFileIsAnError) {
  const auto done = registry().parse({"  \n", "a.txt"}, [](ParsedDocument) { FAIL(); });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace lontar::parsers
