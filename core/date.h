// A calendar date as sources give it: a year, perhaps a month, perhaps a day. Gregorian; whoever
// reads a Buddhist-era date converts it first. ISO 8601 with reduced precision in text form
// ("2009", "2009-07", "2009-07-23"). A missing part is 0 and stays missing: nothing is invented.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace lontar {

struct Date {
  int year = 0;   // 1..9999
  int month = 0;  // 1..12, 0 when unknown
  int day = 0;    // 1..31, 0 when unknown; never without a month

  // Reads exactly the three ISO forms; nothing for anything else, or for a day that never was.
  static std::optional<Date> parse(std::string_view iso);
  // The date if such a day exists, otherwise nothing.
  static std::optional<Date> make(int year, int month = 0, int day = 0);

  std::string iso() const;
  // yyyymmdd as a number, for sorting: unknown parts count as 0, so "2009" sorts before "2009-01".
  int key() const { return year * 10000 + month * 100 + day; }

  auto operator<=>(const Date&) const = default;
};

}  // namespace lontar
