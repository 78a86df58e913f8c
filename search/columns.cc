#include "search/columns.h"

#include <algorithm>
#include <unordered_map>

#include "index/packing.h"
#include "index/snapshot.h"

namespace lontar::search {
namespace {

using Numbers = std::unordered_map<std::string, std::uint32_t>;

std::uint32_t number_of(Numbers& numbers, std::vector<std::string>& values, std::string value) {
  const auto next = static_cast<std::uint32_t>(values.size());
  const auto [entry, fresh] = numbers.try_emplace(std::move(value), next);
  if (fresh) values.push_back(entry->first);
  return entry->second;
}

void read_lengths(const Xapian::Database& database, Columns& columns) {
  columns.lengths.assign(columns.last + 1, 0);
  const auto end = database.postlist_end("");
  for (auto it = database.postlist_begin(""); it != end; ++it) {
    columns.all.add(*it);
    columns.lengths[*it] = it.get_doclength();
  }
}

void read_signatures(const Xapian::Database& database, Columns& columns) {
  columns.signatures.assign(columns.last + 1, Columns::kNoSignature);
  std::array<Numbers, index::kFacetCount> numbers;
  Numbers packed_numbers;
  std::vector<std::string> packed;
  const auto end = database.valuestream_end(index::kSignatureSlot);
  for (auto it = database.valuestream_begin(index::kSignatureSlot); it != end; ++it) {
    columns.signatures[it.get_docid()] = number_of(packed_numbers, packed, *it);
  }
  columns.distinct.resize(packed.size());
  for (std::size_t i = 0; i < packed.size(); ++i) {
    auto values = index::unpack_signature(packed[i]);
    for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
      for (std::string& value : values[facet]) {
        columns.distinct[i].values[facet].push_back(
            number_of(numbers[facet], columns.values[facet], std::move(value)));
      }
    }
  }
}

void read_dates(const Xapian::Database& database, Columns& columns) {
  columns.dates.assign(columns.last + 1, 0);
  const auto end = database.valuestream_end(index::kDateSlot);
  for (auto it = database.valuestream_begin(index::kDateSlot); it != end; ++it) {
    columns.dates[it.get_docid()] = index::unpack_date_key(*it);
  }
}

void read_title_ranks(const Xapian::Database& database, Columns& columns) {
  std::vector<std::pair<std::string, std::uint32_t>> keys;
  keys.reserve(columns.documents);
  const auto end = database.valuestream_end(index::kTitleSortSlot);
  for (auto it = database.valuestream_begin(index::kTitleSortSlot); it != end; ++it) {
    keys.emplace_back(*it, it.get_docid());
  }
  std::ranges::sort(keys);
  columns.title_ranks.assign(columns.last + 1, columns.last + 1);  // without a title: last
  for (std::uint32_t rank = 0; rank < keys.size(); ++rank) {
    columns.title_ranks[keys[rank].second] = rank;
  }
}

}  // namespace

Columns read_columns(const index::Snapshot& snapshot) {
  const Xapian::Database& database = snapshot.database();
  Columns columns;
  columns.generation = snapshot.generation();
  columns.last = database.get_lastdocid();
  columns.documents = database.get_doccount();
  columns.average_length = database.get_average_length();
  columns.all = DocSet(columns.last);
  read_lengths(database, columns);
  read_signatures(database, columns);
  read_dates(database, columns);
  read_title_ranks(database, columns);
  return columns;
}

}  // namespace lontar::search
