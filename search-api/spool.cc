#include "search-api/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <utility>

namespace lontar::api {
namespace {

constexpr int kLevel = 5;  // as the answers in memory are compressed
constexpr int kGzipFrame = 16;

// A file of a folder that never shows it; gone with its descriptor.
io::Descriptor nameless_file() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  if (error) return {};
  io::Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file) return file;
  std::string name = (folder / "lontar_XXXXXX").string();
  io::Descriptor named(::mkostemp(name.data(), O_CLOEXEC));
  if (named) ::unlink(name.c_str());
  return named;
}

}  // namespace

Spool::~Spool() { clear(); }

void Spool::clear() {
  memory_.clear();
  if (stream_) ::deflateEnd(stream_.get());
  stream_.reset();
  file_.close();
  size_ = 0;
  failed_ = false;
}

bool Spool::write(std::string_view bytes) {
  if (failed_) return false;
  memory_.append(bytes);
  if (memory_.size() < kInMemory) return true;
  failed_ = !open_file() || !drain(false);
  return !failed_;
}

bool Spool::finish(Response& response) {
  if (!failed_ && file_) failed_ = !drain(true);
  if (!failed_ && file_) {
    if (gzip_) response.set("Content-Encoding", "gzip");
    response.file = std::make_shared<FileBody>(file_.release(), 0, size_);
  } else {
    response.body = std::move(memory_);
  }
  const bool well = !failed_;
  clear();
  return well;
}

bool Spool::open_file() {
  if (file_) return true;
  file_ = nameless_file();
  if (!file_ || !gzip_) return static_cast<bool>(file_);
  stream_ = std::make_unique<z_stream>();
  return ::deflateInit2(stream_.get(), kLevel, Z_DEFLATED, MAX_WBITS + kGzipFrame, 8,
                        Z_DEFAULT_STRATEGY) == Z_OK;
}

bool Spool::drain(bool end) {
  if (!gzip_) {
    const bool written = put(memory_);
    memory_.clear();
    return written;
  }
  stream_->next_in = reinterpret_cast<Bytef*>(memory_.data());
  stream_->avail_in = static_cast<uInt>(memory_.size());
  std::array<char, 64 * 1024> packed;
  do {
    stream_->next_out = reinterpret_cast<Bytef*>(packed.data());
    stream_->avail_out = packed.size();
    ::deflate(stream_.get(), end ? Z_FINISH : Z_NO_FLUSH);
    if (!put({packed.data(), packed.size() - stream_->avail_out})) return false;
  } while (stream_->avail_out == 0);
  memory_.clear();
  return true;
}

bool Spool::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
    size_ += static_cast<std::uint64_t>(written);
  }
  return true;
}

}  // namespace lontar::api
