// Finds the file that a row of a catalogue means, among the files of its corpus: by the name as
// written, else in another Unicode form (as some systems store names), else in other case.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "indexer/collection.h"

namespace lontar::indexer {

class RowMatcher {
 public:
  // The files must stay where they are while the matcher is used.
  explicit RowMatcher(std::span<const SourceFile> files);

  struct Match {
    std::size_t file = 0;     // number in the span
    bool other_case = false;  // the row writes the name differently
  };
  // `path` is below the corpus, with '/'.
  std::optional<Match> find(const std::string& path) const;

 private:
  static constexpr std::size_t kAmbiguous = static_cast<std::size_t>(-1);
  std::unordered_map<std::string, std::size_t> exact_;
  std::unordered_map<std::string, std::size_t> composed_;
  std::unordered_map<std::string, std::size_t> lower_;
};

}  // namespace lontar::indexer
