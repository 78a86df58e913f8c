#include "harvest/hosts.h"

#include <algorithm>
#include <thread>

namespace lontar::harvest {
namespace {

using namespace std::chrono_literals;

constexpr int kRobotsRedirects = 5;  // RFC 9309, 2.3.1.2
constexpr auto kLook = 50ms;         // between two looks at stop

}  // namespace

Clock::time_point Hosts::ready(const std::string& origin) const {
  const auto found = hosts_.find(origin);
  return found == hosts_.end() ? Clock::time_point{} : found->second.ready;
}

void Hosts::hold(const std::string& origin, std::chrono::milliseconds wait) {
  Host& host = hosts_[origin];
  host.ready = std::max(host.ready, Clock::now() + wait);
}

std::optional<Failure> Hosts::wait_for(const std::string& origin) {
  const auto until = ready(origin);
  const auto wait = std::chrono::ceil<std::chrono::seconds>(until - Clock::now());
  if (until - Clock::now() > settings_.longest_wait) {
    return Failure{"asked-to-wait", "the server asks for a pause of " +
                                        std::to_string(wait.count()) +
                                        " s, longer than longest_wait_seconds in "
                                        "config/lontar.toml; run again later"};
  }
  while (Clock::now() < until) {
    if (stop_ && stop_()) return Failure{"stopped", "stopped before its end"};
    std::this_thread::sleep_for(std::min<Clock::duration>(kLook, until - Clock::now()));
  }
  return {};
}

Client::Answer Hosts::get(const Address& address, const Ask& ask) {
  if (auto failure = wait_for(address.origin)) return {{}, std::move(failure)};
  Client::Answer answer = client_.get(address, ask);
  const Host& host = hosts_[address.origin];
  const auto asked = host.robots ? host.robots->delay() : std::nullopt;
  hold(address.origin, std::max(settings_.pause, asked.value_or(0ms)));
  if (answer.head.retry_after && answer.head.status >= 400) {
    hold(address.origin, *answer.head.retry_after);
  }
  return answer;
}

std::optional<Failure> Hosts::may_fetch(const Address& address) {
  if (!hosts_[address.origin].robots) {
    Robots robots = ask_robots(address);
    if (stop_ && stop_()) return Failure{"stopped", "stopped before its end"};
    const auto delay = robots.delay();
    hosts_[address.origin].robots = std::move(robots);
    if (delay) hold(address.origin, *delay);
  }
  const Robots& robots = *hosts_[address.origin].robots;
  if (robots.allows(address.path)) return {};
  if (!robots.why_unknown().empty()) return Failure{"robots-unknown", robots.why_unknown()};
  return Failure{"robots", "robots.txt of " + address.host + " asks programs not to fetch it"};
}

Robots Hosts::ask_robots(const Address& address) {
  const std::string first = address.origin + "/robots.txt";
  const auto unknown = [&](const std::string& why) {
    return Robots::unknown("robots.txt of " + address.host + " cannot be read (" + why +
                           "), so nothing is fetched from there");
  };
  auto at = parse_address(first);
  for (int hop = 0; at && hop <= kRobotsRedirects; ++hop) {
    std::string text;
    bool full = false;
    const Client::Answer answer = get(
        *at,
        {.headers = {}, .head = {}, .bytes = [&](std::string_view bytes) -> std::optional<Failure> {
           text += bytes;
           full = text.size() > Robots::kMaxBytes;
           if (full) return Failure{"too-large", "no more of it is read"};
           return {};
         }});
    if (answer.failure && !full) return unknown(answer.failure->message);
    const int status = answer.head.status;
    if (status >= 300 && status < 400 && !answer.head.location.empty()) {
      at = parse_address(answer.head.location);
      continue;
    }
    if (status >= 200 && status < 300) return Robots::parse(text, Client::kProduct);
    if (status >= 500 || status == 429) return unknown("status " + std::to_string(status));
    return Robots::allow_all();
  }
  // More redirects than anybody needs, or to what is no address: as if there were none.
  return Robots::allow_all();
}

}  // namespace lontar::harvest
