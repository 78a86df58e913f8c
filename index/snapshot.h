// One committed state of the index, opened for reading. Shows Xapian types: for index/ and search/
// only. One Snapshot per thread. Every call may throw Xapian::Error (a DatabaseModifiedError when
// writers have overtaken it): callers refresh() and repeat the whole request, then translate().
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/generation.h"
#include "index/record.h"

namespace lontar::index {

class Snapshot {
 public:
  // Opens the current state, trying again for a moment while a writer replaces it.
  static Result<Snapshot> open(const std::filesystem::path& dir);

  // Moves on to the newest state; true when it is another one. Cheap when nothing changed.
  Result<bool> refresh();

  std::uint64_t generation() const { return generation_; }
  const Xapian::Database& database() const { return database_; }

  std::optional<Xapian::docid> find(std::string_view id) const;
  Record record(Xapian::docid document) const;
  Passage passage(const Record& record, std::size_t number) const;
  std::vector<Passage> outline(const Record& record) const;
  // First positions of the passages (index/packing.h).
  std::vector<std::uint32_t> passage_starts(Xapian::docid document) const;
  // The first position of the first passage, after the document's names; 0 when it has none.
  std::uint32_t text_start(Xapian::docid document) const;

 private:
  Snapshot(std::filesystem::path dir, std::filesystem::path path, Stamp stamp);
  void read_generation();

  std::filesystem::path dir_;
  std::filesystem::path path_;  // of the database within dir_
  Stamp stamp_;                 // from before database_ was opened or reopened
  Xapian::Database database_;
  std::uint64_t generation_ = 0;
};

// The record of a document; throws Xapian::DatabaseCorruptError when there is none.
Record read_record(const Xapian::Database& database, Xapian::docid document);

// A vendor error as one of ours: kUnavailable for what passes, kDamaged for what does not. The
// message says nothing of the engine.
Error translate(const Xapian::Error& error);

}  // namespace lontar::index
