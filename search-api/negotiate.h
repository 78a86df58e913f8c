// Content negotiation and conditional requests (RFC 9110): gzip, languages, ETags, byte ranges.
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lontar::api {

// Whether an Accept-Encoding value allows gzip: named or by '*', with a weight above 0.
bool accepts_gzip(std::string_view accept_encoding);
std::string gzip(std::string_view bytes);

inline constexpr std::size_t kGzipThreshold = 1024;  // smaller bodies do not gain

// The language ranges of an Accept-Language value, the most wanted first; none that is refused
// (q=0), nor '*'.
std::vector<std::string> accepted_languages(std::string_view accept_language);

// Whether If-None-Match names this ETag, by weak comparison.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // inclusive
  std::uint64_t length() const { return last - first + 1; }
  bool operator==(const ByteRange&) const = default;
};
struct WholeFile {};      // no Range, or one that may be ignored: malformed, other unit, several
struct Unsatisfiable {};  // 416
using RangeChoice = std::variant<WholeFile, ByteRange, Unsatisfiable>;

// What to send of a file of `size` bytes for a Range header's value ("" when absent).
RangeChoice choose_range(std::string_view range, std::uint64_t size);

}  // namespace lontar::api
