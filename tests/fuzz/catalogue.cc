// catalogue.csv, from its bytes to rows of metadata.
#include "indexer/catalogue.h"

#include <algorithm>

#include "tests/fuzz/target.h"
#include "text/clean.h"

namespace lontar::fuzz {
namespace {

void check(const indexer::CatalogueRow& row) {
  must(row.number > 1, "the header is no document");
  must(!row.file.empty(), "a row names its file");
  must(text::is_valid_utf8(row.file), "files are named in UTF-8");
  for (const FieldInfo& field : kFields) {
    const FieldValue& value = row.metadata[field.field];
    must(std::ranges::all_of(value.values, text::is_valid_utf8), "values are UTF-8");
    must(!value.given() || value.source == Source::kCatalogue, "values are the catalogue's");
  }
}

}  // namespace
}  // namespace lontar::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lontar;
  static const auto languages = fuzz::loaded(text::Languages::load(fuzz::kConfig));
  static const auto taxonomy = fuzz::loaded(knowledge::Taxonomy::load(fuzz::kConfig));
  static const indexer::CellReader cells(taxonomy, languages);
  const auto catalogue = indexer::read_catalogue(fuzz::bytes_of(data, size), cells);
  for (const auto& row : catalogue.rows) fuzz::check(row);
  for (const auto& issue : catalogue.issues) {
    fuzz::must(!issue.code.empty() && !issue.message.empty(), "an issue says what it is");
    fuzz::must(text::is_valid_utf8(issue.message), "messages are UTF-8");
  }
  return 0;
}
