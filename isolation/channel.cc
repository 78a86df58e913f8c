#include "isolation/channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace lontar::isolation {
namespace {

// Memory follows the bytes that have come, not the length that was announced.
constexpr std::size_t kStep = 1u << 20;

Error gone() { return {ErrorCode::kUnavailable, "the other side is gone"}; }
Error nonsense() { return {ErrorCode::kInvalid, "the other side does not speak the protocol"}; }
Error late() { return {ErrorCode::kUnavailable, "the other side does not answer in time"}; }

// Room for the one descriptor that may come with a message. Not CMSG_SPACE: what that adds to align
// is room for a second descriptor, which the kernel would open for us and nobody would close.
union Control {
  cmsghdr header;
  std::array<char, CMSG_LEN(sizeof(int))> bytes;
};

int milliseconds_until(Clock::time_point deadline) {
  if (deadline == Clock::time_point::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000'000));
}

Result<void> wait(int socket, short events, Clock::time_point deadline) {
  for (;;) {
    pollfd waiting{socket, events, 0};
    const int ready = ::poll(&waiting, 1, milliseconds_until(deadline));
    if (ready > 0) return {};
    if (ready == 0) return late();
    if (errno != EINTR) return gone();
  }
}

void attach(msghdr& message, Control& control, int descriptor) {
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
}

// The descriptor that came along. The kernel closes those that do not fit into Control.
io::Descriptor detach(msghdr& message) {
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
      header->cmsg_len != CMSG_LEN(sizeof(int))) {
    return {};
  }
  int descriptor = -1;
  std::memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
  return io::Descriptor(descriptor);
}

}  // namespace

Result<std::pair<Channel, Channel>> Channel::pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return Error{ErrorCode::kIo,
                 std::string("no socket to a worker process: ") + std::strerror(errno)};
  }
  return std::pair(Channel(io::Descriptor(ends[0])), Channel(io::Descriptor(ends[1])));
}

Result<void> Channel::send(Kind kind, std::string_view payload, Clock::time_point deadline,
                           int descriptor) {
  if (payload.size() > max_payload(kind)) {
    return Error{ErrorCode::kInvalid, "a message of " + std::to_string(payload.size()) +
                                          " bytes is larger than a worker may send"};
  }
  const std::string header = header_of(kind, payload.size());
  std::array<std::string_view, 2> parts = {header, payload};
  while (!parts[0].empty() || !parts[1].empty()) {
    std::array<iovec, 2> pieces{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      pieces[i] = {const_cast<char*>(parts[i].data()), parts[i].size()};
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = pieces.size();
    Control control{};
    if (descriptor >= 0) attach(message, control, descriptor);
    const ssize_t sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno != EAGAIN) return gone();
    if (sent < 0) {
      if (const auto ready = wait(socket_.get(), POLLOUT, deadline); !ready) return ready;
      continue;
    }
    descriptor = -1;  // went with the first byte
    auto left = static_cast<std::size_t>(sent);
    for (std::string_view& part : parts) {
      const std::size_t of_part = std::min(left, part.size());
      part.remove_prefix(of_part);
      left -= of_part;
    }
  }
  return {};
}

// Whether `bytes` are there; they go to `into` as they come.
Result<bool> Channel::fill(char* into, std::size_t bytes, std::size_t& filled) {
  while (filled < bytes) {
    iovec piece{into + filled, bytes - filled};
    Control control{};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
    const ssize_t got = ::recvmsg(socket_.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return false;
    if (got <= 0) return gone();
    if (io::Descriptor came = detach(message)) received_ = std::move(came);
    filled += static_cast<std::size_t>(got);
  }
  return true;
}

Result<std::optional<Frame>> Channel::advance() {
  using Next = std::optional<Frame>;
  if (header_filled_ < kHeaderBytes) {
    const auto whole = fill(header_, kHeaderBytes, header_filled_);
    if (!whole) return whole.error();
    if (!*whole) return Next{};
    const auto header = decode_header({header_, kHeaderBytes});
    if (!header) return nonsense();
    announced_ = *header;
  }
  while (payload_filled_ < announced_.payload_bytes) {
    payload_.resize(std::min(announced_.payload_bytes, payload_filled_ + kStep));
    const auto whole = fill(payload_.data(), payload_.size(), payload_filled_);
    if (!whole) return whole.error();
    if (!*whole) return Next{};
  }
  header_filled_ = payload_filled_ = 0;
  return Next{Frame{announced_.kind, std::exchange(payload_, {})}};
}

Result<Frame> Channel::receive(Clock::time_point deadline) {
  for (;;) {
    auto next = advance();
    if (!next) return next.error();
    if (*next) return std::move(**next);
    if (const auto ready = wait(socket_.get(), POLLIN, deadline); !ready) return ready.error();
  }
}

}  // namespace lontar::isolation
