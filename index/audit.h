// Reads one committed state from end to end and holds it against itself: for `verify` and `stats`.
// What a document is found by (terms, positions, values) must be what its stored record and
// passages give when they are indexed again; what is counted must be what the records say. One
// thread; the state it reads is the newest when it was opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "index/record.h"

namespace lontar::index {

class Audit {
 public:
  // kNotFound when there is no index, kDamaged when it cannot be opened.
  static Result<Audit> open(const std::filesystem::path& dir);
  ~Audit();
  Audit(Audit&&) noexcept;
  Audit& operator=(Audit&&) noexcept;

  std::uint64_t generation() const;
  std::uint64_t bytes() const;  // on disk, of the current state

  // In document order.
  Result<std::vector<Record>> records() const;
  Result<std::vector<Passage>> passages(const Record& record) const;

  // What does not fit together in one document of the index; a sentence each, none when all does.
  Result<std::vector<std::string>> contradictions(const Record& record) const;
  // What does not fit in the whole: numbers of documents, counts of every facet value, passages
  // that belong to nobody.
  Result<std::vector<std::string>> contradictions(const std::vector<Record>& records) const;

 private:
  struct Impl;
  explicit Audit(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::index
