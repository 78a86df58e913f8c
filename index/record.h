// What the index keeps of a document for display: everything but the passages' text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace lontar::index {

struct Record {
  std::string id;
  std::uint64_t key = 0;  // storage key of its passages: never reused, unlike document numbers
  Origin origin;
  std::string media_type;
  int part = 0;
  int pages = 0;
  std::size_t passages = 0;
  // The passages are stored in blocks: the number of each block's first passage, ascending.
  std::vector<std::size_t> blocks;
  Extraction extraction;
  Metadata metadata;
  std::vector<Warning> warnings;
};

Record record_of(const Document& document, std::uint64_t key);
std::string encode(const Record& record);
// An empty id when the bytes are not a record (a damaged index).
Record decode_record(std::string_view packed);

// The passages of a block, and one of them: `place` counts within the block. A damaged block gives
// an empty passage.
std::string encode_block(std::span<const Passage> passages);
Passage decode_passage(std::string_view block, std::size_t place);

// The outline: every passage without its text.
std::string encode_outline(const std::vector<Passage>& passages);
std::vector<Passage> decode_outline(std::string_view packed);

}  // namespace lontar::index
