#include "search/date_range.h"

#include "core/date.h"

namespace lontar::search {

std::optional<std::pair<int, int>> date_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = dots == std::string_view::npos ? text : text.substr(dots + 2);
  const auto first = Date::parse(from);
  const auto last = Date::parse(to);
  if ((!from.empty() && !first) || (!to.empty() && !last) || (from.empty() && to.empty()))
    return {};
  const auto end_of = [](const Date& date) {
    return date.day ? date.key() : date.month ? date.key() + 99 : date.key() + 9999;
  };
  return std::pair(first ? first->key() : 1, last ? end_of(*last) : 99999999);
}

}  // namespace lontar::search
