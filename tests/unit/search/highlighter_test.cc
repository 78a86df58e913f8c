#include "search/highlighter.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>

#include "search/marked_text.h"
#include "text/clean.h"

namespace lontar::search {
namespace {

class HighlighterTest : public testing::Test {
 protected:
  std::string whole(const std::string& query, const std::string& text) {
    query_ = parse_query(query, analyzer_);
    wanted_ = wanted_of(query_.root);
    return Highlighter(wanted_, analyzer_, [](const Form&) { return true; }).whole(text);
  }
  std::string snippet(const std::string& query, const std::string& text, std::size_t bytes = 60) {
    query_ = parse_query(query, analyzer_);
    wanted_ = wanted_of(query_.root);
    return Highlighter(wanted_, analyzer_, [](const Form&) { return true; }).snippet(text, bytes);
  }

  text::Analyzer analyzer_;
  Query query_;
  Wanted wanted_;
};

TEST_F(HighlighterTest, MarksWordsPhrasesAndBeginnings) {
  EXPECT_EQ(whole("haze", "Haze, more haze."), "<mark>Haze</mark>, more <mark>haze</mark>.");
  EXPECT_EQ(whole("\"haze pollution\"", "haze and haze pollution"),
            "haze and <mark>haze pollution</mark>");
  EXPECT_EQ(whole("pollut*", "polluted air, pollution"),
            "<mark>polluted</mark> air, <mark>pollution</mark>");
  EXPECT_EQ(whole("haze NOT smoke", "haze smoke"), "<mark>haze</mark> smoke");
}

TEST_F(HighlighterTest, NothingOfTheTextIsMarkup) {
  EXPECT_EQ(whole("script", "<script>&\"'</script>"),
            "&lt;<mark>script</mark>&gt;&amp;&quot;&#39;&lt;/<mark>script</mark>&gt;");
}

TEST_F(HighlighterTest, ASnippetStandsAroundTheMatch) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "word" + std::to_string(i) + " ";
  const std::string cut = snippet("word50", text);
  EXPECT_EQ(cut, "… word49 <mark>word50</mark> word51 word52 word53 word54 word55 word56 …");
  EXPECT_EQ(snippet("nothing", text),
            "word0 word1 word2 word3 word4 word5 word6 word7 word8 word9 …");
}

TEST_F(HighlighterTest, AWordLongerThanASnippetIsShown) {
  const std::string text(5000, 'x');
  EXPECT_EQ(snippet("nothing", text + " end"), text + " …");
}

RC_GTEST_FIXTURE_PROP(HighlighterTest, SnippetsAreTheTextWithMarksOnly,
                      (const std::string& bytes)) {
  const std::string text = text::clean(bytes + " haze <b>&amp; " + bytes);
  const std::string html = whole("haze b", text);
  const std::string plain = std::regex_replace(html, std::regex("</?mark>"), "");
  RC_ASSERT(plain == escape_html(text));
  RC_ASSERT(std::regex_replace(html, std::regex("</?mark>"), "").find('<') == std::string::npos);
}

}  // namespace
}  // namespace lontar::search
