// The other side of isolation/worker.h: what the program lontar-worker does.
#pragma once

#include <functional>

#include "parsers/parser.h"

namespace lontar::isolation {

inline constexpr int kWorkerSocket = 3;      // where a worker finds its end of the channel
inline constexpr int kExitOutOfMemory = 12;  // how it ends when memory is refused

// Learns what to do, gives up every right that reading does not take, then parses one file after
// the other until the other side closes the channel. Returns the exit status, with which the
// process must end at once: what libraries and sanitizers do at the end, it may not do any more.
// `prepare` may change the parsers before the first file; tests do, to see what a hostile one can.
int serve(const std::function<void(parsers::Registry&)>& prepare = {});

}  // namespace lontar::isolation
