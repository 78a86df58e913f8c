// The socket between indexer and worker, as a hostile other side speaks: whatever it sends, and
// however many descriptors come beside it, each side gets whole valid messages or an error, and
// keeps no descriptor. The first two bytes say how the rest is sent.
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "isolation/channel.h"
#include "tests/fuzz/target.h"

namespace lontar::fuzz {
namespace {

using namespace isolation;

constexpr std::size_t kMostDescriptors = 5;
constexpr std::size_t kMostBytes = 64u << 10;  // what the socket holds without a reader

int open_descriptors() {
  int open = 0;
  for (int fd = 0; fd < 64; ++fd) open += ::fcntl(fd, F_GETFD) >= 0;
  return open;
}

bool send(int socket, std::string_view bytes, std::size_t descriptors) {
  static const io::Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  alignas(cmsghdr) std::array<char, CMSG_SPACE(kMostDescriptors * sizeof(int))> control{};
  iovec piece{const_cast<char*>(bytes.data()), bytes.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  if (descriptors > 0) {
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(descriptors * sizeof(int));
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(descriptors * sizeof(int));
    std::array<int, kMostDescriptors> numbers;
    numbers.fill(null.get());
    std::memcpy(CMSG_DATA(header), numbers.data(), descriptors * sizeof(int));
  }
  return ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) ==
         static_cast<ssize_t>(bytes.size());
}

template <class T>
void check(const std::optional<T>& message, std::string_view what) {
  if (!message) return;
  const std::string again = encode(*message);
  must(again.size() <= max_payload(Kind::kDocument), what);
}

// Every decoder must live with any payload, whatever kind it was announced as.
void decode(const Frame& frame) {
  must(frame.payload.size() <= max_payload(frame.kind), "a frame keeps to its size");
  check(decode_start(frame.payload), "a start can be sent on");
  check(decode_ready(frame.payload), "what confines can be sent on");
  check(decode_kept(frame.payload), "an entry can be sent on");
  if (const auto key = decode_find(frame.payload)) must(*key == frame.payload, "a key is a key");
  if (const auto found = decode_found(frame.payload)) {
    must(decode_found(encode_found(*found)) == found, "an answer comes through as it is");
  }
  if (const auto end = decode_end(frame.payload)) {
    const auto again = decode_end(encode(*end));
    must(again && again->ok() == end->ok(), "an end is what was sent");
    must(end->ok() || !end->error().message.empty(), "a failure has a reason");
  }
  if (const auto document = decode_document(frame.payload)) {
    const auto again = decode_document(encode(*document));
    must(again && *again == *document, "a document comes through as it is");
  }
}

void converse(std::string_view bytes, std::size_t step, std::size_t descriptors) {
  auto ends = loaded(Channel::pair());
  auto& [here, there] = ends;
  while (!bytes.empty()) {
    const std::size_t some = std::min(step, bytes.size());
    if (!send(there.socket(), bytes.substr(0, some), descriptors)) return;
    bytes.remove_prefix(some);
    for (;;) {
      const auto next = here.advance();
      if (!next) return;
      if (!*next) break;
      decode(**next);
    }
  }
}

}  // namespace
}  // namespace lontar::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lontar::fuzz;
  if (size < 2) return 0;
  const std::string_view bytes = bytes_of(data, std::min(size, kMostBytes)).substr(2);
  decode({lontar::isolation::Kind::kDocument, std::string(bytes)});
  send(-1, "", 0);  // opens what stays open
  const int before = open_descriptors();
  converse(bytes, data[0] == 0 ? kMostBytes : data[0] * 16u, data[1] % (kMostDescriptors + 1));
  must(open_descriptors() == before, "no descriptor is kept");
  return 0;
}
