// URLs as the service reads and writes them: the only place where percent signs are undone or made.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lontar::api {

// A malformed escape ("%zz", "%4" at the end) stays as it is.
std::string percent_decode(std::string_view text);
// encodeURIComponent: everything but letters, digits and -_.!~*'() is escaped, '/' included.
std::string percent_encode(std::string_view text);

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

// The parameters of a raw query in order, repeated ones kept; '+' means a space, names and values
// are decoded and repaired to clean UTF-8 (text::clean).
QueryPairs parse_query(std::string_view raw);
// "?a=1&b=2", "" when there are none.
std::string format_query(const QueryPairs& pairs);

}  // namespace lontar::api
