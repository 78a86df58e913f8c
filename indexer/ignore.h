// The patterns of files that are not documents; config/lontar.toml says how they are written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lontar::indexer {

class IgnoreList {
 public:
  IgnoreList() = default;
  // `lines` as in an ignore file of the folder `base` (path below the corpus, "" at the top).
  IgnoreList(std::string base, const std::vector<std::string>& lines);
  static IgnoreList parse(std::string base, std::string_view text);

  // Whether the path below the corpus matches; false for everything outside `base`.
  bool matches(std::string_view path, bool is_folder) const;

 private:
  struct Pattern {
    std::string glob;
    bool whole_path = false;  // against the path from base, else against the name
    bool folders_only = false;
  };
  std::string base_;
  std::vector<Pattern> patterns_;
};

}  // namespace lontar::indexer
