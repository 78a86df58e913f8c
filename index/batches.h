// Documents on their way into a new database: small databases, built by several threads and merged
// by compaction, which is several times faster than one growing database (docs/performance.md).
// What goes into which database is decided by the order of add() alone, so the result is the same
// whatever the number of threads. Internal to index/: shows Xapian types. Used by one thread.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/document.h"
#include "index/crew.h"

namespace lontar::index {

// A document and the number it is stored under.
struct Numbered {
  Document document;
  std::uint64_t key = 0;
};

struct Batch {
  std::vector<Numbered> documents;
  std::size_t bytes = 0;  // of text
};

// What the index keeps of a document for display, in the database's metadata table.
struct MetadataEntry {
  std::string key;
  std::string text;
};
std::vector<MetadataEntry> entries_of(const Numbered& numbered);
void store(Xapian::WritableDatabase& database, const std::vector<MetadataEntry>& entries);
// What a batch weighs in memory while it is made into a database.
std::size_t weight_of(const Batch& batch);

// Every call may throw Xapian::Error or std::filesystem::filesystem_error, also for what became of
// batches added before.
class Batches {
 public:
  // The crew must have stopped before this ends. `merge_width`: how many databases are merged at a
  // time, two or more.
  Batches(std::filesystem::path dir, Crew& crew, std::size_t merge_width)
      : dir_(std::move(dir)), crew_(crew), merge_width_(merge_width) {}

  bool empty() const { return added_ == 0; }
  // Has a small database made. Waits while too many are being made.
  void add(Batch batch);
  // Merges `first` (may be empty) and everything added, in order, into the database `target`.
  void merge_into(const std::filesystem::path& target, const std::filesystem::path& first);

 private:
  // A database by its level and its number within, in the documents' order: level 0 is what add()
  // had made, and each merge_width_ of a level become one of the next.
  std::filesystem::path path_of(std::size_t level, std::size_t number) const;
  // Called by the crew.
  void finished(std::size_t level, std::size_t number);
  void merge_group(std::size_t level, std::size_t group) const;

  std::filesystem::path dir_;
  Crew& crew_;
  const std::size_t merge_width_;
  std::size_t added_ = 0;
  std::mutex mutex_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> finished_;  // of a level's group
};

}  // namespace lontar::index
