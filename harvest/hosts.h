// What each server asks of us, kept for a run: its robots.txt, and when it may be asked again.
// One thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "harvest/client.h"
#include "harvest/robots.h"

namespace lontar::harvest {

using Clock = std::chrono::steady_clock;

class Hosts {
 public:
  Hosts(Client& client, const Settings& settings, std::function<bool()> stop)
      : client_(client), settings_(settings), stop_(std::move(stop)) {}

  // When the server may next be asked; the past for one that never was.
  Clock::time_point ready(const std::string& origin) const;
  // Nothing before so long from now, whatever else holds.
  void hold(const std::string& origin, std::chrono::milliseconds wait);

  // Waits for a server's turn and asks it. Fails as "asked-to-wait" when its turn comes later than
  // settings allow to wait for, as "stopped" when stopped meanwhile.
  Client::Answer get(const Address& address, const Ask& ask);

  // Whether robots.txt lets us fetch the address: nothing, or the failure. Asks for robots.txt once
  // a run; a server that cannot say is not asked anything else (RFC 9309, 2.3.1).
  std::optional<Failure> may_fetch(const Address& address);

 private:
  struct Host {
    Clock::time_point ready{};
    std::optional<Robots> robots;
  };
  std::optional<Failure> wait_for(const std::string& origin);
  Robots ask_robots(const Address& address);

  Client& client_;
  const Settings& settings_;
  std::function<bool()> stop_;
  std::map<std::string, Host> hosts_;
};

}  // namespace lontar::harvest
