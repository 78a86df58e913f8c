#include "indexer/catalogue.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "core/ascii.h"
#include "core/nearest.h"
#include "indexer/csv.h"
#include "text/clean.h"

namespace lontar::indexer {
namespace {

constexpr std::string_view kFileColumn = "file";
constexpr std::array kSeparators = {',', ';', '\t'};

Issue issue(int row, std::string_view column, std::string code, std::string message) {
  return {.corpus = {},
          .file = {},
          .row = row,
          .column = std::string(column),
          .code = std::move(code),
          .message = "row " + std::to_string(row) +
                     (column.empty() ? "" : ", column " + std::string(column)) + ": " + message};
}

std::string decode(std::string_view bytes, std::vector<Issue>& issues) {
  if (bytes.starts_with("\xFF\xFE")) return text::to_utf8(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return text::to_utf8(bytes.substr(2), "UTF-16BE");
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string decoded = text::to_utf8(bytes, "");
  if (decoded != bytes) {
    issues.push_back(issue(1, "", "not-utf8",
                           "the catalogue is not UTF-8 and is read as windows-1252; save it as "
                           "\"CSV UTF-8\" so that no letter is lost"));
  }
  return decoded;
}

// "Member States" and "member-states" are the column member_states.
std::string column_name(std::string_view cell) {
  std::string column = ascii_lower(text::clean_line(cell));
  std::ranges::replace_if(
      column, [](char c) { return c == ' ' || c == '-'; }, '_');
  return column;
}

bool known(std::string_view column) { return column == kFileColumn || field_named(column); }

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
char likely_separator(std::string_view text) {
  char best = kSeparators.front();
  long most = 0;
  for (const char separator : kSeparators) {
    const CsvTable header = read_csv(first_line(text), separator);
    if (header.rows.empty()) continue;
    const long named = std::ranges::count_if(
        header.rows.front().cells, [](const auto& cell) { return known(column_name(cell)); });
    if (named > most) {
      most = named;
      best = separator;
    }
  }
  return best;
}

std::string_view nearest_column(std::string_view column) {
  std::vector<std::string_view> names = {kFileColumn};
  for (const FieldInfo& row : kFields) names.push_back(row.name);
  return nearest(column, names);
}

// The columns of the header row; those that mean nothing are reported once and stay "".
std::vector<std::string> read_header(const CsvRow& header, std::vector<Issue>& issues) {
  std::vector<std::string> columns;
  for (const std::string& cell : header.cells) {
    std::string column = column_name(cell);
    if (!column.empty() && !known(column)) {
      const std::string_view meant = nearest_column(column);
      issues.push_back(issue(header.number, column, "unknown-column",
                             "there is no such column; it is not read" +
                                 (meant.empty() ? "" : " (is it " + std::string(meant) + "?)")));
      column.clear();
    } else if (!column.empty() && std::ranges::find(columns, column) != columns.end()) {
      issues.push_back(issue(header.number, column, "repeated-column",
                             "the column stands twice; the first one counts"));
      column.clear();
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

// A path below the catalogue's folder as Lontar writes it: '/' between names, no "./".
std::string plain_path(std::string_view cell) {
  std::string path = text::clean_line(cell);
  std::ranges::replace(path, '\\', '/');
  while (path.starts_with("./")) path.erase(0, 2);
  return path;
}

CatalogueRow read_row(const CsvRow& csv, const std::vector<std::string>& columns,
                      const CellReader& cells, std::vector<Issue>& issues) {
  CatalogueRow row{csv.number, {}, {}};
  for (std::size_t i = 0; i < std::min(csv.cells.size(), columns.size()); ++i) {
    if (columns[i] == kFileColumn) row.file = plain_path(csv.cells[i]);
    const auto field = field_named(columns[i]);
    if (!field) continue;
    Cell cell = cells.read(*field, csv.cells[i]);
    for (const Warning& problem : cell.problems) {
      issues.push_back(issue(csv.number, columns[i], problem.code, problem.message));
    }
    if (!cell.values.empty()) {
      row.metadata.offer_list(*field, std::move(cell.values), Source::kCatalogue);
    }
  }
  if (csv.cells.size() > columns.size()) {
    issues.push_back(issue(csv.number, "", "too-many-cells",
                           "the row has " + std::to_string(csv.cells.size()) + " cells and the " +
                               "header " + std::to_string(columns.size()) +
                               "; put a cell that contains the separator in quotation marks"));
  }
  return row;
}

void read_rows(const CsvTable& table, std::size_t header_at, const CellReader& cells,
               Catalogue& catalogue) {
  const CsvRow& header = table.rows[header_at];
  const auto columns = read_header(header, catalogue.issues);
  if (std::ranges::find(columns, kFileColumn) == columns.end()) {
    catalogue.issues.push_back(issue(header.number, "", "no-file-column",
                                     "the header row has no column 'file', so no row can be "
                                     "matched with a file; the catalogue is not read"));
    return;
  }
  std::set<std::string> seen;
  for (std::size_t i = header_at + 1; i < table.rows.size(); ++i) {
    CatalogueRow row = read_row(table.rows[i], columns, cells, catalogue.issues);
    if (row.file.empty()) {
      catalogue.issues.push_back(
          issue(row.number, kFileColumn, "no-file", "the row names no file and is not read"));
    } else if (!seen.insert(row.file).second) {
      catalogue.issues.push_back(issue(row.number, kFileColumn, "duplicate-row",
                                       "'" + row.file + "' has a row already; the first counts"));
    } else {
      catalogue.rows.push_back(std::move(row));
    }
  }
}

}  // namespace

Catalogue read_catalogue(std::string_view bytes, const CellReader& cells) {
  Catalogue catalogue;
  const std::string text = decode(bytes, catalogue.issues);
  const auto declared = declared_separator(text);
  const CsvTable table = read_csv(text, declared ? *declared : likely_separator(text));
  for (const int row : table.unclosed_rows) {
    catalogue.issues.push_back(issue(row, "", "unclosed-quote",
                                     "a quotation mark is never closed; the row is read as ending "
                                     "with its line"));
  }
  const std::size_t header_at = declared ? 1 : 0;
  if (table.rows.size() <= header_at) {
    catalogue.issues.push_back(issue(1, "", "empty-catalogue",
                                     "the catalogue has no header row; its first row must name "
                                     "the columns: file,title,type,date,..."));
    return catalogue;
  }
  read_rows(table, header_at, cells, catalogue);
  return catalogue;
}

}  // namespace lontar::indexer
