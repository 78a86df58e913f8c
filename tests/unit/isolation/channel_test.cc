#include "isolation/channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <cstring>
#include <filesystem>
#include <iterator>
#include <thread>
#include <vector>

namespace lontar::isolation {
namespace {

using namespace std::chrono_literals;

Clock::time_point soon() { return Clock::now() + 10s; }

void write_raw(const Channel& channel, std::string_view bytes) {
  ASSERT_EQ(::send(channel.socket(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
            static_cast<ssize_t>(bytes.size()));
}

TEST(Channel, FramesArriveWholeAndInOrder) {
  auto ends = Channel::pair();
  ASSERT_TRUE(ends);
  auto& [here, there] = *ends;
  const std::string large(3'000'000, 'x');  // more than the socket holds
  std::thread sender([&, end = &there] {
    EXPECT_TRUE(end->send(Kind::kParse, "a.pdf", soon()).ok());
    EXPECT_TRUE(end->send(Kind::kEnd, "", soon()).ok());
    EXPECT_TRUE(end->send(Kind::kDocument, large, soon()).ok());
  });
  const auto first = here.receive(soon());
  const auto second = here.receive(soon());
  const auto third = here.receive(soon());
  sender.join();
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(first->kind, Kind::kParse);
  EXPECT_EQ(first->payload, "a.pdf");
  EXPECT_EQ(second->kind, Kind::kEnd);
  EXPECT_EQ(second->payload, "");
  EXPECT_EQ(third->payload, large);
}

RC_GTEST_PROP(Channel, HoweverTheBytesAreCut, (const std::string& one, const std::string& two)) {
  auto ends = Channel::pair();
  RC_ASSERT(ends.ok());
  auto& [here, there] = *ends;
  const std::string bytes =
      header_of(Kind::kParse, one.size()) + one + header_of(Kind::kDocument, two.size()) + two;
  std::vector<Frame> frames;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto many = *rc::gen::inRange<std::size_t>(1, bytes.size() - at + 1);
    write_raw(there, std::string_view(bytes).substr(at, many));
    at += many;
    for (auto next = here.advance(); next && *next; next = here.advance()) {
      frames.push_back(std::move(**next));
    }
  }
  RC_ASSERT(frames.size() == 2u);
  RC_ASSERT(frames[0].payload == one);
  RC_ASSERT(frames[1].payload == two);
}

TEST(Channel, ADescriptorComesAlong) {
  auto ends = Channel::pair();
  auto& [here, there] = *ends;
  const io::Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  ASSERT_TRUE(there.send(Kind::kParse, "null", soon(), null.get()).ok());
  ASSERT_TRUE(here.receive(soon()).ok());
  const io::Descriptor came = here.take_descriptor();
  ASSERT_TRUE(came);
  EXPECT_NE(came.get(), null.get());
  EXPECT_NE(::fcntl(came.get(), F_GETFD) & FD_CLOEXEC, 0);
  char byte = 0;
  EXPECT_EQ(::read(came.get(), &byte, 1), 0);
  EXPECT_FALSE(here.take_descriptor());
}

// All descriptors of this process.
std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

TEST(Channel, DescriptorsThatNobodyAskedForAreNotKept) {
  auto ends = Channel::pair();
  auto& [here, there] = *ends;
  const io::Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const auto before = open_descriptors();
  for (const std::size_t many : {2u, 3u, 5u}) {
    const std::string frame = header_of(Kind::kReady, 0);
    iovec piece{const_cast<char*>(frame.data()), frame.size()};
    std::vector<char> control(CMSG_SPACE(many * sizeof(int)));
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(many * sizeof(int));
    const std::vector<int> numbers(many, null.get());
    std::memcpy(CMSG_DATA(header), numbers.data(), many * sizeof(int));
    ASSERT_EQ(::sendmsg(there.socket(), &message, 0), static_cast<ssize_t>(frame.size()));
    ASSERT_TRUE(here.receive(soon()).ok());
    here.take_descriptor();
    EXPECT_EQ(open_descriptors(), before) << many;
  }
}

TEST(Channel, SaysWhenTheOtherSideIsGone) {
  auto ends = Channel::pair();
  auto& [here, there] = *ends;
  write_raw(there, header_of(Kind::kEnd, 100) + "half of it");
  { const Channel closed = std::move(there); }
  EXPECT_EQ(here.receive(soon()).error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(here.send(Kind::kEnd, "", soon()).error().code, ErrorCode::kUnavailable);
}

TEST(Channel, RefusesWhatIsNoFrame) {
  for (const std::string& header : {header_of(Kind{0}, 1), header_of(Kind{200}, 1),
                                    header_of(Kind::kDocument, kMaxDocumentBytes + 1)}) {
    auto ends = Channel::pair();
    auto& [here, there] = *ends;
    write_raw(there, header);
    EXPECT_EQ(here.receive(soon()).error().code, ErrorCode::kInvalid);
  }
}

TEST(Channel, WaitsNoLongerThanItIsTold) {
  auto ends = Channel::pair();
  auto& [here, there] = *ends;
  const auto begin = Clock::now();
  EXPECT_EQ(here.receive(begin + 50ms).error().code, ErrorCode::kUnavailable);
  // Nobody reads on the other side: the socket fills up.
  const std::string large(3'000'000, 'x');
  EXPECT_EQ(there.send(Kind::kDocument, large, Clock::now() + 50ms).error().code,
            ErrorCode::kUnavailable);
  EXPECT_LT(Clock::now() - begin, 5s);
}

TEST(Channel, SendsNothingBeyondTheLimit) {
  auto ends = Channel::pair();
  auto& [here, there] = *ends;
  EXPECT_EQ(there.send(Kind::kParse, std::string(kMaxSmallBytes + 1, 'x'), soon()).error().code,
            ErrorCode::kInvalid);
  EXPECT_FALSE(here.advance()->has_value());
}

}  // namespace
}  // namespace lontar::isolation
