#include "index/record.h"

#include <utility>

#include "io/packing.h"

namespace lontar::index {

using io::Packer;
using io::Unpacker;

namespace {

void pack(Packer& packer, const Origin& origin) {
  packer.text(origin.corpus).text(origin.file).number(origin.size);
  packer.number(static_cast<std::uint64_t>(origin.mtime));
  packer.text(origin.hash).text(origin.fingerprint);
  packer.number(origin.copies.size());
  for (const Copy& copy : origin.copies) {
    packer.text(copy.file).number(static_cast<std::uint64_t>(copy.mtime));
  }
}

Origin unpack_origin(Unpacker& unpacker) {
  Origin origin;
  origin.corpus = unpacker.text();
  origin.file = unpacker.text();
  origin.size = unpacker.number();
  origin.mtime = static_cast<std::int64_t>(unpacker.number());
  origin.hash = unpacker.text();
  origin.fingerprint = unpacker.text();
  origin.copies.resize(unpacker.count());
  for (Copy& copy : origin.copies) {
    copy.file = unpacker.text();
    copy.mtime = static_cast<std::int64_t>(unpacker.number());
  }
  return origin;
}

// Each as the difference to the one before.
void pack_blocks(Packer& packer, const std::vector<std::size_t>& blocks) {
  packer.number(blocks.size());
  std::size_t last = 0;
  for (const std::size_t first : blocks) packer.number(first - std::exchange(last, first));
}

std::vector<std::size_t> unpack_blocks(Unpacker& unpacker) {
  std::vector<std::size_t> blocks(unpacker.count());
  std::size_t last = 0;
  for (std::size_t& first : blocks) first = last += unpacker.number();
  return blocks;
}

// Xapian cuts an entry into pieces of about 2,000 bytes, and storing a piece costs the same
// whatever it holds: so passages share one as long as they fit, text, label and heading counted.
constexpr std::size_t kBlockBytes = 1800;

std::vector<std::size_t> blocks_of(const std::vector<Passage>& passages) {
  std::vector<std::size_t> blocks;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    const std::size_t more = passage.text.size() + passage.heading.size() + passage.label.size();
    if (i == 0 || bytes + more > kBlockBytes) {
      blocks.push_back(i);
      bytes = 0;
    }
    bytes += more;
  }
  return blocks;
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
          .blocks = blocks_of(content.passages),
          .extraction = content.extraction,
          .metadata = content.metadata,
          .warnings = content.warnings};
}

std::string encode(const Record& record) {
  Packer packer;
  packer.text(record.id).number(record.key);
  pack(packer, record.origin);
  packer.text(record.media_type).number(static_cast<std::uint64_t>(record.part));
  packer.number(static_cast<std::uint64_t>(record.pages)).number(record.passages);
  pack_blocks(packer, record.blocks);
  io::pack(packer, record.extraction);
  io::pack(packer, record.metadata);
  io::pack(packer, record.warnings);
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
  record.blocks = unpack_blocks(unpacker);
  record.extraction = io::unpack_extraction(unpacker);
  record.metadata = io::unpack_metadata(unpacker);
  record.warnings = io::unpack_warnings(unpacker);
  return unpacker.ok() ? record : Record{};
}

std::string encode_block(std::span<const Passage> passages) {
  Packer packer;
  for (const Passage& passage : passages) {
    Packer one;
    io::pack(one, passage);
    packer.text(one.take());
  }
  return packer.take();
}

Passage decode_passage(std::string_view block, std::size_t place) {
  Unpacker unpacker(block);
  while (place-- > 0) unpacker.text();
  const std::string packed = unpacker.text();
  Unpacker passage(packed);
  return io::unpack_passage(passage);
}

std::string encode_outline(const std::vector<Passage>& passages) {
  Packer packer;
  packer.number(passages.size());
  for (const Passage& passage : passages) io::pack_entry(packer, passage);
  return packer.take();
}

std::vector<Passage> decode_outline(std::string_view packed) {
  Unpacker unpacker(packed);
  std::vector<Passage> outline(unpacker.count());
  for (Passage& passage : outline) passage = io::unpack_entry(unpacker);
  return outline;
}

}  // namespace lontar::index
