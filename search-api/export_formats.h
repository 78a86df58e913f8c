// The formats in which all results of a search can be taken away, hit by hit. The table is the only
// list of them: the API's parameter and the links on the pages follow it. To add one, add a row.
// Pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "search-api/wording.h"
#include "search/request.h"

namespace lontar::api {

// More documents are refused: far above what a reference manager or a spreadsheet is any good with.
inline constexpr std::uint64_t kMaxExported = 100'000;

// What the rows of one export have in common.
struct ExportGround {
  Wording words;
  std::string base;  // as base_url() gives it
};

struct ExportFormat {
  std::string_view name;
  std::string_view label;
  std::string_view media_type;
  std::string_view extension;
  std::size_t passages;  // best passages that a row shows, at most; 0: none is looked for
  std::string (*head)();
  std::string (*row)(const search::Hit& hit, const ExportGround& ground);
};

std::span<const ExportFormat> export_formats();
std::span<const std::string_view> export_format_names();

// A text as the cell of a spreadsheet: one line, and never a formula. Spreadsheets run what begins
// with = + - @ (or their wide forms): such a cell begins with an apostrophe, which they take for
// "this is text". Those that cut at semicolons get a space after one that stands before such a
// sign.
std::string spreadsheet_cell(std::string_view text);

// A snippet without its marks and entities.
std::string plain_snippet(std::string_view html);

}  // namespace lontar::api
