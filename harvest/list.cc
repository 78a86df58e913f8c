#include "harvest/list.h"

#include <algorithm>

#include "core/metadata.h"
#include "text/clean.h"

namespace lontar::harvest {
namespace {

constexpr std::size_t kMaxNameBytes = 150;

bool known(std::string_view column) {
  return is_catalogue_column(column) || column == kCheckedColumn;
}

std::vector<std::string> read_header(const text::Sheet& sheet,
                                     std::vector<text::SheetProblem>& problems) {
  std::vector<std::string> columns;
  for (const std::string& column : sheet.columns) {
    const bool twice = std::ranges::find(columns, column) != columns.end();
    if (!column.empty() && (twice || !known(column))) {
      problems.push_back({sheet.header_row, column, twice ? "repeated-column" : "unknown-column",
                          twice ? "the column stands twice; the first one counts"
                                : "there is no such column; it is not read"});
    }
    columns.push_back(twice || !known(column) ? std::string() : column);
  }
  return columns;
}

Row read_row(const io::CsvRow& csv, const std::vector<std::string>& columns) {
  Row row;
  row.number = csv.number;
  for (std::size_t i = 0; i < std::min(csv.cells.size(), columns.size()); ++i) {
    const std::string cell = text::clean_line(csv.cells[i]);
    if (cell.empty() || columns[i].empty()) continue;
    if (columns[i] == kFileColumn) {
      row.file = cell;
    } else if (columns[i] == kCheckedColumn) {
      row.checked = true;
    } else {
      row.cells[columns[i]] = cell;
    }
  }
  if (const auto url = row.cells.find(kUrlColumn); url != row.cells.end()) row.url = url->second;
  return row;
}

Error bad_path(std::string_view cell, const std::string& why) {
  return {ErrorCode::kInvalid, "'" + std::string(cell) + "' " + why};
}

// Letters of any script stay; what a file system or a shell may take amiss becomes '-'.
std::string fit_for_a_name(std::string_view text) {
  std::string name;
  for (const char c : text::clean_line(text)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '.' || c == '_' || byte >= 0x80;
    if (plain) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  if (name.size() > kMaxNameBytes) {
    std::size_t cut = kMaxNameBytes;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) --cut;
    name.resize(cut);
  }
  while (!name.empty() && (name.back() == '-' || name.back() == '.')) name.pop_back();
  name.erase(0, std::min(name.find_first_not_of(".-"), name.size()));
  return name;
}

}  // namespace

bool is_catalogue_column(std::string_view column) {
  return column == kFileColumn || field_named(column).has_value();
}

Result<List> read_list(std::string_view bytes) {
  text::Sheet sheet = text::read_sheet(bytes, known);
  List list{{}, std::move(sheet.problems)};
  const auto columns = read_header(sheet, list.problems);
  if (std::ranges::find(columns, kUrlColumn) == columns.end()) {
    return Error{ErrorCode::kInvalid,
                 "the header row of the list has no column 'source_url', so nothing can be "
                 "downloaded"};
  }
  for (const io::CsvRow& csv : sheet.rows) list.rows.push_back(read_row(csv, columns));
  return list;
}

Result<std::string> safe_path(std::string_view cell) {
  std::string path(cell);
  std::ranges::replace(path, '\\', '/');
  while (path.starts_with("./")) path.erase(0, 2);
  if (path.empty() || path.front() == '/' || path.find(':') == 1) {
    return bad_path(cell, "is not a path below the folder");
  }
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view name = std::string_view(path).substr(at, end - at);
    if (name.empty()) return bad_path(cell, "has an empty name in it");
    if (name == "..") return bad_path(cell, "leads out of the folder");
    if (name.front() == '.') return bad_path(cell, "is hidden, so it would not be indexed");
    if (name.size() > 240) return bad_path(cell, "has a name of more than 240 bytes in it");
    at = end + 1;
  }
  return path;
}

std::string file_stem(const Row& row, const Address& address) {
  if (const auto id = row.cells.find("id"); id != row.cells.end()) {
    if (std::string name = fit_for_a_name(id->second); !name.empty()) return name;
  }
  const std::string given = address.file_name();
  const std::size_t dot = given.rfind('.');
  const bool short_ending = dot != given.npos && given.size() - dot <= 6;
  std::string name = fit_for_a_name(short_ending ? given.substr(0, dot) : given);
  return name.empty() ? fit_for_a_name(address.host) : name;
}

}  // namespace lontar::harvest
