// One end of the socket between the indexer and a worker process: whole frames in and out, with a
// descriptor beside a frame where one is handed over. Used by one thread. Nothing that comes in is
// trusted: a frame of no kind or beyond its size ends the conversation.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "io/descriptor.h"
#include "isolation/protocol.h"

namespace lontar::isolation {

using Clock = std::chrono::steady_clock;

class Channel {
 public:
  explicit Channel(io::Descriptor socket) : socket_(std::move(socket)) {}
  // Two connected ends, neither handed on to programs that are started.
  static Result<std::pair<Channel, Channel>> pair();

  int socket() const { return socket_.get(); }

  // Sends a whole frame, `descriptor` (if any) with its first byte. kUnavailable when the other
  // side is gone, or does not take it by the deadline.
  Result<void> send(Kind kind, std::string_view payload, Clock::time_point deadline,
                    int descriptor = -1);

  // Reads what has arrived, without waiting, and returns the next whole frame as soon as there is
  // one. kUnavailable when the other side is gone, kInvalid when it does not speak the protocol.
  Result<std::optional<Frame>> advance();
  // Waits for the next whole frame.
  Result<Frame> receive(Clock::time_point deadline);

  // The descriptor that came with the last frames, once; empty when there was none.
  io::Descriptor take_descriptor() { return std::move(received_); }

 private:
  Result<bool> fill(char* into, std::size_t bytes, std::size_t& filled);

  io::Descriptor socket_;
  io::Descriptor received_;
  char header_[kHeaderBytes] = {};
  std::size_t header_filled_ = 0;
  Header announced_;
  std::string payload_;
  std::size_t payload_filled_ = 0;
};

}  // namespace lontar::isolation
