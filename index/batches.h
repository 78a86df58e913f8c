// Documents on their way into a new database: small databases written one after the other and
// merged by compaction, which is several times faster than one growing database (notes in
// docs/performance.md). Internal to index/: shows Xapian types. Used by one thread.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace lontar::index {

// A document ready to be stored: what Xapian indexes, and its entries in the metadata table.
struct Prepared {
  std::string id;
  Xapian::Document document;
  std::vector<std::pair<std::string, std::string>> entries;
};

void store(Xapian::WritableDatabase& database, const Prepared& prepared);

class Batches {
 public:
  explicit Batches(std::filesystem::path dir) : dir_(std::move(dir)) {}

  bool empty() const { return levels_.empty(); }
  // Writes one small database.
  void add(const std::vector<Prepared>& documents);
  // Merges `first` (may be empty) and everything added, in order, into the database `target`.
  void merge_into(const std::filesystem::path& target, const std::filesystem::path& first);

 private:
  void push(std::size_t level, std::filesystem::path database);
  std::filesystem::path next_path();

  std::filesystem::path dir_;
  // levels_[0] holds single batches, levels_[n+1] merges of kMergeWidth of levels_[n].
  std::vector<std::vector<std::filesystem::path>> levels_;
  unsigned made_ = 0;
};

}  // namespace lontar::index
