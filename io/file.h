// Files as the program meets them. Every failure names the path.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace lontar::io {

// The whole content of a file, mapped read-only: pages are read when touched, so a file larger than
// memory can be walked through. Move-only; view() is valid as long as this lives.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view view() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

Result<std::string> read_file(const std::filesystem::path& path);

// Writes beside the target, flushes to disk, renames over it: after a crash the target is either
// the old content or the new one.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view content);

// XXH3-128 as 32 hexadecimal digits: tells contents apart, is no defence against forgery.
std::string content_hash(std::string_view bytes);

}  // namespace lontar::io
