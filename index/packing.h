// How values are laid out as bytes in the index: LEB128 numbers and length-prefixed texts
// (docs/index-format.md). Unpacking never reads outside the bytes and never throws: what a damaged
// value does not hold comes out as zeros and empty texts, and ok() turns false.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"
#include "index/schema.h"

namespace lontar::index {

class Packer {
 public:
  Packer& number(std::uint64_t value);
  Packer& text(std::string_view value);
  std::string take() { return std::move(packed_); }

 private:
  std::string packed_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed) : rest_(packed) {}

  std::uint64_t number();
  std::string text();
  // A number of things that follow, each at least a byte long: never more than there are bytes.
  std::size_t count();
  bool done() const { return rest_.empty(); }
  bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

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
