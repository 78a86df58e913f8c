// Dates as queries write them: "2015", "2015-11", "2015-11-21", and ranges "from..to" with either
// side open. A date without day or month stands for all of it. Internal to search/.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

namespace lontar::search {

// The keys (Date::key()) of the first and the last day; nothing if it is no date. The last may be
// before the first.
std::optional<std::pair<int, int>> date_range(std::string_view text);

}  // namespace lontar::search
