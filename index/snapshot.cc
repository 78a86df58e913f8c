#include "index/snapshot.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>

#include "index/generation.h"
#include "index/packing.h"
#include "index/schema.h"

namespace lontar::index {
namespace {

// While a writer commits very fast, opening can fail with what looks like damage although the
// database is sound (measured): so an open is tried again for about a second before it is believed.
constexpr int kOpenAttempts = 8;

std::uint64_t number(const std::string& text) {
  return text.empty() ? 0 : std::strtoull(text.c_str(), nullptr, 10);
}

}  // namespace

// Only an overtaken reader may hope: a file cut short, for one, is a plain DatabaseError.
Error translate(const Xapian::Error& error) {
  if (std::string_view(error.get_type()) == "DatabaseModifiedError") {
    return {ErrorCode::kUnavailable, "the index is being replaced; try again in a moment"};
  }
  return {ErrorCode::kDamaged,
          "the index is damaged and cannot be read; `lontar-indexer rebuild` makes it anew"};
}

Snapshot::Snapshot(std::filesystem::path dir, std::filesystem::path path, Stamp stamp)
    : dir_(std::move(dir)), path_(std::move(path)), stamp_(stamp), database_(path_.string()) {
  read_generation();
}

void Snapshot::read_generation() {
  generation_ = number(database_.get_metadata(std::string(kGenerationKey)));
}

Result<Snapshot> Snapshot::open(const std::filesystem::path& dir) {
  auto pause = std::chrono::milliseconds(4);
  std::optional<Stamp> first;
  for (int attempt = 1;; ++attempt) {
    const auto path = current_database(dir);  // anew each time: the manifest may have moved on
    if (!path) return path.error();
    const Stamp stamp = stamp_of(dir, *path);
    if (!first) first = stamp;
    try {
      return Snapshot(dir, *path, stamp);
    } catch (const Xapian::Error& error) {
      // Without a commit nobody was overtaken, whatever the engine takes damaged blocks for.
      if (attempt == kOpenAttempts && stamp == *first)
        return translate(Xapian::DatabaseCorruptError(error.get_msg()));
      if (attempt == kOpenAttempts) return translate(error);
    }
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

Result<bool> Snapshot::refresh() {
  const Stamp stamp = stamp_of(dir_, path_);
  if (stamp == stamp_) return false;
  const std::uint64_t before = generation_;
  const auto path = current_database(dir_);
  if (!path) return path.error();
  try {
    if (*path == path_) {
      stamp_ = stamp;
      if (!database_.reopen()) return false;
      read_generation();
      return generation_ != before;
    }
  } catch (const Xapian::Error&) {
    // Overtaken while reopening: open from scratch below.
  }
  auto fresh = open(dir_);
  if (!fresh) return fresh.error();
  *this = std::move(*fresh);
  return generation_ != before;
}

std::optional<Xapian::docid> Snapshot::find(std::string_view id) const {
  const std::string term = id_term(id);
  const auto posting = database_.postlist_begin(term);
  if (posting == database_.postlist_end(term)) return {};
  return *posting;
}

Record read_record(const Xapian::Database& database, Xapian::docid document) {
  const std::string key = database.get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
  Record record = decode_record(database.get_metadata(record_key(number(key))));
  if (record.id.empty()) throw Xapian::DatabaseCorruptError("a document without a record");
  return record;
}

Record Snapshot::record(Xapian::docid document) const { return read_record(database_, document); }

Passage Snapshot::passage(const Record& record, std::size_t number) const {
  const auto after = std::ranges::upper_bound(record.blocks, number);
  if (after == record.blocks.begin()) return {};
  const std::size_t first = *std::prev(after);
  return decode_passage(database_.get_metadata(block_key(record.key, first)), number - first);
}

std::vector<Passage> Snapshot::outline(const Record& record) const {
  return decode_outline(database_.get_metadata(outline_key(record.key)));
}

std::vector<std::uint32_t> Snapshot::passage_starts(Xapian::docid document) const {
  return unpack_starts(
      database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(kPassagesSlot));
}

std::uint32_t Snapshot::text_start(Xapian::docid document) const {
  return unpack_first_start(
      database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(kPassagesSlot));
}

}  // namespace lontar::index
