// What is read of every document for counting, filtering and sorting, in memory, one array per
// property with a place for each document number. Made once per generation, then immutable and
// shared by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "index/schema.h"
#include "search/doc_set.h"

namespace lontar::index {
class Snapshot;
}

namespace lontar::search {

// The facet values that some documents have in common, as numbers into Columns::values.
struct Signature {
  std::array<std::vector<std::uint32_t>, index::kFacetCount> values;
};

struct Columns {
  static constexpr std::uint32_t kNoSignature = std::numeric_limits<std::uint32_t>::max();

  std::uint64_t generation = 0;
  std::uint32_t last = 0;     // the highest document number
  std::size_t documents = 0;  // how many there are
  double average_length = 0;  // of a document, in words
  DocSet all{0};
  std::vector<std::uint32_t> lengths;      // in words
  std::vector<std::uint32_t> signatures;   // into distinct; kNoSignature for unused numbers
  std::vector<std::int32_t> dates;         // date keys, 0 when unknown
  std::vector<std::uint32_t> title_ranks;  // place of the document in title order
  std::vector<Signature> distinct;
  std::array<std::vector<std::string>, index::kFacetCount> values;  // distinct, unsorted
};

// Throws Xapian::Error as the snapshot does.
Columns read_columns(const index::Snapshot& snapshot);

}  // namespace lontar::search
