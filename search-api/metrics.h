// What the service counts about itself, in Prometheus' text format. Thread-safe.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace lontar::api {

class Metrics {
 public:
  // `route` is a pattern of the route table, never what a client sent.
  void count(std::string_view route, int status, std::chrono::nanoseconds took);

  struct Gauges {
    std::uint64_t generation = 0;
    std::uint64_t in_flight = 0;
    std::uint64_t queued = 0;
    bool ready = false;
  };
  std::string text(const Gauges& gauges) const;

 private:
  static constexpr std::array kBucketSeconds = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0};
  struct Latency {
    std::array<std::uint64_t, kBucketSeconds.size()> at_most{};
    std::uint64_t count = 0;
    double seconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Latency, std::less<>> latency_;
};

}  // namespace lontar::api
