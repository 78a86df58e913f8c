#include "indexer/cell_date.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace lontar::indexer {
namespace {

constexpr int kBuddhistYears = 2400;  // no document of this world is from the Gregorian years above

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2009-02-26 00:00:00" and "2009-02-26T00:00:00Z", as programs export dates.
std::string_view without_time(std::string_view text) {
  constexpr std::size_t kIsoDay = 10;
  const bool has_time = text.size() > kIsoDay + 4 &&
                        (text[kIsoDay] == ' ' || text[kIsoDay] == 'T') &&
                        is_digit(text[kIsoDay + 1]) && text.find(':') != text.npos;
  return has_time ? text.substr(0, kIsoDay) : text;
}

// The three numbers of "23/07/2009", "23.7.2009", "2009/07/23".
std::optional<std::array<int, 3>> three_numbers(std::string_view text) {
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
    if (error != std::errc{} || numbers[i] < 0) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (i == 2) break;
    if (text.empty() || (text[0] != '/' && text[0] != '.' && text[0] != '-')) return {};
    text.remove_prefix(1);
  }
  return text.empty() ? std::optional(numbers) : std::nullopt;
}

Error unreadable(const std::string& why) {
  return {ErrorCode::kInvalid, why + "; write it as 2009-07-23, 2009-07 or 2009"};
}

Result<Date> from_numbers(const std::array<int, 3>& numbers, const std::string& cell) {
  const auto [a, b, c] = numbers;
  if (a > 999) {
    if (const auto date = Date::make(a, b, c); date && b && c) return *date;
    return unreadable("'" + cell + "' is no day of the calendar");
  }
  if (c <= 999) return unreadable("the year of '" + cell + "' cannot be told");
  const auto day_first = Date::make(c, b, a);
  const auto month_first = Date::make(c, a, b);
  if (day_first && month_first && day_first != month_first && a && b) {
    return unreadable("'" + cell + "' can be read in two ways");
  }
  if (day_first && a && b) return *day_first;
  if (month_first && a && b) return *month_first;
  return unreadable("'" + cell + "' is no day of the calendar");
}

Result<Date> read(const std::string& cell, const text::Languages& languages) {
  const std::string_view text = without_time(cell);
  if (const auto date = Date::parse(text)) return *date;
  if (const auto numbers = three_numbers(text)) return from_numbers(*numbers, cell);
  if (text.size() == 5 && text.find_first_not_of("0123456789") == text.npos) {
    return unreadable("'" + cell + "' looks like a spreadsheet's serial number");
  }
  const auto found = text::find_dates(text, languages);
  if (found.size() == 1) return found.front().date;
  return unreadable(found.empty() ? "'" + cell + "' is not a date that can be read"
                                  : "'" + cell + "' holds more than one date");
}

}  // namespace

Result<Date> read_cell_date(const std::string& cell, const text::Languages& languages) {
  const auto date = read(cell, languages);
  if (date && date->year >= kBuddhistYears) {
    return unreadable("the year of '" + cell + "' looks like the Buddhist era");
  }
  return date;
}

}  // namespace lontar::indexer
