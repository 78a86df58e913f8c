// What is read of every document for counting, filtering and sorting, in memory, one array per
// property with a place for each document number. Made once per generation, then immutable and
// shared by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/schema.h"
#include "search/doc_set.h"

namespace lontar::index {
class Snapshot;
}

namespace lontar::search {

// One facet over all signatures: which of its values documents of a signature have.
struct FacetColumn {
  std::vector<std::string> values;  // distinct, unsorted; a value's number is its place here
  std::vector<std::uint32_t> first{
      0};  // per signature, where its numbers begin; one more at the end
  std::vector<std::uint32_t> numbers;  // of the values, signature after signature

  std::span<const std::uint32_t> of(std::uint32_t signature) const {
    return {numbers.data() + first[signature], numbers.data() + first[signature + 1]};
  }
};

struct Columns {
  std::uint64_t generation = 0;
  std::uint32_t last = 0;     // the highest document number
  std::size_t documents = 0;  // how many there are
  double average_length = 0;  // of a document, in words
  DocSet all{0};
  std::vector<std::uint32_t> lengths;     // in words
  std::vector<std::uint32_t> signatures;  // number of the signature; 0 for unused numbers too
  std::vector<std::int32_t> dates;        // date keys, 0 when unknown
  // Places in the three fixed orders; documents without a date or a title stand last.
  std::vector<std::uint32_t> newest_ranks;
  std::vector<std::uint32_t> oldest_ranks;
  std::vector<std::uint32_t> title_ranks;
  std::size_t distinct_signatures = 0;
  std::array<FacetColumn, index::kFacetCount> facets;
  DocSet of_unknown_language{0};
  std::map<std::string, DocSet, std::less<>> by_language;  // with those of unknown language

  // The documents in which words of a language (BCP 47) may stand: its own, its regions', those
  // with a passage in it, and those of unknown language.
  const DocSet& in_language(std::string_view code) const {
    const auto known = by_language.find(code);
    return known == by_language.end() ? of_unknown_language : known->second;
  }
};

// Throws Xapian::Error as the snapshot does.
Columns read_columns(const index::Snapshot& snapshot);

}  // namespace lontar::search
