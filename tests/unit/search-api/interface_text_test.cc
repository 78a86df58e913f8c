// The interface's sentences: how they are read, put into pages and written with numbers and dates.
#include "search-api/interface_text.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "search-api/web_files.h"

namespace lontar::api {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kHead = "[interface]\nown_name = 'X'\ndir = 'ltr'\n";

// A folder like web/ that a test fills; removed at the end.
class InterfaceTextTest : public testing::Test {
 protected:
  InterfaceTextTest() {
    std::string name = (fs::temp_directory_path() / "lontar-i18n-XXXXXX").string();
    web_ = mkdtemp(name.data());
    for (const char* folder : {"i18n", "templates", "static", "styles"})
      fs::create_directory(web_ / folder);
  }
  ~InterfaceTextTest() override { fs::remove_all(web_); }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(web_ / name) << content;
  }
  Result<InterfaceTexts> load() const { return InterfaceTexts::load(web_ / "i18n"); }

  fs::path web_;
};

TEST_F(InterfaceTextTest, WhatALanguageLacksIsEnglish) {
  write("i18n/en.toml", std::string(kHead) + "[a]\nb = 'bee'\nc = 'sea'\n");
  write("i18n/th.toml", std::string(kHead) + "aliases = ['tha']\n[a]\nb = 'บี'\n");
  const auto texts = load();
  ASSERT_TRUE(texts.ok()) << texts.error().message;
  const InterfaceText* thai = texts->find("THA");
  ASSERT_NE(thai, nullptr);
  EXPECT_EQ(thai->code(), "th");
  EXPECT_EQ(thai->get("a.b"), "บี");
  EXPECT_EQ(thai->get("a.c"), "sea");
  EXPECT_EQ(thai->find_own("a.c"), nullptr);
  EXPECT_EQ(thai->get("a.none"), "a.none");
  EXPECT_EQ(texts->find("fr"), nullptr);
  EXPECT_EQ(texts->find(""), nullptr);
  EXPECT_EQ(texts->english().code(), "en");
}

TEST_F(InterfaceTextTest, PluralsAreOfOneLanguage) {
  write("i18n/en.toml", std::string(kHead) +
                            "[numbers]\ngroup = ','\n"
                            "[a]\nb_one = '{count} document'\nb_other = '{count} documents'\n");
  write("i18n/id.toml", std::string(kHead) + "[a]\nb_other = '{count} dokumen'\n");
  const auto texts = load();
  ASSERT_TRUE(texts.ok()) << texts.error().message;
  EXPECT_EQ(texts->english().counted("a.b", 1), "1 document");
  EXPECT_EQ(texts->english().counted("a.b", 0), "0 documents");
  EXPECT_EQ(texts->english().counted("a.b", 1234567), "1,234,567 documents");
  EXPECT_EQ(texts->find("id")->counted("a.b", 1), "1 dokumen");
}

TEST_F(InterfaceTextTest, FilesThatCannotBeAreRefusedWithTheirName) {
  EXPECT_THAT(load().error().message, HasSubstr("en.toml"));
  const std::string good = std::string(kHead) + "[a]\nb = 'x'\n";
  write("i18n/en.toml", good);
  for (const auto& [content, complaint] :
       {std::pair{"[interface]\ndir = 'ltr'\n", "interface.own_name"},
        {"[interface]\nown_name = 'X'\ndir = 'ltr'\n[a]\nb = '{{c}}'\n", "a.b has two braces"},
        {"[interface]\nown_name = 'X'\ndir = 'ltr'\n[a]\nb = 5\n", "a.b is not a text"},
        {"[interface\n", "id.toml:"}}) {
    write("i18n/id.toml", content);
    const auto texts = load();
    ASSERT_FALSE(texts.ok()) << content;
    EXPECT_THAT(texts.error().message, AllOf(HasSubstr("id.toml"), HasSubstr(complaint)));
  }
}

TEST_F(InterfaceTextTest, SentencesAreEscapedAndMarkedWhereTagsMayStand) {
  write(
      "i18n/en.toml",
      std::string(kHead) + "[a]\nb = '<i> & \"q\" [2019] `a<b` [see {what}](/help?a=1&b=2) ]( '\n");
  const auto texts = load();
  ASSERT_TRUE(texts.ok()) << texts.error().message;
  const auto page = put_sentences("<p>{{t.a.b}}</p><p title=\"{{t.a.b}}\">{{x}}", texts->english());
  ASSERT_TRUE(page.ok()) << page.error().message;
  EXPECT_EQ(*page,
            "<p>&lt;i&gt; &amp; &quot;q&quot; [2019] <code>a&lt;b</code> "
            "<a href=\"/help?a=1&amp;b=2\">see {{what}}</a> ]( </p>"
            "<p title=\"&lt;i&gt; &amp; &quot;q&quot; [2019] `a&lt;b` "
            "[see {{what}}](/help?a=1&amp;b=2) ]( \">{{x}}");
}

TEST_F(InterfaceTextTest, AnUnknownKeyNamesItselfAndItsTemplate) {
  write("i18n/en.toml", std::string(kHead));
  write("templates/page.mustache", "<p>{{t.search.nothing}}</p>");
  const auto web = WebFiles::load(web_);
  ASSERT_FALSE(web.ok());
  EXPECT_THAT(web.error().message, AllOf(HasSubstr("'page'"), HasSubstr("t.search.nothing")));
}

TEST_F(InterfaceTextTest, TemplatesAreWordedInEveryLanguageAndStylesAreOneFile) {
  write("i18n/en.toml", std::string(kHead) + "[a]\nb = 'bee'\n");
  write("i18n/vi.toml", std::string(kHead) + "[a]\nb = 'ong'\n");
  write("templates/part.mustache", "<b>{{t.a.b}}</b>");
  write("templates/page.mustache", "<html lang=\"{{t.interface.code}}\">{{> part}}");
  write("styles/20-b.css", "b{}\n");
  write("styles/10-a.css", "a{}\n");
  const auto web = WebFiles::load(web_);
  ASSERT_TRUE(web.ok()) << web.error().message;
  EXPECT_EQ(*web->page_template("page", "en"), "<html lang=\"en\"><b>bee</b>");
  EXPECT_EQ(*web->page_template("page", "vi"), "<html lang=\"vi\"><b>ong</b>");
  EXPECT_EQ(web->page_template("page", "th"), nullptr);
  EXPECT_EQ(web->static_file("style.css")->body, "a{}\nb{}\n");
  const std::string before = web->fingerprint();
  write("i18n/vi.toml", std::string(kHead) + "[a]\nb = 'ong'\nc = 'used by C++ alone'\n");
  EXPECT_NE(WebFiles::load(web_)->fingerprint(), before);
}

struct Written {
  const char* language;
  const char* number;
  const char* day;
  const char* month;
  const char* size;
};

TEST(ShippedInterfaceText, WritesNumbersAndDatesAsEachLanguageDoes) {
  const auto texts = InterfaceTexts::load(LONTAR_SOURCE_DIR "/web/i18n");
  ASSERT_TRUE(texts.ok()) << texts.error().message;
  for (const Written& row : {
           Written{"en", "1,234,567", "8 August 1967", "July 2009", "1.2 MB"},
           Written{"id", "1.234.567", "8 Agustus 1967", "Juli 2009", "1,2 MB"},
           Written{"ms", "1,234,567", "8 Ogos 1967", "Julai 2009", "1.2 MB"},
           Written{"fil", "1,234,567", "Agosto 8, 1967", "Hulyo 2009", "1.2 MB"},
           Written{"th", "1,234,567", "8 สิงหาคม พ.ศ. 2510 (ค.ศ. 1967)",
                   "กรกฎาคม พ.ศ. 2552 (ค.ศ. 2009)", "1.2 MB"},
           Written{"vi", "1.234.567", "8 tháng 8 năm 1967", "tháng 7 năm 2009", "1,2 MB"},
       }) {
    const InterfaceText* text = texts->find(row.language);
    ASSERT_NE(text, nullptr) << row.language;
    EXPECT_EQ(text->number(1234567), row.number);
    EXPECT_EQ(text->number(999), "999");
    EXPECT_EQ(text->date({1967, 8, 8}), row.day);
    EXPECT_EQ(text->date({2009, 7, 0}), row.month);
    EXPECT_THAT(text->date({2009, 0, 0}), HasSubstr("2009"));
    EXPECT_EQ(text->size(1'234'567), row.size);
    EXPECT_EQ(text->size(12'345), "12 kB");
    EXPECT_THAT(text->size(999), HasSubstr("999 "));
  }
}

}  // namespace
}  // namespace lontar::api
