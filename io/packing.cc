#include "io/packing.h"

namespace lontar::io {

Packer& Packer::number(std::uint64_t value) {
  while (value >= 0x80) {
    packed_.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  packed_.push_back(static_cast<char>(value));
  return *this;
}

Packer& Packer::text(std::string_view value) {
  number(value.size());
  packed_ += value;
  return *this;
}

std::uint64_t Unpacker::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  ok_ = false;
  rest_ = {};
  return 0;
}

std::string Unpacker::text() {
  const std::uint64_t length = number();
  if (length > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  std::string value(rest_.substr(0, length));
  rest_.remove_prefix(length);
  return value;
}

std::size_t Unpacker::count() {
  const std::uint64_t many = number();
  if (many <= rest_.size()) return many;
  ok_ = false;
  rest_ = {};
  return 0;
}

void pack(Packer& packer, const Metadata& metadata) {
  std::size_t given = 0;
  for (const FieldInfo& row : kFields) given += metadata[row.field].given();
  packer.number(given);
  for (const FieldInfo& row : kFields) {
    const FieldValue& value = metadata[row.field];
    if (!value.given()) continue;
    packer.text(row.name).number(static_cast<std::uint64_t>(value.source)).text(value.evidence);
    packer.number(value.values.size());
    for (const std::string& one : value.values) packer.text(one);
  }
}

Metadata unpack_metadata(Unpacker& unpacker) {
  Metadata metadata;
  for (std::size_t left = unpacker.count(); left > 0 && unpacker.ok(); --left) {
    const auto field = field_named(unpacker.text());
    const auto source = unpacker.number();
    std::string evidence = unpacker.text();
    std::vector<std::string> values;
    for (std::size_t some = unpacker.count(); some > 0 && unpacker.ok(); --some) {
      values.push_back(unpacker.text());
    }
    if (!field || source > static_cast<std::uint64_t>(Source::kCatalogue)) continue;
    metadata.offer_list(*field, std::move(values), static_cast<Source>(source),
                        std::move(evidence));
  }
  return metadata;
}

void pack(Packer& packer, const std::vector<Warning>& warnings) {
  packer.number(warnings.size());
  for (const Warning& warning : warnings) packer.text(warning.code).text(warning.message);
}

std::vector<Warning> unpack_warnings(Unpacker& unpacker) {
  std::vector<Warning> warnings;
  for (std::size_t left = unpacker.count(); left > 0 && unpacker.ok(); --left) {
    Warning& warning = warnings.emplace_back();
    warning.code = unpacker.text();
    warning.message = unpacker.text();
  }
  return warnings;
}

void pack_entry(Packer& packer, const Passage& passage) {
  packer.text(passage.anchor).text(passage.kind).text(passage.label).text(passage.heading);
  packer.text(passage.language);
  packer.number(static_cast<std::uint64_t>(passage.page));
  packer.number(static_cast<std::uint64_t>(passage.depth));
  packer.number(static_cast<std::uint64_t>(passage.ocr_confidence)).number(passage.doubtful);
}

Passage unpack_entry(Unpacker& unpacker) {
  Passage passage;
  passage.anchor = unpacker.text();
  passage.kind = unpacker.text();
  passage.label = unpacker.text();
  passage.heading = unpacker.text();
  passage.language = unpacker.text();
  passage.page = static_cast<int>(unpacker.number());
  passage.depth = static_cast<int>(unpacker.number());
  passage.ocr_confidence = static_cast<int>(unpacker.number());
  passage.doubtful = unpacker.number() != 0;
  return passage;
}

void pack(Packer& packer, const Passage& passage) {
  pack_entry(packer, passage);
  packer.text(passage.text);
}

Passage unpack_passage(Unpacker& unpacker) {
  Passage passage = unpack_entry(unpacker);
  passage.text = unpacker.text();
  return passage;
}

void pack(Packer& packer, const Extraction& extraction) {
  for (const int pages :
       {extraction.pages_without_text, extraction.pages_by_ocr, extraction.doubtful_pages}) {
    packer.number(static_cast<std::uint64_t>(pages));
  }
  packer.number(extraction.characters).number(extraction.legacy_encodings.size());
  for (const std::string& encoding : extraction.legacy_encodings) packer.text(encoding);
}

Extraction unpack_extraction(Unpacker& unpacker) {
  Extraction extraction;
  extraction.pages_without_text = static_cast<int>(unpacker.number());
  extraction.pages_by_ocr = static_cast<int>(unpacker.number());
  extraction.doubtful_pages = static_cast<int>(unpacker.number());
  extraction.characters = unpacker.number();
  for (std::size_t left = unpacker.count(); left > 0 && unpacker.ok(); --left) {
    extraction.legacy_encodings.push_back(unpacker.text());
  }
  return extraction;
}

void pack(Packer& packer, const ParsedDocument& document) {
  packer.text(document.media_type).number(static_cast<std::uint64_t>(document.part));
  packer.number(static_cast<std::uint64_t>(document.pages));
  pack(packer, document.extraction);
  pack(packer, document.metadata);
  pack(packer, document.warnings);
  packer.number(document.passages.size());
  for (const Passage& passage : document.passages) pack(packer, passage);
}

ParsedDocument unpack_document(Unpacker& unpacker) {
  ParsedDocument document;
  document.media_type = unpacker.text();
  document.part = static_cast<int>(unpacker.number());
  document.pages = static_cast<int>(unpacker.number());
  document.extraction = unpack_extraction(unpacker);
  document.metadata = unpack_metadata(unpacker);
  document.warnings = unpack_warnings(unpacker);
  for (std::size_t left = unpacker.count(); left > 0 && unpacker.ok(); --left) {
    document.passages.push_back(unpack_passage(unpacker));
  }
  return document;
}

}  // namespace lontar::io
