// The streams that a program is started with, which it must not take for granted: whoever starts it
// may have closed them, or may stop reading. For the main thread.
#pragma once

#include "core/result.h"

namespace lontar::io {

// To be called before anything is opened: where standard input, output or error is closed, it is
// /dev/null from now on. Else the next file that is opened would have its number, and what is
// printed would go into that file.
void hold_standard_streams();

// Whether all that was printed on standard output has arrived; kIo with the reason when not.
Result<void> flush_output();

}  // namespace lontar::io
