// Web addresses as the harvest follows them: http and https, with a host, without a user's name
// or password. Free functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace lontar::harvest {

struct Address {
  std::string text;    // whole and normalised, without fragment
  std::string scheme;  // "http", "https"
  std::string host;    // lower case
  std::string origin;  // scheme, host and port: who answers, and whose robots.txt counts
  std::string path;    // path and query: what the rules of robots.txt are about

  // The name of the file that the path ends with, percent-decoded; "" when it ends with '/'.
  std::string file_name() const;
};

// Fails with what is wrong with the address.
Result<Address> parse_address(std::string_view text);

// Whether a numeric address ("10.1.2.3", "fe80::1") lies in a network that is nobody's on the
// internet: this machine, a local network, a link, a group.
bool is_private_ip(std::string_view ip);

}  // namespace lontar::harvest
