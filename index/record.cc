#include "index/record.h"

#include "index/packing.h"

namespace lontar::index {
namespace {

void pack(Packer& packer, const Origin& origin) {
  packer.text(origin.corpus).text(origin.file).number(origin.size);
  packer.number(static_cast<std::uint64_t>(origin.mtime));
  packer.text(origin.hash).text(origin.fingerprint);
}

Origin unpack_origin(Unpacker& unpacker) {
  Origin origin;
  origin.corpus = unpacker.text();
  origin.file = unpacker.text();
  origin.size = unpacker.number();
  origin.mtime = static_cast<std::int64_t>(unpacker.number());
  origin.hash = unpacker.text();
  origin.fingerprint = unpacker.text();
  return origin;
}

// Fields go by name, not by number, so that a new row in kFields leaves old records readable.
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
  for (std::size_t left = unpacker.count(); left > 0; --left) {
    const auto field = field_named(unpacker.text());
    const auto source = unpacker.number();
    std::string evidence = unpacker.text();
    std::vector<std::string> values(unpacker.count());
    for (std::string& value : values) value = unpacker.text();
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
  std::vector<Warning> warnings(unpacker.count());
  for (Warning& warning : warnings) {
    warning.code = unpacker.text();
    warning.message = unpacker.text();
  }
  return warnings;
}

// Everything of a passage but its text.
void pack_entry(Packer& packer, const Passage& passage) {
  packer.text(passage.anchor).text(passage.kind).text(passage.label).text(passage.heading);
  packer.text(passage.language);
  packer.number(static_cast<std::uint64_t>(passage.page));
  packer.number(static_cast<std::uint64_t>(passage.depth));
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
  return passage;
}

}  // namespace

Record record_of(const Document& document, std::uint64_t key) {
  const ParsedDocument& content = document.content;
  return {.id = document.id,
          .key = key,
          .origin = document.origin,
          .media_type = content.media_type,
          .part = content.part,
          .pages = content.pages,
          .passages = content.passages.size(),
          .metadata = content.metadata,
          .warnings = content.warnings};
}

std::string encode(const Record& record) {
  Packer packer;
  packer.text(record.id).number(record.key);
  pack(packer, record.origin);
  packer.text(record.media_type).number(static_cast<std::uint64_t>(record.part));
  packer.number(static_cast<std::uint64_t>(record.pages)).number(record.passages);
  pack(packer, record.metadata);
  pack(packer, record.warnings);
  return packer.take();
}

Record decode_record(std::string_view packed) {
  Unpacker unpacker(packed);
  Record record;
  record.id = unpacker.text();
  record.key = unpacker.number();
  record.origin = unpack_origin(unpacker);
  record.media_type = unpacker.text();
  record.part = static_cast<int>(unpacker.number());
  record.pages = static_cast<int>(unpacker.number());
  record.passages = unpacker.number();
  record.metadata = unpack_metadata(unpacker);
  record.warnings = unpack_warnings(unpacker);
  return unpacker.ok() ? record : Record{};
}

std::string encode(const Passage& passage) {
  Packer packer;
  pack_entry(packer, passage);
  packer.text(passage.text);
  return packer.take();
}

Passage decode_passage(std::string_view packed) {
  Unpacker unpacker(packed);
  Passage passage = unpack_entry(unpacker);
  passage.text = unpacker.text();
  return passage;
}

std::string encode_outline(const std::vector<Passage>& passages) {
  Packer packer;
  packer.number(passages.size());
  for (const Passage& passage : passages) pack_entry(packer, passage);
  return packer.take();
}

std::vector<Passage> decode_outline(std::string_view packed) {
  Unpacker unpacker(packed);
  std::vector<Passage> outline(unpacker.count());
  for (Passage& passage : outline) passage = unpack_entry(unpacker);
  return outline;
}

}  // namespace lontar::index
