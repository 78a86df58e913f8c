#include "io/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "io/descriptor.h"

namespace lontar::io {

void hold_standard_streams() {
  // The system gives the lowest number that is free.
  for (;;) {
    Descriptor nothing(::open("/dev/null", O_RDWR));
    if (!nothing || nothing.get() > STDERR_FILENO) return;
    nothing.release();
  }
}

Result<void> flush_output() {
  errno = 0;
  const bool flushed = std::fflush(stdout) == 0;
  if (flushed && !std::ferror(stdout)) return {};
  const std::string why = errno ? std::string(": ") + std::strerror(errno) : std::string();
  return Error{ErrorCode::kIo, "what was printed did not all arrive" + why};
}

}  // namespace lontar::io
