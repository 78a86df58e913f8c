// The index directory: which database in it is the current one, who may write, what is left over.
//
//   INDEX/manifest.json   {"schema": 7, "directory": "db-000007"}; replaced atomically
//   INDEX/db-000007/      the Xapian database of the current state
//   INDEX/building-*/     work of a writer; what a killed one left is removed by the next
//   INDEX/lock            held by the one writer, whose process number it holds
//
// A small update commits inside db-*; a bulk run makes a new db-* and then replaces the manifest.
// The generation number lives inside the database, in the same commit as what it numbers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"

namespace lontar::index {

// The path of the current database; kNotFound when there is no manifest, kDamaged when it cannot be
// read or is of another schema.
Result<std::filesystem::path> current_database(const std::filesystem::path& dir);

// Tells cheaply whether anything was committed since: it changes with the manifest and with the
// database's version file, both of which are replaced, never written into.
struct Stamp {
  std::uint64_t manifest_inode = 0;
  std::int64_t manifest_time = 0;
  std::uint64_t version_inode = 0;
  std::int64_t version_time = 0;
  bool operator==(const Stamp&) const = default;
};
Stamp stamp_of(const std::filesystem::path& dir, const std::filesystem::path& database);

// A name for the next database directory, not in use.
std::filesystem::path next_database(const std::filesystem::path& dir);
std::filesystem::path building_path(const std::filesystem::path& dir, std::string_view name);

// Makes `database` (a directory in `dir`) the current one and removes the others.
Result<void> publish(const std::filesystem::path& dir, const std::filesystem::path& database);

// Removes what an interrupted writer left. Only for the holder of the lock.
void remove_leftovers(const std::filesystem::path& dir);

// The right to write; given back when destroyed, also by the death of the process.
class WriteLock {
 public:
  // Makes the directory if need be. kUnavailable while another writer holds it.
  static Result<WriteLock> acquire(const std::filesystem::path& dir);
  WriteLock(WriteLock&& other) noexcept;
  WriteLock& operator=(WriteLock&& other) noexcept;
  ~WriteLock();

 private:
  explicit WriteLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace lontar::index
