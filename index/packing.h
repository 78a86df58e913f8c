// The values of the index's slots as bytes (docs/index-format.md), made of io/packing.h's numbers
// and texts. A damaged value unpacks to zeros and empty texts.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "index/schema.h"
#include "io/packing.h"

namespace lontar::index {

// All facet values of a document in one value of one slot, so that one histogram over signatures
// counts every facet at once. Documents with the same values in the same order share a signature.
std::string pack_signature(const Metadata& metadata);
// The values per facet, in kFacets order.
std::array<std::vector<std::string>, kFacetCount> unpack_signature(std::string_view packed);

// What a document is called: read for all documents at once, without their records.
struct Names {
  std::string id;
  std::string title;
  std::string short_title;
  std::vector<std::string> citations;

  bool operator==(const Names&) const = default;
};
std::string pack_names(const Names& names);
Names unpack_names(std::string_view packed);

// First position of each passage, ascending.
std::string pack_starts(const std::vector<std::uint32_t>& starts);
std::vector<std::uint32_t> unpack_starts(std::string_view packed);
std::uint32_t unpack_first_start(std::string_view packed);  // 0 when there is none

// A date key (core/date.h) as four bytes that sort like the number; "" for 0.
std::string pack_date_key(int key);
int unpack_date_key(std::string_view packed);

}  // namespace lontar::index
