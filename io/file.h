// Files as the program meets them. Every failure names the path.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "io/descriptor.h"

namespace lontar::io {

// Opened for reading, without waiting for a device; kUnsupported when it is not a regular file.
Result<Descriptor> open_file(const std::filesystem::path& path);

// What is wrong, for whoever has named the path already.
std::string without_path(const Error& error, const std::filesystem::path& path);

// What tells whether a file was written to.
struct FileState {
  std::uint64_t size = 0;
  std::int64_t mtime = 0;  // nanoseconds since 1970
  bool operator==(const FileState&) const = default;
};
// All zeros when the system does not say.
FileState state_of(const Descriptor& file);

// The whole content of a file. Up to kMapFrom bytes are read into memory, so that nobody who cuts
// the file short meanwhile (an editor that saves it) can end the program; a larger file is mapped
// read-only, so that one larger than memory can be walked through. One that is cut short while it
// is mapped ends the program with SIGBUS. Move-only; view() is valid as long as this lives.
class MappedFile {
 public:
  static constexpr std::size_t kMapFrom = 64u << 20;
  static Result<MappedFile> open(const std::filesystem::path& path);
  // Of a regular file opened for reading, whose name is only for messages.
  static Result<MappedFile> of(const Descriptor& file, const std::filesystem::path& name);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view view() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  explicit MappedFile(std::unique_ptr<char[]> copy, std::size_t size)
      : copy_(std::move(copy)), data_(copy_.get()), size_(size) {}

  std::unique_ptr<char[]> copy_;  // null when mapped
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

Result<std::string> read_file(const std::filesystem::path& path);

// Writes beside the target, flushes to disk, renames over it: after a crash the target is either
// the old content or the new one.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view content);

// XXH3-128 as 32 hexadecimal digits: tells contents apart, is no defence against forgery.
std::string content_hash(std::string_view bytes);
// The same of a file's content, read block by block and from the start; `path` is for messages.
Result<std::string> content_hash(const Descriptor& file, const std::filesystem::path& path);

}  // namespace lontar::io
