// A spreadsheet saved as text, whose header row names its columns: decoded, separated, cells as
// they were written. What the cells mean is for the caller. Free functions, safe from any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.h"

namespace lontar::text {

struct SheetProblem {
  int row = 0;         // as a spreadsheet counts, header = 1
  std::string column;  // "" when it is not about one
  std::string code;    // kebab-case and stable
  std::string message;
};

struct Sheet {
  // "Member States" and "member-states" are the column member_states. Two may have one name.
  std::vector<std::string> columns;
  int header_row = 0;            // 0: the text has no header row
  std::vector<io::CsvRow> rows;  // those below the header
  std::vector<SheetProblem> problems;
};

// UTF-8 or UTF-16 with or without byte order mark, or windows-1252 as older spreadsheets save;
// columns separated by ',', ';' or a tab, whichever shows most `known` names in the header row.
Sheet read_sheet(std::string_view bytes, const std::function<bool(std::string_view)>& known);

// "row 3, column date: what is wrong".
std::string to_line(const SheetProblem& problem);

}  // namespace lontar::text
