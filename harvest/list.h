// The list of what to download: a spreadsheet with the catalogue's columns, of which `source_url`
// is the address, and with `checked`, the day on which somebody saw that the address gives what
// the row says (empty: nobody did). Plain values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harvest/address.h"
#include "text/sheet.h"

namespace lontar::harvest {

inline constexpr std::string_view kFileColumn = "file";
inline constexpr std::string_view kUrlColumn = "source_url";
inline constexpr std::string_view kCheckedColumn = "checked";

// The cells of a row as written, by column; empty ones left out.
using Cells = std::map<std::string, std::string, std::less<>>;

struct Row {
  int number = 0;  // as a spreadsheet counts, header = 1
  Cells cells;     // columns of the catalogue but `file`
  std::string url;
  std::string file;  // where to put it, "" for a name of its own
  bool checked = false;
};

struct List {
  std::vector<Row> rows;
  std::vector<text::SheetProblem> problems;
};

// Fails when there is no column source_url.
Result<List> read_list(std::string_view bytes);

// Whether a column is one of the catalogue's.
bool is_catalogue_column(std::string_view column);

// A path below a folder as the list may ask for it: '/' between names, no "..", nothing hidden.
// Fails with what is wrong with it.
Result<std::string> safe_path(std::string_view cell);

// The name of a file without one: of the row's id, else of the address, made fit for any system;
// without extension, never empty.
std::string file_stem(const Row& row, const Address& address);

}  // namespace lontar::harvest
