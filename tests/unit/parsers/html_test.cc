#include <gtest/gtest.h>

#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

TEST(Html, HeadingsCutPassagesAndNest) {
  const auto document = parse_one(
      "<!DOCTYPE html><html lang=id><head><title>Asap | Sekretariat</title>"
      "<meta name='DC.date' content='10 June 2002'></head><body><h1 id=top>Asap</h1><p>Satu "
      "<b>dua</b>tiga.<p>Empat<h2><a name='s 1'>Bagian</a></h2>Lima<br>enam"
      "<ul><li>tujuh<li>delapan</ul></body></html>",
      "a.html");
  const std::vector<Passage> expected = {
      {.anchor = "top", .kind = "section", .heading = "Asap", .text = "Satu duatiga.\nEmpat"},
      {.anchor = "s_1",
       .kind = "section",
       .heading = "Bagian",
       .text = "Lima\nenam\ntujuh\ndelapan",
       .depth = 1}};
  EXPECT_EQ(document.passages, expected);
  EXPECT_EQ(document.metadata.first(Field::kTitle), "Asap");
  EXPECT_EQ(document.metadata.first(Field::kLanguage), "id");
  EXPECT_EQ(document.metadata.first(Field::kDate), "2002-06-10");
}

TEST(Html, TablesOfDataAreLinesAndTablesOfLayoutAreNot) {
  const auto document = parse_one(
      "<html><body><table><tr><td><h1>Title</h1><p>One<p>Two<table><tr><th>State<th>Year"
      "<tr><td>Brunei<td><p>2002</p></table></table></body></html>",
      "a.html");
  EXPECT_EQ(document.passages.front().text, "One\nTwo\nState | Year\nBrunei | 2002");
}

TEST(Html, MenusAndScriptsAreLeftOutAndTextIsNot) {
  const auto document = parse_one(
      "<html><body><header><a href=/>Site</a></header><nav>Menu</nav><script>var x='code';</script>"
      "<main><header>Signed in Manila</header><h1>Pact</h1><p>Body text stands here for long "
      "enough."
      "</p><aside>A note</aside></main><footer>Contact us</footer></body></html>",
      "a.html");
  const std::string text = reading(document.passages);
  for (const char* kept : {"Signed in Manila", "Pact", "Body text", "A note"})
    EXPECT_NE(text.find(kept), std::string::npos) << kept;
  for (const char* gone : {"Site", "Menu", "code", "Contact us"})
    EXPECT_EQ(text.find(gone), std::string::npos) << gone;
}

TEST(Html, APageThatIsAllHeaderKeepsIt) {
  const auto document = parse_one(
      "<html><body><nav><p>The whole text of this page was put into its menu by mistake, all of "
      "it.</p></nav><p>x</p></body></html>",
      "a.html");
  EXPECT_NE(reading(document.passages).find("The whole text"), std::string::npos);
}

TEST(Html, ArticlesInParagraphsAreArticles) {
  const auto document = parse_one(
      "<html><body><h1>Pact</h1><p>Preamble words.</p><p><b>Article 1</b></p><p>First.</p>"
      "<h3>Article 2. Scope</h3><p>Second.</p></body></html>",
      "a.html");
  ASSERT_EQ(document.passages.size(), 3U);
  EXPECT_EQ(document.passages[1].label, "Article 1");
  EXPECT_EQ(document.passages[1].text, "First.");
  EXPECT_EQ(document.passages[2].kind, "article");
  EXPECT_EQ(document.passages[2].heading, "Scope");
}

TEST(Html, EncodingFromMetaMarkAndBytes) {
  const auto word = [](const std::string& bytes) {
    return parse_one(bytes, "a.html").passages.front().text;
  };
  EXPECT_EQ(word("<html><head><meta charset=\"windows-1252\"></head><body>caf\xE9"), "caf\xC3\xA9");
  EXPECT_EQ(word("<html><head><meta http-equiv='Content-Type' content='text/html; "
                 "charset=iso-8859-1'></head><body>caf\xE9"),
            "caf\xC3\xA9");
  EXPECT_EQ(word("<html><body>caf\xC3\xA9"), "caf\xC3\xA9");
  EXPECT_EQ(word("<html><body>caf\xE9"), "caf\xC3\xA9");
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("<html><body>caf\xE9")) utf16 += {c, '\0'};
  EXPECT_EQ(word(utf16), "caf\xC3\xA9");
}

TEST(Html, EndlessNestingEnds) {
  for (const char* tag : {"<div>", "<b>", "<table>", "<div></x>", "<p><span>"}) {
    std::string page = "<html><body>";
    for (int i = 0; i < 100'000; ++i) page += tag;
    page += "the deepest words";
    const auto document = parse_one(page, "deep.html");
    EXPECT_NE(reading(document.passages).find("the deepest words"), std::string::npos) << tag;
    EXPECT_TRUE(has_warning(document, "html-too-deep")) << tag;
  }
}

TEST(Html, EndlessAttributesEnd) {
  std::string spaced = "<html><body><div", joined = spaced, slashed = spaced;
  for (int i = 0; i < 200'000; ++i) {
    const std::string name = "a" + std::to_string(i);
    spaced += " " + name;
    joined += name + "='x'";
    slashed += "/" + name;
  }
  for (const std::string& page : {spaced, joined, slashed}) {
    const auto document = parse_one(page + ">the words</div>", "wide.html");
    EXPECT_NE(reading(document.passages).find("the words"), std::string::npos);
    EXPECT_TRUE(has_warning(document, "html-too-many-attributes"));
  }
}

TEST(Html, ComparisonsInAProgramAreNoTags) {
  std::string page = "<html><head><script>";
  for (int i = 0; i < 5000; ++i) page += "if (a<b) c = 'd' / e;\n";
  const auto document = parse_one(page + "</script></head><body><p>words", "program.html");
  EXPECT_EQ(document.warnings, std::vector<Warning>());
}

TEST(Html, ManyUnclosedParagraphsAreNotDeep) {
  std::string page = "<html><body><ul>";
  for (int i = 0; i < 5000; ++i) page += "<li>item<p>text<br>";
  const auto document = parse_one(page, "flat.html");
  EXPECT_FALSE(has_warning(document, "html-too-deep"));
}

TEST(Html, IsKnownByContent) {
  EXPECT_EQ(parser_of("<!doctype html><p>x", "a.bin"), "html");
  EXPECT_EQ(parser_of("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "a.xml"),
            "html");
  EXPECT_EQ(parser_of("<div>x</div>", "a"), "html");
  EXPECT_EQ(parser_of("<memo><p>x</p></memo>", "a.xml"), "xml");
  EXPECT_EQ(parser_of("see <html> for more", "a.txt"), "plain-text");
}

// As some producers leave them in: a page is read all the same, and nothing else that has them is.
TEST(Html, ControlCharactersAreLeftOutAndSaid) {
  const std::string noise = std::string("\0\x01\x1B\x7F", 4);
  const auto document = parse_one("\r\n<!DOCTYPE html><title>Pa" + noise + "ct</title><p>Bo" +
                                      noise + noise + "dy\ttext.\f</p>",
                                  "a.html");
  EXPECT_EQ(document.metadata.first(Field::kTitle), "Pact");
  ASSERT_EQ(document.passages.size(), 1U);
  EXPECT_EQ(document.passages.front().text, "Body text.");
  EXPECT_TRUE(has_warning(document, "control-characters", "12 control characters"));
  EXPECT_FALSE(has_warning(parse_one("<!doctype html><p>x\ty", "a.html"), "control-characters"));
  EXPECT_EQ(parser_of("<html>" + noise, "a"), "html");
  EXPECT_EQ(parser_of("<p>" + noise, "a.html"), "");
  EXPECT_EQ(parser_of("PK" + noise + "<!doctype html>", "a.html"), "");
}

TEST(Html, AnEmptyPageIsAnError) {
  EXPECT_FALSE(registry().parse({"<html><body></body></html>", "a.html"}, [](auto) {}).ok());
}

}  // namespace
}  // namespace lontar::parsers
