#include "index/packing.h"

namespace lontar::index {

using io::Packer;
using io::Unpacker;

std::string pack_signature(const Metadata& metadata) {
  Packer packer;
  for (const Facet& facet : kFacets) {
    const auto values = facet_values(facet, metadata);
    packer.number(values.size());
    for (const std::string& value : values) packer.text(value);
  }
  return packer.take();
}

std::array<std::vector<std::string>, kFacetCount> unpack_signature(std::string_view packed) {
  std::array<std::vector<std::string>, kFacetCount> values;
  Unpacker unpacker(packed);
  for (auto& facet : values) {
    for (std::size_t left = unpacker.count(); left > 0; --left) facet.push_back(unpacker.text());
  }
  return values;
}

std::string pack_names(const Names& names) {
  Packer packer;
  packer.text(names.id).text(names.title).text(names.short_title);
  packer.number(names.citations.size());
  for (const std::string& citation : names.citations) packer.text(citation);
  return packer.take();
}

Names unpack_names(std::string_view packed) {
  Unpacker unpacker(packed);
  Names names;
  names.id = unpacker.text();
  names.title = unpacker.text();
  names.short_title = unpacker.text();
  names.citations.resize(unpacker.count());
  for (std::string& citation : names.citations) citation = unpacker.text();
  return names;
}

std::string pack_starts(const std::vector<std::uint32_t>& starts) {
  Packer packer;
  std::uint32_t before = 0;
  for (const std::uint32_t start : starts) {
    packer.number(start - before);
    before = start;
  }
  return packer.take();
}

std::vector<std::uint32_t> unpack_starts(std::string_view packed) {
  std::vector<std::uint32_t> starts;
  Unpacker unpacker(packed);
  std::uint32_t start = 0;
  while (!unpacker.done()) {
    start += static_cast<std::uint32_t>(unpacker.number());
    starts.push_back(start);
  }
  return starts;
}

std::uint32_t unpack_first_start(std::string_view packed) {
  Unpacker unpacker(packed);
  return unpacker.done() ? 0 : static_cast<std::uint32_t>(unpacker.number());
}

std::string pack_date_key(int key) {
  if (key <= 0) return {};
  const auto number = static_cast<std::uint32_t>(key);
  std::string packed(4, '\0');
  for (int i = 0; i < 4; ++i)
    packed[static_cast<std::size_t>(i)] = static_cast<char>(number >> (24 - 8 * i));
  return packed;
}

int unpack_date_key(std::string_view packed) {
  if (packed.size() != 4) return 0;
  std::uint32_t number = 0;
  for (const char byte : packed) number = number << 8 | static_cast<unsigned char>(byte);
  return static_cast<int>(number);
}

}  // namespace lontar::index
