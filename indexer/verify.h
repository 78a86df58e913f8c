// Holds an index against the folders it was made from, and against itself: every document's file is
// there with the content that was indexed, and gives the same passages and metadata again; every
// facet, count, word and position follows from what is stored. Changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/record.h"
#include "indexer/report.h"
#include "indexer/toolkit.h"

namespace lontar::indexer {

struct Difference {
  std::string id;    // of the document; "" for the index as a whole and for files not in it
  std::string file;  // absolute path of its file; "" for the index as a whole
  std::string code;  // "missing-file", "changed-file", "changed-settings", "other-content",
                     // "other-copies", "not-indexed", "contradiction"
  std::string message;
};

struct Verification {
  std::uint64_t generation = 0;
  std::size_t documents = 0;
  std::size_t passages = 0;
  std::vector<Difference> differences;  // by file, then those of the whole index

  // Whether the index, whatever its files say, disagrees with itself: it is damaged.
  bool contradicts_itself() const;
};

// The folders the documents came from, as far as they are there.
std::vector<std::filesystem::path> folders_of(const std::vector<index::Record>& records);

// Fails when the index cannot be read at all. Of `listener`, progress and stop are used.
Result<Verification> verify(const std::filesystem::path& index_dir, const Toolkit& kit,
                            const Listener& listener);

}  // namespace lontar::indexer
