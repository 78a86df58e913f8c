#include "search-api/export_formats.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "hostile_text.h"
#include "io/csv.h"
#include "text/clean.h"

namespace lontar::api {
namespace {

using testing::StartsWith;

const Wording& english() {
  static const Vocabulary vocabulary = *Vocabulary::load(LONTAR_SOURCE_DIR "/config");
  static const InterfaceTexts texts = *InterfaceTexts::load(LONTAR_SOURCE_DIR "/web/i18n");
  static const Wording words{vocabulary, texts.english()};
  return words;
}

const ExportFormat& format(std::string_view name) {
  return *std::ranges::find(export_formats(), name, &ExportFormat::name);
}

search::Hit hit(const std::string& title) {
  search::Hit made;
  made.record.id = "/a b";
  made.record.origin.file = "folder/file.pdf";
  made.record.metadata.offer(Field::kTitle, title, Source::kCatalogue);
  made.record.metadata.offer_list(Field::kMemberStates, {"ID", "MY"}, Source::kCatalogue);
  made.passages = {
      {.anchor = "art_5",
       .label = "Article 5",
       .page = 3,
       .snippet = "no <mark>haze</mark> &amp; &quot;smoke&quot; &lt;mark&gt; it&#39;s"}};
  return made;
}

TEST(SpreadsheetCell, IsNeverAFormula) {
  EXPECT_EQ(spreadsheet_cell("=1+1"), "'=1+1");
  EXPECT_EQ(spreadsheet_cell(" \n=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
  EXPECT_EQ(spreadsheet_cell("+62"), "'+62");
  EXPECT_EQ(spreadsheet_cell("-5"), "'-5");
  EXPECT_EQ(spreadsheet_cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(spreadsheet_cell("＝1"), "'＝1");
  EXPECT_EQ(spreadsheet_cell("a;=1"), "a; =1");
  EXPECT_EQ(spreadsheet_cell("a; =1"), "a; =1");
  EXPECT_EQ(spreadsheet_cell("2002-06-10"), "2002-06-10");
  EXPECT_EQ(spreadsheet_cell("a\r\n\tb "), "a b");
  EXPECT_EQ(spreadsheet_cell(" \n"), "");
}

RC_GTEST_PROP(SpreadsheetCell, IsALineThatHoldsTheText, ()) {
  const std::string text = hostile_text();
  const std::string cell = spreadsheet_cell(text);
  RC_ASSERT(cell.find_first_of("\r\n\t") == std::string::npos);
  RC_ASSERT(cell.empty() || std::string("=+-@ ").find(cell.front()) == std::string::npos);
  for (const char* sign : {";=", ";+", ";-", ";@"}) RC_ASSERT(cell.find(sign) == std::string::npos);
  const auto without_blanks = [](std::string all) {
    std::erase_if(all, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    return all;
  };
  std::string kept = without_blanks(cell);
  const std::string meant = without_blanks(text);
  if (kept != meant) kept.erase(0, 1);  // the apostrophe
  RC_ASSERT(kept == meant);
}

TEST(ExportFormats, CsvHasTheCataloguesColumnsAndWhatWasFound) {
  const ExportGround ground{english(), "https://law.example"};
  const std::string head = format("csv").head();
  EXPECT_THAT(head, StartsWith("\xEF\xBB\xBF"
                               "file,id,title,"));
  const auto table =
      io::read_csv(head.substr(3) + format("csv").row(hit("A, \"title\""), ground), ',');
  ASSERT_EQ(table.rows.size(), 2u);
  const auto& names = table.rows[0].cells;
  const auto& cells = table.rows[1].cells;
  ASSERT_EQ(names.size(), cells.size());
  const auto cell = [&](std::string_view name) {
    return cells[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())];
  };
  for (const FieldInfo& field : kFields)
    EXPECT_NE(std::ranges::find(names, field.name), names.end()) << field.name;
  EXPECT_EQ(cell("file"), "folder/file.pdf");
  EXPECT_EQ(cell("id"), "/a b");
  EXPECT_EQ(cell("title"), "A, \"title\"");
  EXPECT_EQ(cell("member_states"), "ID;MY");
  EXPECT_EQ(cell("date"), "");
  EXPECT_EQ(cell("link"), "https://law.example/documents/%2Fa%20b");
  EXPECT_EQ(cell("passage"), "Article 5");
  EXPECT_EQ(cell("passage_page"), "3");
  EXPECT_EQ(cell("passage_link"), "https://law.example/documents/%2Fa%20b#art_5");
  EXPECT_EQ(cell("passage_text"), "no haze & \"smoke\" <mark> it's");
}

TEST(ExportFormats, ADocumentWithoutTextHasARowAsWide) {
  const ExportGround ground{english(), ""};
  search::Hit none = hit("T");
  none.passages.clear();
  const auto table = io::read_csv(format("csv").head() + format("csv").row(none, ground), ',');
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].cells.size(), table.rows[1].cells.size());
}

RC_GTEST_PROP(ExportFormats, CsvReadsBack, ()) {
  const std::string title = hostile_text();
  const auto table =
      io::read_csv(format("csv").row(hit(title), {english(), "https://law.example"}), ',');
  RC_ASSERT(table.rows.size() == 1u);
  RC_ASSERT(table.unclosed_rows.empty());
  RC_ASSERT(table.rows[0].cells[2] == spreadsheet_cell(title));
}

}  // namespace
}  // namespace lontar::api
