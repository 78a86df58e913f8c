// The other side of isolation/worker.h: what the program lontar-worker does.
#pragma once

namespace lontar::isolation {

inline constexpr int kWorkerSocket = 3;      // where a worker finds its end of the channel
inline constexpr int kExitOutOfMemory = 12;  // how it ends when memory is refused

// Learns what to do, then parses one file after the other until the other side closes the channel.
// Returns the exit status.
int serve();

}  // namespace lontar::isolation
