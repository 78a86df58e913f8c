// Comma-separated values as RFC 4180 and spreadsheets write them: quotes, line breaks and
// separators inside cells, any line ending. Reads text that is UTF-8 already.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lontar::indexer {

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

}  // namespace lontar::indexer
