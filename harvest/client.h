// One HTTP request at a time, and nothing followed or decided by itself: what the harvest's rules
// are made of. The only user of libcurl's transfers. TLS is verified, always; connections to
// private networks are refused before a byte is sent, unless allowed. No proxy is used. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harvest/address.h"
#include "harvest/settings.h"

namespace lontar::harvest {

// What comes before the body. Texts are as the server sent them, "" when it did not.
struct Head {
  int status = 0;
  std::string content_type;
  std::string content_encoding;
  std::string content_range;
  std::string etag;
  std::string last_modified;
  std::string date;
  std::string location;  // where a redirect leads, absolute
  std::optional<std::uint64_t> length;
  std::optional<std::chrono::milliseconds> retry_after;
};

struct Failure {
  std::string code;       // a row of harvest's table of reasons
  std::string message;    // a sentence
  bool may_pass = false;  // worth another attempt
};

// What is asked besides the address.
struct Ask {
  std::vector<std::string> headers;  // "If-None-Match: ..."
  // Called once, before the body: a failure ends the transfer and is what get() gives.
  std::function<std::optional<Failure>(const Head&)> head;
  // The body, as it comes; the same.
  std::function<std::optional<Failure>(std::string_view)> bytes;
};

class Client {
 public:
  // `stop` is asked several times a second during a transfer; true ends it as "stopped".
  Client(const Settings& settings, std::function<bool()> stop);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  struct Answer {
    Head head;
    std::optional<Failure> failure;  // else the body came to its end
  };
  // A redirect is an answer, with its `location`; so is every other status.
  Answer get(const Address& address, const Ask& ask);

  // What is said in User-Agent, and what a robots.txt may call us.
  static constexpr std::string_view kProduct = "lontar-harvest";

 private:
  struct Transfer;
  std::string user_agent_;
  Settings settings_;
  std::function<bool()> stop_;
  void* curl_;  // CURL*: kept between requests, so that connections are
};

}  // namespace lontar::harvest
