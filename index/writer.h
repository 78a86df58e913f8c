// The only writer of an index directory. One per directory at a time (a lock file says so); used by
// one thread. Nothing a reader can see changes before commit(); without it everything is as before.
// Documents are numbered in the order of put(); postings and databases are built by threads of the
// writer's own, and what the index holds does not depend on their number.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "index/record.h"

namespace lontar::index {

enum class WriteMode {
  kUpdate,   // change the current generation in place, in one commit; bulk additions are batched
  kRebuild,  // a new, empty generation directory that replaces the current one at commit()
};

// What a writer may use. It changes how long a run takes, never what it makes.
struct WriterOptions {
  std::size_t threads = 0;          // that build postings and databases; 0: one per core
  std::size_t memory = 256u << 20;  // bytes held by documents that wait and postings being built;
                                    // one batch may go beyond it
  std::size_t merge_width = 128;    // databases merged at a time: each is four open files; the
                                    // wider, the fewer documents are merged twice
};

class Writer {
 public:
  // Makes the directory when there is none. kUnavailable when another writer holds it, kDamaged
  // when it holds something that is not a Lontar index of this schema (rebuild to replace it).
  static Result<Writer> open(const std::filesystem::path& dir, WriteMode mode,
                             const WriterOptions& options = {});
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  // The records of the last committed state, in document order: what `update` compares with.
  // Empty for kRebuild.
  Result<std::vector<Record>> records() const;

  // Adds the document, or replaces the one with its id. Waits while too many are being built. An
  // error (the disk is full) may be that of a document put earlier; commit() repeats it.
  Result<void> put(Document document);
  // Says that the document with this id, unchanged itself, now comes from `origin`: its file was
  // touched or moved, or other documents of the same file changed. Costs next to nothing beside
  // put(). No error when there is none, or when it is put or removed in the same run.
  Result<void> restamp(std::string_view id, const Origin& origin);
  // Removes the document; no error when there is none.
  Result<void> remove(std::string_view id);

  // Makes all changes visible at once and returns the new generation's number. With nothing changed
  // returns the current number and writes nothing. The writer is spent afterwards.
  Result<std::uint64_t> commit();

 private:
  struct Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::index
