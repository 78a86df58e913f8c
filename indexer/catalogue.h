// catalogue.csv: what the librarian says about the files beside it, one row each. Read leniently:
// what is wrong is reported with its row, and every cell that is right counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "indexer/cells.h"
#include "indexer/report.h"

namespace lontar::indexer {

struct CatalogueRow {
  int number = 0;     // as a spreadsheet counts, header = 1
  std::string file;   // as written, with '/': a path below the catalogue's folder
  Metadata metadata;  // Source::kCatalogue throughout
};

struct Catalogue {
  std::vector<CatalogueRow> rows;
  std::vector<Issue> issues;  // Issue::file is left to the caller, who knows the path
};

// The bytes of one catalogue: UTF-8 or UTF-16 with or without byte order mark, or windows-1252 as
// older spreadsheets save; columns separated by ',', ';' or a tab, whichever the header row shows.
Catalogue read_catalogue(std::string_view bytes, const CellReader& cells);

}  // namespace lontar::indexer
