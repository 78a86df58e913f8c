#include "harvest/merge.h"

#include <algorithm>
#include <unordered_map>

#include "core/metadata.h"
#include "text/clean.h"

namespace lontar::harvest {
namespace {

// As the indexer reads a row's file.
std::string plain_path(std::string_view cell) {
  std::string path = text::clean_line(cell);
  std::ranges::replace(path, '\\', '/');
  while (path.starts_with("./")) path.erase(0, 2);
  return path;
}

std::string value(const Cells& cells, const std::string& column) {
  const auto found = cells.find(column);
  return found == cells.end() ? std::string() : found->second;
}

class Table {
 public:
  static Result<Table> read(std::string_view bytes);

  void put(const Wanted& wanted, std::vector<text::SheetProblem>& problems);
  std::string bytes() const;

 private:
  std::size_t column(const std::string& name);
  void set(io::CsvRow& row, const std::string& name, const Wanted& wanted,
           std::vector<text::SheetProblem>& problems);

  std::vector<std::string> columns_;
  std::vector<io::CsvRow> rows_;
  std::unordered_map<std::string, std::size_t> row_of_;  // by file
};

Result<Table> Table::read(std::string_view bytes) {
  Table table;
  if (bytes.empty()) {
    table.columns_.emplace_back(kFileColumn);
    for (const FieldInfo& field : kFields) table.columns_.emplace_back(field.name);
    return table;
  }
  text::Sheet sheet = text::read_sheet(bytes, is_catalogue_column);
  for (const text::SheetProblem& problem : sheet.problems) {
    if (problem.code != "not-utf8") return Error{ErrorCode::kDamaged, text::to_line(problem)};
  }
  const auto file = std::ranges::find(sheet.columns, kFileColumn);
  if (file == sheet.columns.end()) {
    return Error{ErrorCode::kDamaged, "the header row has no column 'file'"};
  }
  const auto at = static_cast<std::size_t>(file - sheet.columns.begin());
  table.columns_ = std::move(sheet.columns);
  table.rows_ = std::move(sheet.rows);
  for (std::size_t i = 0; i < table.rows_.size(); ++i) {
    const auto& cells = table.rows_[i].cells;
    if (at < cells.size()) table.row_of_.emplace(plain_path(cells[at]), i);
  }
  return table;
}

std::size_t Table::column(const std::string& name) {
  const auto found = std::ranges::find(columns_, name);
  const auto at = static_cast<std::size_t>(found - columns_.begin());
  if (found == columns_.end()) {
    // Rows may be longer than the header; what they hold there must not get a meaning.
    for (const io::CsvRow& row : rows_) {
      while (columns_.size() < row.cells.size()) columns_.emplace_back();
    }
    columns_.push_back(name);
    return columns_.size() - 1;
  }
  return at;
}

void Table::set(io::CsvRow& row, const std::string& name, const Wanted& wanted,
                std::vector<text::SheetProblem>& problems) {
  const std::string now = value(wanted.now, name), before = value(wanted.before, name);
  const bool has_column = std::ranges::find(columns_, name) != columns_.end();
  if (now.empty() && !has_column) return;
  const std::size_t at = column(name);
  if (row.cells.size() <= at) row.cells.resize(at + 1);
  const std::string there = text::clean_line(row.cells[at]);
  if (there == now) return;
  if (there == before) {
    row.cells[at] = now;
  } else if (!now.empty() && now != before) {
    problems.push_back({row.number, name, "changed-by-hand",
                        "the catalogue says '" + there + "' of '" + wanted.file +
                            "' and the list '" + now + "'; the catalogue's cell stays"});
  }
}

void Table::put(const Wanted& wanted, std::vector<text::SheetProblem>& problems) {
  const auto [found, fresh] = row_of_.emplace(wanted.file, rows_.size());
  if (fresh) {
    const int number = rows_.empty() ? 2 : rows_.back().number + 1;
    rows_.push_back({number, std::vector<std::string>(columns_.size())});
    rows_.back().cells[column(std::string(kFileColumn))] = wanted.file;
  }
  io::CsvRow& row = rows_[found->second];
  for (const FieldInfo& field : kFields) set(row, std::string(field.name), wanted, problems);
}

std::string Table::bytes() const {
  std::string text = io::write_csv_row(columns_);
  for (const io::CsvRow& row : rows_) text += io::write_csv_row(row.cells);
  return text;
}

}  // namespace

Result<Merged> merge(std::string_view catalogue, const std::vector<Wanted>& wanted) {
  auto table = Table::read(catalogue);
  if (!table) return table.error();
  Merged merged;
  for (const Wanted& one : wanted) table->put(one, merged.problems);
  merged.bytes = table->bytes();
  return merged;
}

}  // namespace lontar::harvest
