// robots.txt as RFC 9309 defines it, and Crawl-delay as it is used: what a server asks of programs.
// Values; const members are thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lontar::harvest {

class Robots {
 public:
  // No more of a robots.txt is read (RFC 9309, 2.5).
  static constexpr std::size_t kMaxBytes = 500 * 1024;

  // The rules for the program whose name is `product` ("lontar-harvest"), or else for everybody.
  // Never fails: lines that mean nothing are passed over.
  static Robots parse(std::string_view text, std::string_view product);
  static Robots allow_all() { return {}; }
  // What holds while the server cannot say what it asks; `why` is for the report.
  static Robots unknown(std::string why);

  // Whether the path (with its query, percent-encoded) may be fetched: the longest rule that
  // matches decides, and of two the one that allows.
  bool allows(std::string_view path) const;
  std::optional<std::chrono::milliseconds> delay() const { return delay_; }
  // "" unless nothing is known, and so nothing allowed.
  const std::string& why_unknown() const { return unknown_; }

 private:
  struct Rule {
    std::string pattern;
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> delay_;
  std::string unknown_;
};

}  // namespace lontar::harvest
