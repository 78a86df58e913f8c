#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/date_words_internal.h"
#include "text/languages.h"
#include "text/scan_internal.h"

namespace lontar::text {
namespace {

constexpr int kBuddhistEra = 543;         // before the Gregorian calendar
constexpr int kFirstBuddhistYear = 2400;  // a year from here on, in Thai or Lao, is of that era
constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2200;
constexpr int kLastBuddhistYear = kLastYear + kBuddhistEra;
constexpr int kMaxBetween = 8;  // words and marks between two parts of a date

// A day, month or year of a date that may be forming.
struct Part {
  bool month = false;
  int value = 0;
  int digits = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool latin = false;
  bool capital = false;
  bool buddhist = false;  // a month of a language, or a number after a word, of the Buddhist era
  bool era_named = false;

  bool is_day() const { return !month && digits > 0 && digits <= 2; }
  bool is_year() const { return !month && digits == 4; }
};

// The part that stands at `at`, or that follows words which may stand inside a date.
std::optional<Part> part_at(std::string_view text, std::size_t at, const DateWords& words,
                            int may_skip) {
  Part part;
  for (int skipped = 0; skipped <= may_skip && at < text.size(); ++skipped) {
    const Seen first = char_at(text, at);
    part.begin = at;
    if (const auto word = words.match(text, at)) {
      if (word->kind == DateWord::Kind::kMonth) {
        part.month = true;
        part.value = word->month;
        part.end = word->end;
        part.latin = word->latin;
        part.buddhist = word->buddhist;
        part.capital = !u_islower(first.code);
        return part;
      }
      if (word->kind == DateWord::Kind::kBuddhistEra) part.buddhist = part.era_named = true;
      at = word->end;
      continue;
    }
    auto number = decimal_at(text, at);
    if (!number) number = han_number_at(text, at);
    if (number) {
      part.value = number->value;
      part.digits = number->value > 999 ? 4 : number->digits > 3 ? 3 : std::min(number->digits, 2);
      part.end = number->end;
      return part;
    }
    if (std::string_view(" \t\n,.").find(text[at]) == std::string_view::npos) return {};
    at = first.end;
  }
  return {};
}

// Until 2483 the Thai year began in April: its last three months were of the next Gregorian year.
constexpr int kLastAprilYear = 2483;

std::optional<int> gregorian(const Part& year, const Part& month) {
  const bool buddhist = year.era_named || (month.buddhist && year.value >= kFirstBuddhistYear);
  const bool ran_on = buddhist && year.value <= kLastAprilYear && month.value <= 3;
  const int value = (buddhist ? year.value - kBuddhistEra : year.value) + (ran_on ? 1 : 0);
  return value >= kFirstYear && value <= kLastYear ? std::optional(value) : std::nullopt;
}

// What a date in words comes to; a date that never was still takes its place in the text.
struct Reading {
  std::optional<Date> date;
  std::size_t end = 0;
};

Reading reading(const Part* day, const Part& month, const Part& year, std::size_t end) {
  const auto value = gregorian(year, month);
  if (!value || (day && day->value == 0)) return {{}, end};
  return {Date::make(*value, month.value, day ? day->value : 0), end};
}

std::optional<Reading> worded_date(std::string_view text, std::size_t at, const DateWords& words) {
  const auto first = part_at(text, at, words, 0);
  if (!first || (first->month && first->latin && !first->capital)) return {};
  const auto second = part_at(text, first->end, words, kMaxBetween);
  if (!second || first->month == second->month) return {};
  const auto third = part_at(text, second->end, words, kMaxBetween);
  if (first->month) {
    if (second->is_year()) return reading(nullptr, *first, *second, second->end);
    if (second->is_day() && third && third->is_year()) {
      return reading(&*second, *first, *third, third->end);
    }
    return {};
  }
  if (first->is_day() && third && third->is_year()) {
    return reading(&*first, *second, *third, third->end);
  }
  if (!first->is_year() || second->latin) return {};
  if (!third || !third->is_day()) return reading(nullptr, *second, *first, second->end);
  return reading(&*third, *second, *first, third->end);
}

bool is_sign(char c) { return c == '-' || c == '/' || c == '.'; }

// Whether a date in figures that ends here is cut out of something longer: "2009-02-26-A".
bool goes_on(std::string_view text, std::size_t at) {
  const Seen next = char_at(text, at);
  if (next.kind == WordClass::kDigit) return true;
  const Seen after = char_at(text, next.end);
  if (next.code == 'T') return after.kind != WordClass::kDigit;  // 2009-02-26T10:00
  if (next.kind == WordClass::kLetter) return true;
  const bool joins = next.code == '/' || next.code == '-' || next.code == '.';
  return joins && (after.kind == WordClass::kDigit ||
                   (next.code != '.' && after.kind == WordClass::kLetter));
}

// The one date that three figures can mean, if there is one.
std::optional<Date> figures(const std::array<Number, 3>& parts) {
  auto [a, b, c] = parts;
  for (Number* year : {&a, &c}) {  // 24/02/2560 can be no other era
    if (year->value >= kFirstBuddhistYear && year->value <= kLastBuddhistYear) {
      year->value -= kBuddhistEra;
    }
  }
  const auto sensible = [](int year) { return year >= kFirstYear && year <= kLastYear; };
  if (a.digits == 4 && b.digits <= 2 && c.digits <= 2) {
    if (!sensible(a.value) || b.value == 0 || c.value == 0) return {};
    return Date::make(a.value, b.value, c.value);
  }
  if (a.digits > 2 || b.digits > 2 || c.digits != 4 || !sensible(c.value)) return {};
  if (a.value == 0 || b.value == 0) return {};
  if (a.value > 12 || a.value == b.value) return Date::make(c.value, b.value, a.value);
  if (b.value > 12) return Date::make(c.value, a.value, b.value);
  return {};
}

std::optional<Reading> figured_date(std::string_view text, std::size_t at) {
  std::array<Number, 3> parts;
  char sign = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      if (at >= text.size() || !is_sign(text[at]) || (sign && text[at] != sign)) return {};
      sign = text[at++];
    }
    const auto number = decimal_at(text, at);
    if (!number) return {};
    parts[i] = *number;
    at = number->end;
  }
  if (goes_on(text, at)) return Reading{{}, at};
  return Reading{figures(parts), at};
}

// Where the word or number at `at` ends: the next place where a date can begin is there or later.
std::size_t next_start(std::string_view text, const Seen& first) {
  std::size_t at = first.end;
  if (first.kind != WordClass::kLetter && first.kind != WordClass::kDigit) return at;
  for (Seen c = char_at(text, at); !c.none(); c = char_at(text, at)) {
    if (c.kind != first.kind && c.kind != WordClass::kMark) break;
    at = c.end;
  }
  return at;
}

bool part_of_longer(std::string_view text, std::size_t at, const Seen& first) {
  if (first.kind != WordClass::kDigit) return false;
  const Seen before = char_before(text, at);
  return before.kind == WordClass::kLetter || before.kind == WordClass::kDigit;
}

bool after_sign(std::string_view text, std::size_t at) {
  return at > 0 && (is_sign(text[at - 1]) || text[at - 1] == '_');
}

std::optional<Reading> date_at(std::string_view text, std::size_t at, const Seen& first,
                               const DateWords& words) {
  if (part_of_longer(text, at, first)) return {};
  if (first.kind == WordClass::kDigit) {
    if (auto figured = figured_date(text, at)) {
      return after_sign(text, at) ? Reading{{}, figured->end} : *figured;
    }
  }
  return worded_date(text, at, words);
}

}  // namespace

std::vector<FoundDate> find_dates(std::string_view text, const Languages& languages) {
  std::vector<FoundDate> found;
  const DateWords& words = languages.date_words();
  for (std::size_t at = 0; at < text.size();) {
    const Seen first = char_at(text, at);
    if (first.kind != WordClass::kOther && first.kind != WordClass::kMark) {
      if (const auto read = date_at(text, at, first, words)) {
        if (read->date) found.push_back({*read->date, at, read->end});
        at = read->end;
        continue;
      }
    }
    at = next_start(text, first);
  }
  return found;
}

}  // namespace lontar::text
