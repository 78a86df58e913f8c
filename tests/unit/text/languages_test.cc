#include "text/languages.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "text/analyzer.h"

namespace lontar::text {
namespace {

const Languages& languages() {
  static const Languages loaded = [] {
    auto result = Languages::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
    return result ? std::move(*result) : (ADD_FAILURE() << result.error().message, Languages());
  }();
  return loaded;
}

std::string code(std::string_view asked) {
  const Language* found = languages().find(asked);
  return found ? found->code : "";
}

TEST(Languages, AreFoundByCodeAliasAndWithRegion) {
  EXPECT_EQ(code("en"), "en");
  EXPECT_EQ(code("ENG"), "en");
  EXPECT_EQ(code("pt-PT"), "pt");
  EXPECT_EQ(code("pt_BR"), "pt");
  EXPECT_EQ(code("zh-Hans-CN"), "zh");
  EXPECT_EQ(code("cmn"), "zh");
  EXPECT_EQ(code("ms-Arab"), "ms-Arab");
  EXPECT_EQ(code("ms-Arab-BN"), "ms-Arab");
  EXPECT_EQ(code("zlm-Latn"), "ms");
  EXPECT_EQ(code("tl"), "fil");
  EXPECT_EQ(code("xx"), "");
  EXPECT_EQ(code(""), "");
}

TEST(Languages, KnowWordsForNotKnowing) {
  for (const char* unknown :
       {"", " ", "Unknown", "n/a", " Tidak-Diketahui ", "tidak_diketahui", "-", "–", "?"}) {
    EXPECT_TRUE(languages().means_unknown(unknown)) << unknown;
  }
  for (const char* known : {"narkotika", "NA-1", "NO", "unknown soldier"}) {
    EXPECT_FALSE(languages().means_unknown(known)) << known;
  }
}

TEST(Languages, HaveStemmersAndWordsOfGrammar) {
  EXPECT_EQ(languages().find("en")->stemmer, "english");
  EXPECT_EQ(languages().find("ms")->stemmer, "indonesian");
  EXPECT_EQ(languages().find("fil")->stemmer, "");
  EXPECT_EQ(languages().find("th")->stemmer, "");
  for (const char* asked : {"en", "id", "ms", "ms-Arab", "fil", "vi", "th", "lo", "km", "my", "ta",
                            "zh", "pt", "tet", "fr", "es"}) {
    EXPECT_GE(languages().find(asked)->stop_words.size(), 30u) << asked;
  }
}

// A word of grammar that the Analyzer writes otherwise would never be met.
TEST(Languages, WordsOfGrammarAreTermsOfTheAnalyzer) {
  Analyzer analyzer;
  for (const Language& language : languages().all()) {
    for (const std::string& word : language.stop_words) {
      const auto tokens = analyzer.tokens(word);
      EXPECT_TRUE(tokens.size() == 1 && tokens[0].term == word) << language.code << ": " << word;
    }
    std::set<std::string> once(language.stop_words.begin(), language.stop_words.end());
    EXPECT_EQ(once.size(), language.stop_words.size()) << language.code;
  }
}

struct HeadingCase {
  std::string line;
  std::string label;
  std::string number;
  std::string rest;
};

TEST(ArticleHeading, IsReadInEveryLanguage) {
  const std::vector<HeadingCase> cases = {
      {"Article 5", "Article 5", "5", ""},
      {"ARTICLE 5", "ARTICLE 5", "5", ""},
      {"Article V", "Article V", "V", ""},
      {"ARTICLE XIV", "ARTICLE XIV", "XIV", ""},
      {"Article 5 - Definitions", "Article 5", "5", "Definitions"},
      {"Article 5. Definitions", "Article 5", "5", "Definitions"},
      {"Article 5: Use of Terms", "Article 5", "5", "Use of Terms"},
      {"Article 5 Definitions", "Article 5", "5", "Definitions"},
      {"  Article 5 \xe2\x80\x93 Scope", "Article 5", "5", "Scope"},
      {"Article 5 1. Each Party shall", "Article 5", "5", "1. Each Party shall"},
      {"Article 1.12: Objectives", "Article 1.12", "1.12", "Objectives"},
      {"Article 5bis", "Article 5bis", "5bis", ""},
      {"Article 5 bis", "Article 5 bis", "5bis", ""},
      {"Article 12A", "Article 12A", "12A", ""},
      {"Article 12-A", "Article 12-A", "12-A", ""},
      {"Article IV bis", "Article IV bis", "IVbis", ""},
      {"Article 1er", "Article 1er", "1", ""},
      {"Artigo 1.º", "Artigo 1.º", "1", ""},
      {"Artigo 3.º-A", "Artigo 3.º-A", "3-A", ""},
      {"Pasal 5", "Pasal 5", "5", ""},
      {"PASAL II", "PASAL II", "II", ""},
      {"Pasal 7 Ketentuan Umum", "Pasal 7", "7", "Ketentuan Umum"},
      {"Perkara 8. Kesamarataan", "Perkara 8", "8", "Kesamarataan"},
      {"Artikulo 3", "Artikulo 3", "3", ""},
      {"Seksyon 2. Saklaw", "Seksyon 2", "2", "Saklaw"},
      {"Điều 5. Tên", "Điều 5", "5", "Tên"},
      {"ĐIỀU 5", "ĐIỀU 5", "5", ""},
      {"Điều 5a. Tên", "Điều 5a", "5a", "Tên"},
      {"มาตรา ๕", "มาตรา ๕", "5", ""},
      {"มาตรา ๕/๑ ให้รัฐมนตรีรักษาการ", "มาตรา ๕/๑", "5/1", "ให้รัฐมนตรีรักษาการ"},
      {"ข้อ ๑๒", "ข้อ ๑๒", "12", ""},
      {"ມາດຕາ 7. ຈຸດປະສົງ", "ມາດຕາ 7", "7", "ຈຸດປະສົງ"},
      {"មាត្រា ៥", "មាត្រា ៥", "5", ""},
      {"មាត្រា៥", "មាត្រា៥", "5", ""},
      {"ပုဒ်မ ၅", "ပုဒ်မ ၅", "5", ""},
      {"第五条", "第五条", "5", ""},
      {"第二十一条 定义", "第二十一条", "21", "定义"},
      {"第 12 條：目的", "第 12 條", "12", "目的"},
      {"Artículo 5.- Definiciones", "Artículo 5", "5", "Definiciones"},
      {"Статья 5", "Статья 5", "5", ""},
      {"المادة ٥", "المادة ٥", "5", ""},
  };
  for (const HeadingCase& row : cases) {
    const auto heading = article_heading(row.line, languages());
    ASSERT_TRUE(heading) << row.line;
    EXPECT_EQ(heading->label, row.label);
    EXPECT_EQ(heading->number, row.number) << row.line;
    EXPECT_EQ(row.line.substr(heading->length), row.rest);
  }
}

TEST(ArticleHeading, DoesNotFireOnSentences) {
  for (const std::string line : {
           "Article 5 of the Charter provides that",
           "ARTICLE 5 OF THE CHARTER",
           "Article 5 shall apply to all Parties.",
           "Article 5, paragraph 2, of the Convention",
           "Article 5(1) of the Convention",
           "Article 5 (a) and (b)",
           "Article 5 Paragraph 2",
           "Article 5; and",
           "Article 5-7 apply",
           "Articles 5 and 6",
           "Article I think",
           "Article",
           "Article of faith",
           "article 5",
           "pasal 5 ayat 1",
           "Pasal 5 ayat (1)",
           "Pasal 5 Undang-Undang Nomor 4 Tahun 2009",
           "Điều 5 của Hiến chương",
           "Điều 5 Luật này",
           "มาตรา ๕ แห่งพระราชบัญญัตินี้",
           "มาตรา ๕ วรรคสอง",
           "第五条规定",
           "第五条 规定",
           "5 Article",
           "Particle 5",
           "",
           "   ",
       }) {
    EXPECT_FALSE(article_heading(line, languages())) << line;
  }
}

std::vector<std::string> dates(std::string_view text) {
  std::vector<std::string> found;
  for (const FoundDate& date : find_dates(text, languages())) {
    found.push_back(date.date.iso() + "=" +
                    std::string(text.substr(date.begin, date.end - date.begin)));
  }
  return found;
}

using Found = std::vector<std::string>;

TEST(FindDates, ReadsEveryLanguage) {
  EXPECT_EQ(dates("Signed on 15 December 1995."), Found{"1995-12-15=15 December 1995"});
  EXPECT_EQ(dates("December 15, 1995"), Found{"1995-12-15=December 15, 1995"});
  EXPECT_EQ(dates("Dec. 15, 1995"), Found{"1995-12-15=Dec. 15, 1995"});
  EXPECT_EQ(dates("this 15th day of December 1995"), Found{"1995-12-15=15th day of December 1995"});
  EXPECT_EQ(dates("7-8 October 2003"), Found{"2003-10-08=8 October 2003"});
  EXPECT_EQ(dates("in November 2015 at"), Found{"2015-11=November 2015"});
  EXPECT_EQ(dates("2009-02-26T10:00"), Found{"2009-02-26=2009-02-26"});
  EXPECT_EQ(dates("27 mei 1980"), Found{"1980-05-27=27 mei 1980"});
  EXPECT_EQ(dates("tanggal 9 Nopember 2013"), Found{"2013-11-09=9 Nopember 2013"});
  EXPECT_EQ(dates("8 Ogos 1967"), Found{"1967-08-08=8 Ogos 1967"});
  EXPECT_EQ(dates("ika-15 ng Disyembre, 1995"), Found{"1995-12-15=15 ng Disyembre, 1995"});
  EXPECT_EQ(dates("ngày 15 tháng 12 năm 1995"), Found{"1995-12-15=15 tháng 12 năm 1995"});
  EXPECT_EQ(dates("ngày 5 tháng mười một năm 1995"), Found{"1995-11-05=5 tháng mười một năm 1995"});
  EXPECT_EQ(dates("๒๔ กุมภาพันธ์ พ.ศ. ๒๕๑๙"), Found{"1976-02-24=๒๔ กุมภาพันธ์ พ.ศ. ๒๕๑๙"});
  EXPECT_EQ(dates("วันที่24กุมภาพันธ์2519"), Found{"1976-02-24=24กุมภาพันธ์2519"});
  EXPECT_EQ(dates("24 ก.พ. 2519"), Found{"1976-02-24=24 ก.พ. 2519"});
  EXPECT_EQ(dates("24 กุมภาพันธ์ ค.ศ. 1976"), Found{"1976-02-24=24 กุมภาพันธ์ ค.ศ. 1976"});
  EXPECT_EQ(dates("ວັນທີ 20 ທັນວາ ຄ.ສ 1958"), Found{"1958-12-20=20 ທັນວາ ຄ.ສ 1958"});
  EXPECT_EQ(dates("ວັນທີ ໒໐ ທັນວາ ພ.ສ. ໒໕໐໑"), Found{"1958-12-20=໒໐ ທັນວາ ພ.ສ. ໒໕໐໑"});
  EXPECT_EQ(dates("ថ្ងៃទី ១០ ខែធ្នូ ឆ្នាំ១៩៤៨"), Found{"1948-12-10=១០ ខែធ្នូ ឆ្នាំ១៩៤៨"});
  EXPECT_EQ(dates("၁၉၄၈ ခုနှစ်၊ ဒီဇင်ဘာလ ၁၀ ရက်နေ့"), Found{"1948-12-10=၁၉၄၈ ခုနှစ်၊ ဒီဇင်ဘာလ ၁၀"});
  EXPECT_EQ(dates("15 டிசம்பர் 1995"), Found{"1995-12-15=15 டிசம்பர் 1995"});
  EXPECT_EQ(dates("1948 年 12 月 10 日"), Found{"1948-12-10=1948 年 12 月 10"});
  EXPECT_EQ(dates("1948年12月10日"), Found{"1948-12-10=1948年12月10"});
  EXPECT_EQ(dates("一九四八年十二月十日"), Found{"1948-12-10=一九四八年十二月十"});
  EXPECT_EQ(dates("15 de dezembro de 1995"), Found{"1995-12-15=15 de dezembro de 1995"});
  EXPECT_EQ(dates("1er janvier 1996"), Found{"1996-01-01=1er janvier 1996"});
  EXPECT_EQ(dates("10 كانون الأول/ديسمبر 1982"), Found{"1982-12-10=10 كانون الأول/ديسمبر 1982"});
  EXPECT_EQ(dates("10 декабря 1982 года"), Found{"1982-12-10=10 декабря 1982"});
  EXPECT_EQ(dates("15 December B.E. 2538"), Found{"1995-12-15=15 December B.E. 2538"});
}

TEST(FindDates, ReadsTheBuddhistEra) {
  const auto only = [](std::string_view text) {
    const auto found = find_dates(text, languages());
    return found.size() == 1 ? found[0].date.iso() : std::to_string(found.size());
  };
  EXPECT_EQ(only("ให้ไว้ ณ วันที่ ๖ เมษายน พุทธศักราช ๒๕๖๐"), "2017-04-06");
  EXPECT_EQ(only("๑๕ มีนาคม พ.ศ. ๒๔๗๗"), "1935-03-15");  // the year began in April
  EXPECT_EQ(only("๑๐ ธันวาคม พ.ศ. ๒๔๗๕"), "1932-12-10");
  EXPECT_EQ(only("๑๕ มีนาคม พ.ศ. ๒๔๘๔"), "1941-03-15");
  EXPECT_EQ(only("เมื่อวันที่ 5 เดือนธันวาคม พ.ศ.2540 นั้น"), "1997-12-05");
  EXPECT_EQ(only("ธันวาคม ๒๕๔๐"), "1997-12");
  EXPECT_EQ(only("๒๔/๐๒/๒๕๖๐"), "2017-02-24");
  EXPECT_EQ(only("ວັນທີ 2 ທັນວາ ພຸດທະສັກກະລາດ 2518"), "1975-12-02");
  EXPECT_EQ(only("ថ្ងៃទី២៤ ខែកញ្ញា ព.ស. ២៥៣៧"), "0");  // 543 or 544: see languages.toml
  EXPECT_EQ(only("ថ្ងៃទី២៤ ខែកញ្ញា គ.ស. ១៩៩៣"), "1993-09-24");
  EXPECT_EQ(only("၂၀၀၈ ခုနှစ် မေလ ၂၉ ရက်"), "2008-05-29");
  EXPECT_EQ(only("6 April B.E. 2560"), "2017-04-06");
  EXPECT_EQ(only("6 April 2560"), "0");  // no era said: a number, not a year
}

TEST(FindDates, TakesFiguresOnlyWhereTheyCanMeanOneDay) {
  EXPECT_EQ(dates("03/04/2015"), Found{});
  EXPECT_EQ(dates("15/12/1995, 12/15/1995, 05.05.2015"),
            (Found{"1995-12-15=15/12/1995", "1995-12-15=12/15/1995", "2015-05-05=05.05.2015"}));
  EXPECT_EQ(dates("Case 001/18-07-2007-ECCC/SC"), Found{});
  EXPECT_EQ(dates("version 2009-02-26-rc1, 1-2-3, A15 December 1995"),
            Found{"1995-12=December 1995"});
}

TEST(FindDates, NeverGivesADayThatNeverWas) {
  EXPECT_EQ(dates("31 February 2015; 2015-02-30; 30/02/2015; 0 May 2001; February 29, 2015"),
            Found{});
  EXPECT_EQ(dates("29 February 2016"), Found{"2016-02-29=29 February 2016"});
  EXPECT_EQ(dates("15 December 9999 and may 2015"), Found{});
}

}  // namespace
}  // namespace lontar::text
