#include "ocr/folder_cache.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include "io/file.h"

namespace lontar::ocr {
namespace {

namespace fs = std::filesystem;

// After making room so much of the allowed size is in use, so that it is not made again at once.
constexpr double kLeftInUse = 0.8;
constexpr std::size_t kHashBytes = 32;

struct Entry {
  fs::path path;
  std::uint64_t bytes = 0;
  fs::file_time_type asked;
};

std::vector<Entry> entries_of(const fs::path& folder) {
  std::vector<Entry> entries;
  std::error_code error;
  for (auto at = fs::recursive_directory_iterator(folder, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone) || gone) continue;
    const std::uint64_t bytes = at->file_size(gone);
    const auto asked = at->last_write_time(gone);
    if (!gone) entries.push_back({at->path(), bytes, asked});
  }
  return entries;
}

}  // namespace

FolderCache::FolderCache(fs::path folder, std::uint64_t max_bytes)
    : folder_(std::move(folder)), max_bytes_(max_bytes) {}

// In 256 folders by the first two characters: large folders are slow on some file systems.
fs::path FolderCache::file_of(const std::string& key) const {
  return folder_ / key.substr(0, 2) / key;
}

std::optional<Page> FolderCache::find(const std::string& key) {
  if (!is_cache_key(key)) return {};
  const fs::path path = file_of(key);
  std::error_code error;
  if (!fs::exists(path, error)) return {};
  const auto content = io::read_file(path);
  if (!content || content->size() < kHashBytes) return {};
  const std::string_view packed = std::string_view(*content).substr(kHashBytes);
  if (content->compare(0, kHashBytes, io::content_hash(packed)) != 0) return {};
  fs::last_write_time(path, fs::file_time_type::clock::now(), error);
  return decode_page(packed);
}

void FolderCache::keep(const std::string& key, const Page& page) {
  if (!is_cache_key(key)) return;
  const std::string packed = encode(page);
  const fs::path path = file_of(key);
  const std::scoped_lock lock(mutex_);
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error || !io::write_file_atomically(path, io::content_hash(packed) + packed)) return;
  bytes_ += kHashBytes + packed.size();
  if (!counted_ || bytes_ > max_bytes_) make_room();
}

void FolderCache::make_room() {
  std::vector<Entry> entries = entries_of(folder_);
  bytes_ = 0;
  for (const Entry& entry : entries) bytes_ += entry.bytes;
  counted_ = true;
  if (bytes_ <= max_bytes_) return;
  std::ranges::sort(entries, {}, &Entry::asked);
  const auto enough = static_cast<std::uint64_t>(static_cast<double>(max_bytes_) * kLeftInUse);
  for (const Entry& entry : entries) {
    if (bytes_ <= enough) return;
    std::error_code error;
    if (fs::remove(entry.path, error)) bytes_ -= entry.bytes;
  }
}

}  // namespace lontar::ocr
