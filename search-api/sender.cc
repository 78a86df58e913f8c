#include "search-api/sender.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

#include "search-api/connection.h"

namespace lontar::api {

Sender::Sender(std::chrono::milliseconds patience)
    : patience_(patience),
      wake_fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      thread_([this] { run(); }) {}

Sender::~Sender() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  thread_.join();
  ::close(wake_fd_);
}

void Sender::watch(std::shared_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    arrivals_.push_back(std::move(connection));
  }
  wake();
}

void Sender::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_fd_, &one, sizeof one);
}

void Sender::adopt_arrivals(std::vector<Slow>& slow) {
  const auto deadline = std::chrono::steady_clock::now() + patience_;
  const std::lock_guard lock(mutex_);
  for (auto& connection : arrivals_) slow.push_back({std::move(connection), deadline});
  arrivals_.clear();
}

void Sender::run() {
  std::vector<Slow> slow;
  for (;;) {
    adopt_arrivals(slow);
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) break;
    }
    std::vector<pollfd> polled{{wake_fd_, POLLIN, 0}};
    for (const Slow& each : slow) polled.push_back({each.connection->fd(), POLLOUT, 0});
    ::poll(polled.data(), polled.size(), slow.empty() ? -1 : 500);
    if (polled[0].revents != 0) {
      std::uint64_t count = 0;
      [[maybe_unused]] const ssize_t got = ::read(wake_fd_, &count, sizeof count);
    }

    const auto now = std::chrono::steady_clock::now();
    std::vector<Slow> still;
    for (std::size_t i = 0; i < slow.size(); ++i) {
      Slow& each = slow[i];
      if (polled[i + 1].revents != 0) {
        if (each.connection->resume() == Connection::Progress::kDone) continue;
        each.deadline = now + patience_;
      } else if (now > each.deadline) {
        each.connection->abandon();
        continue;
      }
      still.push_back(std::move(each));
    }
    slow = std::move(still);
  }
  for (const Slow& each : slow) each.connection->abandon();
}

}  // namespace lontar::api
