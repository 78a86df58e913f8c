#include "io/line_file.h"

#include <cerrno>
#include <cstring>

namespace lontar::io {

Result<LineFile> LineFile::create(const std::filesystem::path& path) {
  LineFile file(path);
  file.out_.open(path, std::ios::binary | std::ios::trunc);
  if (file.out_) return file;
  return Error{ErrorCode::kIo, path.string() + ": cannot be written: " + std::strerror(errno) +
                                   "; name another file"};
}

void LineFile::write(std::string_view line) { out_ << line << '\n'; }

Result<void> LineFile::close() {
  out_.close();
  if (out_) return {};
  return Error{ErrorCode::kIo,
               path_.string() + ": could not be written to the end; is the disk full?"};
}

}  // namespace lontar::io
