// The cache of pages in a folder, one file an entry. A file is written whole or not at all, and one
// that is damaged counts as none. When the folder grows beyond its size, the entries that were not
// asked for the longest go. Safe from any thread; used by one process at a time (the index's one
// writer), and a second one would do no worse than miscount the size.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>

#include "ocr/cache.h"

namespace lontar::ocr {

class FolderCache : public Cache {
 public:
  // The folder is made with the first entry.
  FolderCache(std::filesystem::path folder, std::uint64_t max_bytes);

  std::optional<Page> find(const std::string& key) override;
  void keep(const std::string& key, const Page& page) override;

 private:
  std::filesystem::path file_of(const std::string& key) const;
  void make_room();

  const std::filesystem::path folder_;
  const std::uint64_t max_bytes_;
  std::mutex mutex_;
  std::uint64_t bytes_ = 0;
  bool counted_ = false;  // whether bytes_ is known
};

}  // namespace lontar::ocr
