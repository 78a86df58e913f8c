// Mends what verify finds, as far as the files that an index was made from allow: documents that
// differ are made again, those that are not there are put in, and an index that contradicts itself
// or cannot be read is made anew. Nothing is withdrawn: a document whose file is gone is the last
// there is of it.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/result.h"
#include "indexer/report.h"
#include "indexer/toolkit.h"
#include "indexer/verify.h"

namespace lontar::indexer {

struct Repair {
  std::optional<Verification> before;  // none when the index could not be read
  Verification after;                  // what is left differs for a reason that files do not mend
  bool made_anew = false;

  // Whether this difference, found before, is no longer there.
  bool mended(const Difference& difference) const;
};

// `folders` are those the index was made from; they are needed only where it cannot even say which.
// Fails, changing nothing, when there is no index, or the folders are needed; and as run() does.
Result<Repair> repair(const std::filesystem::path& index_dir,
                      const std::vector<std::filesystem::path>& folders, const Toolkit& kit,
                      const Listener& listener);

}  // namespace lontar::indexer
