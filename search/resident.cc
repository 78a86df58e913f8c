#include "search/resident.h"

#include <algorithm>

#include "index/snapshot.h"

namespace lontar::search {
namespace {

// The languages that documents are in and whose words have stems.
std::vector<const text::Language*> stemmed(const Columns& columns,
                                           const text::Languages& languages) {
  std::vector<const text::Language*> found;
  for (const auto& [code, documents] : columns.by_language) {
    const text::Language* language = languages.find(code);
    const bool wanted =
        language && !language->stemmer.empty() && std::ranges::find(found, language) == found.end();
    if (wanted) found.push_back(language);
  }
  return found;
}

}  // namespace

Resident read_resident(const index::Snapshot& snapshot, const text::Languages& languages,
                       const Resident* previous) {
  Resident resident;
  resident.columns = read_columns(snapshot);
  resident.vocabulary = Vocabulary(read_terms(snapshot), stemmed(resident.columns, languages),
                                   previous ? &previous->vocabulary : nullptr);
  return resident;
}

}  // namespace lontar::search
