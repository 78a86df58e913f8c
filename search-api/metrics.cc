#include "search-api/metrics.h"

#include <sstream>

namespace lontar::api {

void Metrics::count(std::string_view route, int status, std::chrono::nanoseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  const std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), status}];
  auto found = latency_.find(route);
  if (found == latency_.end()) found = latency_.emplace(std::string(route), Latency{}).first;
  Latency& latency = found->second;
  for (std::size_t i = 0; i < kBucketSeconds.size(); ++i)
    if (seconds <= kBucketSeconds[i]) ++latency.at_most[i];
  ++latency.count;
  latency.seconds += seconds;
}

std::string Metrics::text(const Gauges& gauges) const {
  std::ostringstream out;
  const auto gauge = [&](std::string_view name, std::string_view help, std::uint64_t value) {
    out << "# HELP " << name << " " << help << "\n# TYPE " << name << " gauge\n"
        << name << " " << value << "\n";
  };
  gauge("lontar_ready", "1 when searches are answered.", gauges.ready ? 1 : 0);
  gauge("lontar_index_generation", "Generation of the index last answered from.",
        gauges.generation);
  gauge("lontar_requests_in_flight", "Requests not yet answered to the last byte.",
        gauges.in_flight);
  gauge("lontar_requests_queued", "Requests waiting for a worker.", gauges.queued);

  const std::lock_guard lock(mutex_);
  out << "# HELP lontar_requests_total Requests answered, by route and status.\n"
         "# TYPE lontar_requests_total counter\n";
  for (const auto& [key, count] : requests_)
    out << "lontar_requests_total{route=\"" << key.first << "\",status=\"" << key.second << "\"} "
        << count << "\n";
  out << "# HELP lontar_request_seconds Time from request to answer, waiting included.\n"
         "# TYPE lontar_request_seconds histogram\n";
  for (const auto& [route, latency] : latency_) {
    const auto bucket = [&](auto bound, std::uint64_t count) {
      out << "lontar_request_seconds_bucket{route=\"" << route << "\",le=\"" << bound << "\"} "
          << count << "\n";
    };
    for (std::size_t i = 0; i < kBucketSeconds.size(); ++i)
      bucket(kBucketSeconds[i], latency.at_most[i]);
    bucket("+Inf", latency.count);
    out << "lontar_request_seconds_sum{route=\"" << route << "\"} " << latency.seconds << "\n"
        << "lontar_request_seconds_count{route=\"" << route << "\"} " << latency.count << "\n";
  }
  return out.str();
}

}  // namespace lontar::api
