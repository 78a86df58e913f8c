#include "io/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::io {
namespace {

using Cells = std::vector<std::string>;

std::vector<std::pair<int, Cells>> rows(std::string_view text, char separator = ',') {
  std::vector<std::pair<int, Cells>> found;
  for (const CsvRow& row : read_csv(text, separator).rows) {
    found.emplace_back(row.number, row.cells);
  }
  return found;
}

using Rows = std::vector<std::pair<int, Cells>>;

TEST(Csv, QuotesLineBreaksAndSeparatorsInsideCells) {
  EXPECT_EQ(rows("a,b\n1,\"x, \"\"y\"\"\nz\"\n"),
            (Rows{{1, {"a", "b"}}, {2, {"1", "x, \"y\"\nz"}}}));
}

TEST(Csv, AnyLineEndAndNoneAtTheEnd) {
  const Rows wanted = {{1, {"a", "b"}}, {2, {"1", "2"}}};
  EXPECT_EQ(rows("a,b\r\n1,2\r\n"), wanted);
  EXPECT_EQ(rows("a,b\r1,2"), wanted);
  EXPECT_EQ(rows("a,b\n1,2"), wanted);
}

TEST(Csv, EmptyRowsAreCountedAndLeftOut) {
  EXPECT_EQ(rows("a\r\n\r\n,,\r\nb\r\n"), (Rows{{1, {"a"}}, {4, {"b"}}}));
}

TEST(Csv, AQuoteLeftOpenCostsItsRowOnly) {
  const CsvTable table = read_csv("a,b\n1,\"open, x\n2,y\n3,z\n", ',');
  EXPECT_EQ(table.unclosed_rows, std::vector<int>{2});
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.rows[1].cells[0], "1");
  EXPECT_EQ(table.rows[2].cells, (Cells{"2", "y"}));
  EXPECT_EQ(table.rows[3].number, 4);
}

TEST(Csv, NothingGivesNothing) {
  EXPECT_TRUE(rows("").empty());
  EXPECT_TRUE(rows("\n\n").empty());
}

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + "\"";
}

RC_GTEST_PROP(Csv, WhatIsQuotedIsReadBack, ()) {
  const auto character = rc::gen::element('a', ' ', ',', ';', '"', '\n', '\t', '\xC3');
  const auto cell = rc::gen::container<std::string>(character);
  const auto table = *rc::gen::container<std::vector<Cells>>(rc::gen::container<Cells>(3, cell));
  std::string text;
  Rows wanted;
  int line = 0;
  for (const Cells& row : table) {
    text += quoted(row[0]) + ";" + quoted(row[1]) + ";" + quoted(row[2]) + "\r\n";
    ++line;
    if (row != Cells{"", "", ""}) wanted.emplace_back(line, row);
  }
  RC_ASSERT(rows(text, ';') == wanted);
}

RC_GTEST_PROP(Csv, WhatIsWrittenIsReadBack, ()) {
  const auto character = rc::gen::element('a', ' ', ',', ';', '"', '\n', '\t', '\xC3');
  auto cells = *rc::gen::container<Cells>(3, rc::gen::container<std::string>(character));
  cells.push_back("end");
  const CsvTable table = read_csv(write_csv_row(cells), ',');
  RC_ASSERT(table.rows.size() == 1u);
  RC_ASSERT(table.rows[0].cells == cells);
}

RC_GTEST_PROP(Csv, NoInputBreaksTheReader, (const std::string& text)) { read_csv(text, ','); }

}  // namespace
}  // namespace lontar::io
