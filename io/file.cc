#include "io/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

namespace lontar::io {
namespace {

Error os_error(const std::filesystem::path& path, const char* doing) {
  const int code = errno;
  return {code == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
          path.string() + ": cannot " + doing + ": " + std::strerror(code)};
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Fills the buffer as far as the file reaches; the number of bytes, or -1.
ssize_t read_all(int fd, char* buffer, std::size_t size) {
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t got = ::pread(fd, buffer + filled, size - filled, static_cast<off_t>(filled));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(filled);
}

}  // namespace

Result<Descriptor> open_file(const std::filesystem::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file) return os_error(path, "open");
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return os_error(path, "read its size");
  if (S_ISREG(status.st_mode)) return file;
  return Error{ErrorCode::kUnsupported, path.string() + ": not a regular file"};
}

std::string without_path(const Error& error, const std::filesystem::path& path) {
  const std::string named = path.string() + ": ";
  return error.message.starts_with(named) ? error.message.substr(named.size()) : error.message;
}

FileState state_of(const Descriptor& file) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return {};
  return {static_cast<std::uint64_t>(status.st_size),
          std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const auto file = open_file(path);
  if (!file) return file.error();
  return of(*file, path);
}

Result<MappedFile> MappedFile::of(const Descriptor& file, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return os_error(path, "read its size");
  if (status.st_size == 0) return MappedFile(nullptr, 0);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size < kMapFrom) {
    auto copy = std::make_unique_for_overwrite<char[]>(size);
    const ssize_t filled = read_all(file.get(), copy.get(), size);
    if (filled < 0) return os_error(path, "read");
    return MappedFile(std::move(copy), static_cast<std::size_t>(filled));
  }
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (data == MAP_FAILED) return os_error(path, "map");
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : copy_(std::move(other.copy_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(copy_, other.copy_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ && !copy_) ::munmap(const_cast<char*>(data_), size_);
}

Result<std::string> read_file(const std::filesystem::path& path) {
  const auto file = MappedFile::open(path);
  if (!file) return file.error();
  return std::string(file->view());
}

Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path beside = path.string() + ".new";
  {
    const Descriptor file{::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (!file) return os_error(beside, "create");
    if (!write_all(file.get(), content) || ::fsync(file.get()) != 0)
      return os_error(beside, "write");
  }
  if (std::rename(beside.c_str(), path.c_str()) != 0) return os_error(path, "replace");
  const Descriptor folder{::open(path.parent_path().empty() ? "." : path.parent_path().c_str(),
                                 O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder) ::fsync(folder.get());
  return {};
}

namespace {

std::string to_text(const XXH128_hash_t& hash) {
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text;
}

}  // namespace

std::string content_hash(std::string_view bytes) {
  return to_text(XXH3_128bits(bytes.data(), bytes.size()));
}

Result<std::string> content_hash(const Descriptor& file, const std::filesystem::path& path) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> block(1u << 20);
  for (off_t at = 0;;) {
    const ssize_t got = ::pread(file.get(), block.data(), block.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return os_error(path, "read");
    if (got == 0) return to_text(XXH3_128bits_digest(state.get()));
    XXH3_128bits_update(state.get(), block.data(), static_cast<std::size_t>(got));
    at += got;
  }
}

}  // namespace lontar::io
