#include "indexer/catalogue.h"

#include <gtest/gtest.h>

#include "indexer/settings.h"
#include "knowledge/taxonomy.h"
#include "text/languages.h"

namespace lontar::indexer {
namespace {

const std::filesystem::path kConfig = std::filesystem::path(LONTAR_SOURCE_DIR) / "config";

class CatalogueTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    languages_ = new text::Languages(std::move(*text::Languages::load(kConfig)));
    taxonomy_ = new knowledge::Taxonomy(std::move(*knowledge::Taxonomy::load(kConfig)));
  }
  static void TearDownTestSuite() {
    delete languages_;
    delete taxonomy_;
  }

  Catalogue read(std::string_view bytes) {
    return read_catalogue(bytes, CellReader(*taxonomy_, *languages_));
  }
  // The cell of a catalogue with one row and one column beside `file`.
  Catalogue cell(const std::string& column, const std::string& value) {
    return read("file," + column + "\nx.pdf,\"" + value + "\"\n");
  }
  std::vector<std::string> values(const std::string& column, const std::string& value) {
    const Catalogue catalogue = cell(column, value);
    return catalogue.rows.at(0).metadata.all(*field_named(column));
  }

  static text::Languages* languages_;
  static knowledge::Taxonomy* taxonomy_;
};

text::Languages* CatalogueTest::languages_;
knowledge::Taxonomy* CatalogueTest::taxonomy_;

using Texts = std::vector<std::string>;

// "row:column:code" of every issue.
Texts brief(const Catalogue& catalogue) {
  Texts found;
  for (const Issue& issue : catalogue.issues) {
    found.push_back(std::to_string(issue.row) + ":" + issue.column + ":" + issue.code);
  }
  return found;
}

TEST_F(CatalogueTest, ReadsEveryColumn) {
  const Catalogue catalogue = read(
      "file,id,title,type,date,community,member_states,topics,body,court,citation,language,status,"
      "source_url,work,short_title,text_kind,parties\n"
      "a/b.pdf,my-id,\"Agreement; with \"\"marks\"\"\",agreement,2002-06-10,ASCC,ID;my;Singapore,"
      "transboundary-haze,Some New Body,Court of Somewhere,[2002] X 1;[2002] Y 2,en,,"
      "https://example.org/a,w1,Haze,official,Indonesia;Japan\n");
  EXPECT_EQ(brief(catalogue), Texts{});
  ASSERT_EQ(catalogue.rows.size(), 1u);
  EXPECT_EQ(catalogue.rows[0].number, 2);
  EXPECT_EQ(catalogue.rows[0].file, "a/b.pdf");
  const Metadata& row = catalogue.rows[0].metadata;
  EXPECT_EQ(row.first(Field::kId), "my-id");
  EXPECT_EQ(row.first(Field::kTitle), "Agreement; with \"marks\"");
  EXPECT_EQ(row.first(Field::kType), "agreement");
  EXPECT_EQ(row.first(Field::kDate), "2002-06-10");
  EXPECT_EQ(row.all(Field::kCommunity), Texts{"ASCC"});
  EXPECT_EQ(row.all(Field::kMemberStates), (Texts{"ID", "MY", "SG"}));
  EXPECT_EQ(row.all(Field::kTopics), Texts{"transboundary-haze"});
  EXPECT_EQ(row.all(Field::kBody), Texts{"Some New Body"});
  EXPECT_EQ(row.first(Field::kCourt), "Court of Somewhere");
  EXPECT_EQ(row.all(Field::kCitation), (Texts{"[2002] X 1", "[2002] Y 2"}));
  EXPECT_EQ(row.first(Field::kLanguage), "en");
  EXPECT_FALSE(row[Field::kStatus].given());
  EXPECT_EQ(row.first(Field::kSourceUrl), "https://example.org/a");
  EXPECT_EQ(row.first(Field::kWork), "w1");
  EXPECT_EQ(row.first(Field::kShortTitle), "Haze");
  EXPECT_EQ(row.first(Field::kTextKind), "official");
  EXPECT_EQ(row.all(Field::kParties), (Texts{"Indonesia", "Japan"}));
  EXPECT_EQ(row[Field::kTitle].source, Source::kCatalogue);
}

TEST_F(CatalogueTest, SeparatorsAndEncodingsOfSpreadsheets) {
  const Texts wanted = {"ID", "MY"};
  const auto states = [&](std::string_view bytes) {
    const Catalogue catalogue = read(bytes);
    EXPECT_EQ(catalogue.rows.size(), 1u) << bytes;
    return catalogue.rows.empty() ? Texts{} : catalogue.rows[0].metadata.all(Field::kMemberStates);
  };
  EXPECT_EQ(states("\xEF\xBB\xBF"
                   "file,member_states\r\nx,ID;MY\r\n"),
            wanted);
  EXPECT_EQ(states("file;member_states\r\nx;\"ID;MY\"\r\n"), wanted);
  EXPECT_EQ(states("file\tmember_states\r\nx\tID;MY\r\n"), wanted);
  EXPECT_EQ(states("sep=;\r\nfile;member_states\r\nx;\"ID;MY\"\r\n"), wanted);
  EXPECT_EQ(states("File,Member States\nx,\"ID ; MY\"\n"), wanted);
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("file\tmember_states\nx\tID;MY\n")) wide += {c, '\0'};
  EXPECT_EQ(states(wide), wanted);
}

TEST_F(CatalogueTest, ReadsWindows1252WithAWarning) {
  const Catalogue catalogue = read("file,title\nx.pdf,Communiqu\xE9\n");
  EXPECT_EQ(brief(catalogue), Texts{"1::not-utf8"});
  EXPECT_EQ(catalogue.rows.at(0).metadata.first(Field::kTitle), "Communiqu\u00E9");
}

TEST_F(CatalogueTest, LineBreaksInCellsBecomeSpaces) {
  EXPECT_EQ(values("title", "ASEAN\r\nCharter"), Texts{"ASEAN Charter"});
}

TEST_F(CatalogueTest, WordsForUnknownAreAsEmpty) {
  for (const char* word : {"", " ", "unknown", "Unknown", "n/a", "N/A", "-", "\u2013", "?"}) {
    const Catalogue catalogue = cell("member_states", word);
    EXPECT_FALSE(catalogue.rows.at(0).metadata[Field::kMemberStates].given()) << word;
    EXPECT_TRUE(catalogue.issues.empty()) << word;
  }
  EXPECT_EQ(values("member_states", "ID; unknown; "), Texts{"ID"});
}

TEST_F(CatalogueTest, ABadCellCostsItselfOnly) {
  const Catalogue catalogue = read(
      "file,type,date,community,member_states,topics,language,status,source_url,text_kind,id\n"
      "x.pdf,sonnet,soon,NATO,ID;Atlantis,alchemy,Klingonese,asleep,javascript:alert(1),copy,a "
      "b\n");
  EXPECT_EQ(brief(catalogue),
            (Texts{"2:type:unknown-type", "2:date:unreadable-date", "2:community:unknown-community",
                   "2:member_states:unknown-state", "2:topics:unknown-topic",
                   "2:language:unknown-language", "2:status:unknown-status", "2:source_url:bad-url",
                   "2:text_kind:unknown-text-kind", "2:id:bad-id"}));
  Metadata wanted;
  wanted.offer(Field::kMemberStates, "ID", Source::kCatalogue);
  EXPECT_EQ(catalogue.rows.at(0).metadata, wanted);
  EXPECT_NE(catalogue.issues[0].message.find("row 2, column type: 'sonnet'"), std::string::npos);
}

TEST_F(CatalogueTest, DatesThatHaveOneReading) {
  const std::pair<const char*, const char*> dates[] = {{"2009-07-23", "2009-07-23"},
                                                       {"2009-07", "2009-07"},
                                                       {"2009", "2009"},
                                                       {"2009/07/23", "2009-07-23"},
                                                       {"23/07/2009", "2009-07-23"},
                                                       {"07/23/2009", "2009-07-23"},
                                                       {"1.1.2009", "2009-01-01"},
                                                       {"23 July 2009", "2009-07-23"},
                                                       {"2009-07-23 00:00:00", "2009-07-23"},
                                                       {"2009-07-23T10:00:00Z", "2009-07-23"}};
  for (const auto& [written, meant] : dates)
    EXPECT_EQ(values("date", written), Texts{meant}) << written;
  for (const char* bad : {"03/04/2015", "39870", "2552-01-01", "2009-02-30", "31/02/2009",
                          "23/07/09", "next year", "1 May 2009 or 2 May 2009"}) {
    EXPECT_EQ(brief(cell("date", bad)), Texts{"2:date:unreadable-date"}) << bad;
  }
}

TEST_F(CatalogueTest, ReportsWhatIsWrongWithRowsAndColumns) {
  const Catalogue catalogue = read(
      "file,titel,date,date,remarks\n"
      "a.pdf,x,2001,2002,\n"
      ",,2003,,\n"
      "\n"
      "a.pdf,,2004,,\n"
      "./sub\\b.pdf,,2005,,,surplus\n");
  EXPECT_EQ(brief(catalogue),
            (Texts{"1:titel:unknown-column", "1:date:repeated-column", "1:remarks:unknown-column",
                   "3:file:no-file", "5:file:duplicate-row", "6::too-many-cells"}));
  EXPECT_NE(catalogue.issues[0].message.find("is it title?"), std::string::npos);
  ASSERT_EQ(catalogue.rows.size(), 2u);
  EXPECT_EQ(catalogue.rows[0].metadata.first(Field::kDate), "2001");
  EXPECT_EQ(catalogue.rows[1].file, "sub/b.pdf");
}

TEST_F(CatalogueTest, WithoutAHeaderOrAFileColumnNothingIsRead) {
  EXPECT_EQ(brief(read("")), Texts{"1::empty-catalogue"});
  EXPECT_EQ(brief(read("\xEF\xBB\xBF")), Texts{"1::empty-catalogue"});
  EXPECT_EQ(brief(read("title,date\nx,2001\n")), Texts{"1::no-file-column"});
}

TEST_F(CatalogueTest, LanguagesByCodeOrName) {
  EXPECT_EQ(values("language", "ind"), Texts{"id"});
  EXPECT_EQ(values("language", "Indonesian"), Texts{"id"});
  EXPECT_EQ(values("language", "fr"), Texts{"fr"});
}

TEST_F(CatalogueTest, SettingsRefuseWhatTheyDoNotKnow) {
  const auto settings = Settings::load("/nowhere/at/all");
  ASSERT_FALSE(settings.ok());
  EXPECT_NE(settings.error().message.find("lontar.toml"), std::string::npos);
}

}  // namespace
}  // namespace lontar::indexer
