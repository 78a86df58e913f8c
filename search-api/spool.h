// The body of a long answer while it is being made: in memory as long as it is small, then in a
// temporary file without a name, compressed when the client takes that. So an export of any length
// costs the same memory, and is made at once, from one state of the index, however slowly its
// client reads. Used by one thread.
#pragma once

#include <zlib.h>

#include <memory>
#include <string>
#include <string_view>

#include "io/descriptor.h"
#include "search-api/http_message.h"

namespace lontar::api {

class Spool {
 public:
  static constexpr std::size_t kInMemory = 1 << 20;

  // `gzip`: what goes into a file may be compressed.
  explicit Spool(bool gzip) : gzip_(gzip) {}
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  ~Spool();

  // Begins anew, empty.
  void clear();
  // False once the file could not be written; then nothing more is kept.
  bool write(std::string_view bytes);
  // Puts what was written into the response, and is empty afterwards. False as write().
  bool finish(Response& response);

 private:
  bool open_file();
  bool drain(bool end);  // memory_ into the file
  bool put(std::string_view bytes);

  const bool gzip_;
  std::string memory_;
  io::Descriptor file_;
  std::uint64_t size_ = 0;  // of the file
  bool failed_ = false;
  std::unique_ptr<z_stream> stream_;
};

}  // namespace lontar::api
