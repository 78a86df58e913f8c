// The index as it was before a run: what is compared with, and what is taken over where a file can
// give nothing new.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "index/audit.h"
#include "index/writer.h"

namespace lontar::indexer {

class Previous {
 public:
  // A rebuild is the way out of a damaged index: there, one that cannot be read is none. An update
  // fails on it.
  static Result<Previous> load(const std::filesystem::path& index_dir, index::WriteMode mode,
                               const index::Writer& writer);

  // In document order.
  const std::vector<index::Record>& records() const { return records_; }
  // The whole document, for an index that is made anew.
  Result<Document> document(const index::Record& record) const;

 private:
  Previous(std::vector<index::Record> records, std::optional<index::Audit> audit)
      : records_(std::move(records)), audit_(std::move(audit)) {}

  std::vector<index::Record> records_;
  std::optional<index::Audit> audit_;  // none for an update, where documents stay by themselves
};

}  // namespace lontar::indexer
