// How values are laid out as bytes, in the index and between processes: LEB128 numbers and
// length-prefixed texts (docs/index-format.md), and the core types made of them. Unpacking never
// reads outside the bytes and never throws: what damaged bytes do not hold comes out as zeros and
// empty texts, and ok() turns false. What comes out is never larger than a few times the bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace lontar::io {

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

// Fields go by name, not by number, so that a new row in kFields leaves old bytes readable.
void pack(Packer& packer, const Metadata& metadata);
Metadata unpack_metadata(Unpacker& unpacker);

void pack(Packer& packer, const std::vector<Warning>& warnings);
std::vector<Warning> unpack_warnings(Unpacker& unpacker);

// Everything of a passage but its text.
void pack_entry(Packer& packer, const Passage& passage);
Passage unpack_entry(Unpacker& unpacker);

void pack(Packer& packer, const Passage& passage);
Passage unpack_passage(Unpacker& unpacker);

void pack(Packer& packer, const Extraction& extraction);
Extraction unpack_extraction(Unpacker& unpacker);

void pack(Packer& packer, const ParsedDocument& document);
ParsedDocument unpack_document(Unpacker& unpacker);

}  // namespace lontar::io
