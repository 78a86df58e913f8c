// Finishes the answers that a socket did not take at once (slow readers, originals of many
// megabytes) on one thread of its own, so that neither a worker nor an I/O thread ever waits for a
// client. A client that takes nothing for a while is dropped. Thread-safe.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace lontar::api {

class Connection;

class Sender {
 public:
  explicit Sender(std::chrono::milliseconds patience = std::chrono::seconds(30));
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  ~Sender();

  // Takes part in the connection until its answer is out or its client has lost our patience.
  void watch(std::shared_ptr<Connection> connection);

 private:
  struct Slow {
    std::shared_ptr<Connection> connection;
    std::chrono::steady_clock::time_point deadline;
  };
  void run();
  void adopt_arrivals(std::vector<Slow>& slow);
  void wake();

  const std::chrono::milliseconds patience_;
  const int wake_fd_;  // an eventfd
  std::mutex mutex_;
  std::vector<std::shared_ptr<Connection>> arrivals_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace lontar::api
