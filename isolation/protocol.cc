#include "isolation/protocol.h"

#include <algorithm>
#include <array>

#include "io/packing.h"
#include "ocr/cache.h"
#include "text/clean.h"

namespace lontar::isolation {
namespace {

using io::Packer;
using io::Unpacker;
using text::is_valid_utf8;

constexpr std::array<std::size_t, 8> kMaxPayload = {
    kMaxSmallBytes,       // kStart
    kMaxSmallBytes,       // kReady
    kMaxSmallBytes,       // kParse
    kMaxDocumentBytes,    // kDocument
    kMaxSmallBytes,       // kFind
    kMaxCacheEntryBytes,  // kFound
    kMaxCacheEntryBytes,  // kKeep
    kMaxSmallBytes,       // kEnd
};

constexpr int kMaxDepth = 1000;
constexpr std::uint64_t kMostSeconds = 1'000'000;
constexpr int kHighestConfidence = 100;

bool is_plausible(const FieldValue& value) {
  return value.source <= Source::kFile && std::ranges::all_of(value.values, is_valid_utf8) &&
         is_valid_utf8(value.evidence);
}

bool is_plausible(const Passage& passage) {
  return passage.page >= 0 && passage.depth >= 0 && passage.depth <= kMaxDepth &&
         passage.ocr_confidence >= 0 && passage.ocr_confidence <= kHighestConfidence &&
         is_valid_utf8(passage.anchor) && is_valid_utf8(passage.kind) &&
         is_valid_utf8(passage.label) && is_valid_utf8(passage.heading) &&
         is_valid_utf8(passage.text) && is_valid_utf8(passage.language);
}

bool is_plausible(const Extraction& extraction) {
  return extraction.pages_without_text >= 0 && extraction.pages_by_ocr >= 0 &&
         extraction.doubtful_pages >= 0 &&
         std::ranges::all_of(extraction.legacy_encodings, is_valid_utf8);
}

bool is_plausible(const ParsedDocument& document) {
  return document.part >= 0 && document.pages >= 0 && is_plausible(document.extraction) &&
         is_valid_utf8(document.media_type) &&
         std::ranges::all_of(
             kFields,
             [&](const FieldInfo& row) { return is_plausible(document.metadata[row.field]); }) &&
         std::ranges::all_of(document.warnings,
                             [](const Warning& warning) {
                               return is_valid_utf8(warning.code) && is_valid_utf8(warning.message);
                             }) &&
         std::ranges::all_of(document.passages,
                             [](const Passage& passage) { return is_plausible(passage); });
}

}  // namespace

std::size_t max_payload(Kind kind) {
  const auto number = static_cast<std::size_t>(kind);
  return number >= 1 && number <= kMaxPayload.size() ? kMaxPayload[number - 1] : 0;
}

std::string header_of(Kind kind, std::size_t payload_bytes) {
  std::string header(1, static_cast<char>(kind));
  for (int shift = 0; shift < 32; shift += 8) {
    header.push_back(static_cast<char>(payload_bytes >> shift & 0xFF));
  }
  return header;
}

std::optional<Header> decode_header(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes) return {};
  const auto kind = static_cast<Kind>(bytes[0]);
  std::size_t length = 0;
  for (std::size_t i = kHeaderBytes - 1; i >= 1; --i) {
    length = length << 8 | static_cast<unsigned char>(bytes[i]);
  }
  if (max_payload(kind) == 0 || length > max_payload(kind)) return {};
  return Header{kind, length};
}

std::string encode(const Start& start) {
  Packer packer;
  return packer.text(start.config_dir)
      .number(static_cast<std::uint64_t>(start.ocr))
      .number(static_cast<std::uint64_t>(start.ocr_budget.count()))
      .take();
}

std::optional<Start> decode_start(std::string_view payload) {
  Unpacker unpacker(payload);
  Start start;
  start.config_dir = unpacker.text();
  const std::uint64_t mode = unpacker.number();
  const std::uint64_t seconds = unpacker.number();
  if (!unpacker.ok() || !unpacker.done()) return {};
  if (mode > static_cast<std::uint64_t>(ocr::Mode::kForce) || seconds > kMostSeconds) return {};
  start.ocr = static_cast<ocr::Mode>(mode);
  start.ocr_budget = std::chrono::seconds(seconds);
  return start;
}

std::string encode(const Confinement& confinement) {
  Packer packer;
  return packer.number(confinement.calls).number(confinement.files).take();
}

std::optional<Confinement> decode_ready(std::string_view payload) {
  Unpacker unpacker(payload);
  const std::uint64_t calls = unpacker.number();
  const std::uint64_t files = unpacker.number();
  if (!unpacker.ok() || !unpacker.done() || calls > 1 || files > 1) return {};
  return Confinement{calls == 1, files == 1};
}

std::string encode(const ParsedDocument& document) {
  Packer packer;
  io::pack(packer, document);
  return packer.take();
}

std::optional<ParsedDocument> decode_document(std::string_view payload) {
  Unpacker unpacker(payload);
  ParsedDocument document = io::unpack_document(unpacker);
  if (!unpacker.ok() || !unpacker.done() || !is_plausible(document)) return {};
  return document;
}

std::string encode(const Result<void>& end) {
  Packer packer;
  packer.number(end.ok());
  if (!end) packer.number(static_cast<std::uint64_t>(end.error().code)).text(end.error().message);
  return packer.take();
}

std::optional<Result<void>> decode_end(std::string_view payload) {
  Unpacker unpacker(payload);
  if (unpacker.number() == 1 && unpacker.ok() && unpacker.done()) return Result<void>();
  const std::uint64_t code = unpacker.number();
  std::string message = unpacker.text();
  const bool known = code <= static_cast<std::uint64_t>(ErrorCode::kIo);
  if (!unpacker.ok() || !unpacker.done() || !known || message.empty() || !is_valid_utf8(message))
    return {};
  return Result<void>(Error{static_cast<ErrorCode>(code), std::move(message)});
}

std::string encode_find(const std::string& key) { return key; }

std::optional<std::string> decode_find(std::string_view payload) {
  if (!ocr::is_cache_key(payload)) return {};
  return std::string(payload);
}

std::string encode_found(const std::optional<ocr::Page>& page) {
  return page ? ocr::encode(*page) : std::string();
}

std::optional<std::optional<ocr::Page>> decode_found(std::string_view payload) {
  using Found = std::optional<ocr::Page>;
  if (payload.empty()) return Found();
  auto page = ocr::decode_page(payload);
  if (!page) return {};
  return Found(std::move(*page));
}

std::string encode(const Kept& kept) {
  Packer packer;
  return packer.text(kept.key).text(ocr::encode(kept.page)).take();
}

std::optional<Kept> decode_kept(std::string_view payload) {
  Unpacker unpacker(payload);
  std::string key = unpacker.text();
  auto page = ocr::decode_page(unpacker.text());
  if (!unpacker.ok() || !unpacker.done() || !ocr::is_cache_key(key) || !page) return {};
  return Kept{std::move(key), std::move(*page)};
}

}  // namespace lontar::isolation
