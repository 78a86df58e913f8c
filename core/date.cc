#include "core/date.h"

#include <charconv>
#include <cstdio>

namespace lontar {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') return {};
  return value;
}

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

}  // namespace

std::optional<Date> Date::make(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0) return {};
  if (month == 0 ? day != 0 : day > days_in(year, month)) return {};
  return Date{year, month, day};
}

std::optional<Date> Date::parse(std::string_view iso) {
  const auto separator = [&](size_t at) { return iso[at] == '-'; };
  if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return {};
  if ((iso.size() > 4 && !separator(4)) || (iso.size() > 7 && !separator(7))) return {};
  const auto year = digits(iso.substr(0, 4));
  const auto month = iso.size() > 4 ? digits(iso.substr(5, 2)) : 0;
  const auto day = iso.size() > 7 ? digits(iso.substr(8, 2)) : 0;
  if (!year || !month || !day) return {};
  if ((iso.size() > 4 && *month == 0) || (iso.size() > 7 && *day == 0)) return {};
  return make(*year, *month, *day);
}

std::string Date::iso() const {
  char text[16];
  const int length = day     ? std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day)
                     : month ? std::snprintf(text, sizeof text, "%04d-%02d", year, month)
                             : std::snprintf(text, sizeof text, "%04d", year);
  return {text, static_cast<size_t>(length)};
}

}  // namespace lontar
