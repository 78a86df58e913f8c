// Reads HTTP/1.1 requests from the bytes of a connection. Own code because Pistache's reader drops
// repeated parameters, answers malformed headers with 500 or 415 before any handler runs, and reads
// "Content-Length: abc" as 0. Strict where leniency lets two readers of one stream disagree
// (lengths, folding, spaces before ':'); lenient about line ends. A pure function of its input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "search-api/http_message.h"

namespace lontar::api {

inline constexpr std::size_t kMaxRequestBytes = 64 * 1024;  // head and body, each

struct NeedMore {};
struct ReadRequest {
  Request request;           // its body, which no route wants, is skipped
  std::size_t consumed = 0;  // bytes of the input that belong to it
};
// The connection cannot be used any longer: where the next request begins is unknown.
struct Malformed {
  int status = 400;
  std::string detail;
};
using ReadOutcome = std::variant<NeedMore, ReadRequest, Malformed>;

ReadOutcome read_request(std::string_view input);

}  // namespace lontar::api
