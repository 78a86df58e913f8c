#include "text/sheet.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/ascii.h"
#include "text/clean.h"

namespace lontar::text {
namespace {

constexpr std::array kSeparators = {',', ';', '\t'};

std::string decode(std::string_view bytes, std::vector<SheetProblem>& problems) {
  if (bytes.starts_with("\xFF\xFE")) return to_utf8(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return to_utf8(bytes.substr(2), "UTF-16BE");
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string decoded = to_utf8(bytes, "");
  if (decoded != bytes) {
    problems.push_back({1, "", "not-utf8",
                        "the catalogue is not UTF-8 and is read as windows-1252; save it as "
                        "\"CSV UTF-8\" so that no letter is lost"});
  }
  return decoded;
}

std::string column_name(std::string_view cell) {
  std::string column = ascii_lower(clean_line(cell));
  std::ranges::replace_if(
      column, [](char c) { return c == ' ' || c == '-'; }, '_');
  return column;
}

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

// A spreadsheet may say its separator in a first line of its own: "sep=;".
std::optional<char> declared_separator(std::string_view text) {
  const std::string_view line = first_line(text);
  if (line.size() == 5 && column_name(line.substr(0, 4)) == "sep=") return line[4];
  return {};
}

// The separator under which most cells of the header row are names of columns.
char likely_separator(std::string_view text, const std::function<bool(std::string_view)>& known) {
  char best = kSeparators.front();
  long most = 0;
  for (const char separator : kSeparators) {
    const io::CsvTable header = io::read_csv(first_line(text), separator);
    if (header.rows.empty()) continue;
    const long named = std::ranges::count_if(
        header.rows.front().cells, [&](const auto& cell) { return known(column_name(cell)); });
    if (named > most) {
      most = named;
      best = separator;
    }
  }
  return best;
}

}  // namespace

Sheet read_sheet(std::string_view bytes, const std::function<bool(std::string_view)>& known) {
  Sheet sheet;
  const std::string text = decode(bytes, sheet.problems);
  const auto declared = declared_separator(text);
  io::CsvTable table = io::read_csv(text, declared ? *declared : likely_separator(text, known));
  for (const int row : table.unclosed_rows) {
    sheet.problems.push_back({row, "", "unclosed-quote",
                              "a quotation mark is never closed; the row is read as ending with "
                              "its line"});
  }
  const std::size_t header_at = declared ? 1 : 0;
  if (table.rows.size() <= header_at) {
    sheet.problems.push_back({1, "", "empty-catalogue",
                              "the catalogue has no header row; its first row must name the "
                              "columns: file,title,type,date,..."});
    return sheet;
  }
  const io::CsvRow& header = table.rows[header_at];
  sheet.header_row = header.number;
  std::ranges::transform(header.cells, std::back_inserter(sheet.columns), column_name);
  sheet.rows.assign(std::make_move_iterator(table.rows.begin() + header_at + 1),
                    std::make_move_iterator(table.rows.end()));
  return sheet;
}

std::string to_line(const SheetProblem& problem) {
  return "row " + std::to_string(problem.row) +
         (problem.column.empty() ? "" : ", column " + problem.column) + ": " + problem.message;
}

}  // namespace lontar::text
