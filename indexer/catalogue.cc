#include "indexer/catalogue.h"

#include <algorithm>
#include <set>

#include "core/nearest.h"
#include "text/clean.h"
#include "text/sheet.h"

namespace lontar::indexer {
namespace {

constexpr std::string_view kFileColumn = "file";

Issue issue(const text::SheetProblem& problem) {
  return {.corpus = {},
          .file = {},
          .row = problem.row,
          .column = problem.column,
          .code = problem.code,
          .message = text::to_line(problem)};
}

Issue issue(int row, std::string_view column, std::string code, std::string message) {
  return issue({row, std::string(column), std::move(code), std::move(message)});
}

bool known(std::string_view column) { return column == kFileColumn || field_named(column); }

std::string_view nearest_column(std::string_view column) {
  std::vector<std::string_view> names = {kFileColumn};
  for (const FieldInfo& row : kFields) names.push_back(row.name);
  return nearest(column, names);
}

// The columns of the header row; those that mean nothing are reported once and stay "".
std::vector<std::string> read_header(const text::Sheet& sheet, std::vector<Issue>& issues) {
  std::vector<std::string> columns;
  for (std::string column : sheet.columns) {
    if (!column.empty() && !known(column)) {
      const std::string_view meant = nearest_column(column);
      issues.push_back(issue(sheet.header_row, column, "unknown-column",
                             "there is no such column; it is not read" +
                                 (meant.empty() ? "" : " (is it " + std::string(meant) + "?)")));
      column.clear();
    } else if (!column.empty() && std::ranges::find(columns, column) != columns.end()) {
      issues.push_back(issue(sheet.header_row, column, "repeated-column",
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

CatalogueRow read_row(const io::CsvRow& csv, const std::vector<std::string>& columns,
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

void read_rows(const text::Sheet& sheet, const CellReader& cells, Catalogue& catalogue) {
  const auto columns = read_header(sheet, catalogue.issues);
  if (std::ranges::find(columns, kFileColumn) == columns.end()) {
    catalogue.issues.push_back(issue(sheet.header_row, "", "no-file-column",
                                     "the header row has no column 'file', so no row can be "
                                     "matched with a file; the catalogue is not read"));
    return;
  }
  std::set<std::string> seen;
  for (const io::CsvRow& csv : sheet.rows) {
    CatalogueRow row = read_row(csv, columns, cells, catalogue.issues);
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
  const text::Sheet sheet = text::read_sheet(bytes, known);
  for (const text::SheetProblem& problem : sheet.problems) {
    catalogue.issues.push_back(issue(problem));
  }
  if (sheet.header_row) read_rows(sheet, cells, catalogue);
  return catalogue;
}

}  // namespace lontar::indexer
