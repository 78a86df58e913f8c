// What the index keeps of a document for display: everything but the passages' text.
#pragma once

#include <cstdint>
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
  Extraction extraction;
  Metadata metadata;
  std::vector<Warning> warnings;
};

Record record_of(const Document& document, std::uint64_t key);
std::string encode(const Record& record);
// An empty id when the bytes are not a record (a damaged index).
Record decode_record(std::string_view packed);

std::string encode(const Passage& passage);
Passage decode_passage(std::string_view packed);

// The outline: every passage without its text.
std::string encode_outline(const std::vector<Passage>& passages);
std::vector<Passage> decode_outline(std::string_view packed);

}  // namespace lontar::index
