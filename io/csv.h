// Comma-separated values as RFC 4180 and spreadsheets write them: quotes, line breaks and
// separators inside cells, any line ending. Text is UTF-8 already. Safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lontar::io {

struct CsvRow {
  int number = 0;  // as a spreadsheet counts: empty rows too, the first is 1
  std::vector<std::string> cells;
};

struct CsvTable {
  std::vector<CsvRow> rows;  // those with at least one cell that is not empty
  // Rows whose quotation mark is never closed. Each is read as ending with its line, so that the
  // rows after it are not swallowed.
  std::vector<int> unclosed_rows;
};

CsvTable read_csv(std::string_view text, char separator);

// One row with ',' between its cells and "\r\n" at its end, quoted where it must be.
std::string write_csv_row(const std::vector<std::string>& cells);

}  // namespace lontar::io
