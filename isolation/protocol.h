// What the indexer and a worker process say to each other, as bytes. The parent trusts nothing that
// comes from a worker: every decoder here takes any bytes, allocates no more than a small multiple
// of them, and refuses what an honest worker would not send. Pure functions, safe from any thread.
//
// A frame is its kind (1 byte), the length of its payload (4 bytes, little-endian), the payload.
//   parent  kStart     once, first: what the worker needs to know
//   worker  kReady     once: how it is confined
//   parent  kParse     a file's name; its descriptor comes along
//   worker  kDocument  any number of times: one document of the file
//   worker  kFind      a question to the cache of pages read by OCR; the parent answers kFound
//   worker  kKeep      an entry for that cache
//   worker  kEnd       the file has been read, or why not
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/document.h"
#include "core/result.h"
#include "isolation/confinement.h"
#include "ocr/mode.h"
#include "ocr/page.h"

namespace lontar::isolation {

enum class Kind : std::uint8_t {
  kStart = 1,
  kReady,
  kParse,
  kDocument,
  kFind,
  kFound,
  kKeep,
  kEnd
};

struct Frame {
  Kind kind{};
  std::string payload;
};

inline constexpr std::size_t kHeaderBytes = 5;
// The largest document, with room for what surrounds it; the other messages are small.
inline constexpr std::size_t kMaxDocumentBytes = 192u << 20;
inline constexpr std::size_t kMaxCacheEntryBytes = 4u << 20;
inline constexpr std::size_t kMaxSmallBytes = 64u << 10;

std::size_t max_payload(Kind kind);  // 0 for a number that is no kind
std::string header_of(Kind kind, std::size_t payload_bytes);
// Kind and length of the payload; nothing when there is no such kind, or the length is beyond it.
struct Header {
  Kind kind{};
  std::size_t payload_bytes = 0;
};
std::optional<Header> decode_header(std::string_view bytes);

// Each message as a payload, and back; nothing when the bytes are not such a message.
struct Start {
  std::string config_dir;
  ocr::Mode ocr = ocr::Mode::kOff;
  std::chrono::seconds ocr_budget{};  // of processor time, for the scans of one file
};
std::string encode(const Start& start);
std::optional<Start> decode_start(std::string_view payload);

std::string encode(const Confinement& confinement);
std::optional<Confinement> decode_ready(std::string_view payload);

// A document as a worker may send it: complete, valid UTF-8 throughout, numbers in their ranges,
// and with no word of the catalogue, which workers do not see.
std::string encode(const ParsedDocument& document);
std::optional<ParsedDocument> decode_document(std::string_view payload);

// How reading a file ended.
std::string encode(const Result<void>& end);
std::optional<Result<void>> decode_end(std::string_view payload);

// A key of the cache of pages, as a question.
std::string encode_find(const std::string& key);
std::optional<std::string> decode_find(std::string_view payload);
// The answer: the page, or none.
std::string encode_found(const std::optional<ocr::Page>& page);
std::optional<std::optional<ocr::Page>> decode_found(std::string_view payload);
// An entry for the cache.
struct Kept {
  std::string key;
  ocr::Page page;
};
std::string encode(const Kept& kept);
std::optional<Kept> decode_kept(std::string_view payload);

}  // namespace lontar::isolation
