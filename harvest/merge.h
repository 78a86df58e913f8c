// The catalogue beside the downloaded files, brought up to date: rows of the list go in, and
// nothing that stands there goes out. A cell that a person changed stays as it is. Free functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harvest/list.h"

namespace lontar::harvest {

// What the catalogue is to say of one file.
struct Wanted {
  std::string file;
  Cells now;     // the list's row
  Cells before;  // what the list said when it was last written there; cells that still say it are
                 // the list's to change
};

struct Merged {
  std::string bytes;
  std::vector<text::SheetProblem> problems;  // cells of the list that a person's cell stands for
};

// `catalogue` is what stands there, "" for none. Fails, so that nothing is lost, when it cannot be
// read as a table with a column `file`, or when a quotation mark is never closed.
Result<Merged> merge(std::string_view catalogue, const std::vector<Wanted>& wanted);

}  // namespace lontar::harvest
