#include "parsers/file_metadata.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "core/member_state.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

// ISO 639-2 and -3 codes of languages beyond the region, which treaties are also written in.
struct LanguageCode {
  std::string_view code;
  std::string_view bcp47;
};
constexpr std::array kLanguageCodes = {
    LanguageCode{"ara", "ar"}, LanguageCode{"ben", "bn"}, LanguageCode{"bul", "bg"},
    LanguageCode{"ces", "cs"}, LanguageCode{"cze", "cs"}, LanguageCode{"dan", "da"},
    LanguageCode{"deu", "de"}, LanguageCode{"dut", "nl"}, LanguageCode{"ell", "el"},
    LanguageCode{"est", "et"}, LanguageCode{"fin", "fi"}, LanguageCode{"fra", "fr"},
    LanguageCode{"fre", "fr"}, LanguageCode{"ger", "de"}, LanguageCode{"gle", "ga"},
    LanguageCode{"gre", "el"}, LanguageCode{"heb", "he"}, LanguageCode{"hin", "hi"},
    LanguageCode{"hrv", "hr"}, LanguageCode{"hun", "hu"}, LanguageCode{"ita", "it"},
    LanguageCode{"jpn", "ja"}, LanguageCode{"kor", "ko"}, LanguageCode{"lav", "lv"},
    LanguageCode{"lit", "lt"}, LanguageCode{"mlt", "mt"}, LanguageCode{"nld", "nl"},
    LanguageCode{"nor", "no"}, LanguageCode{"pol", "pl"}, LanguageCode{"ron", "ro"},
    LanguageCode{"rum", "ro"}, LanguageCode{"rus", "ru"}, LanguageCode{"slk", "sk"},
    LanguageCode{"slo", "sk"}, LanguageCode{"slv", "sl"}, LanguageCode{"spa", "es"},
    LanguageCode{"srp", "sr"}, LanguageCode{"swa", "sw"}, LanguageCode{"swe", "sv"},
    LanguageCode{"tur", "tr"}, LanguageCode{"ukr", "uk"}, LanguageCode{"urd", "ur"},
    LanguageCode{"cym", "cy"}, LanguageCode{"wel", "cy"}, LanguageCode{"afr", "af"}};

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

// An id is kept byte for byte, for others know it so; only white space around it goes.
std::string as_written(const std::string& id) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = id.find_first_not_of(kSpace);
  return first == std::string::npos ? ""
                                    : id.substr(first, id.find_last_not_of(kSpace) - first + 1);
}

// A code in the form of ISO 3166, of any state of the world.
bool state_code(std::string_view value) {
  return (value.size() == 2 || value.size() == 3) && std::ranges::all_of(value, [](char c) {
           return std::isupper(static_cast<unsigned char>(c));
         });
}

}  // namespace

std::string language_code(std::string_view code, const text::Languages& languages) {
  if (const text::Language* known = languages.find(code)) return known->code;
  const std::string low = lower(code);
  const auto subtag = std::string_view(low).substr(0, low.find_first_of("-_"));
  const auto row = std::ranges::find(kLanguageCodes, subtag, &LanguageCode::code);
  return row == kLanguageCodes.end() ? low : std::string(row->bcp47);
}

std::string FileMetadata::iso_date(const std::string& value) {
  // A time of day after an ISO date ("2009-02-26T00:00:00", "2009-02-26+07:00") says nothing here.
  const auto end = value.find_first_not_of("0123456789-");
  const bool plain = end == std::string::npos || value[end] == 'T' || value[end] == '+' ||
                     value[end] == 'Z' || (value[end] == ' ' && end == 10);
  if (const auto date = Date::parse(plain ? value.substr(0, end) : value)) return date->iso();
  const auto found = text::find_dates(value, languages_);
  if (!found.empty()) return found.front().date.iso();
  document_.warnings.push_back(
      {"unreadable-date", "The date \"" + value +
                              "\" in the file could not be read; write it as YYYY-MM-DD there or "
                              "in the catalogue's date column."});
  return {};
}

std::string FileMetadata::normalised(Field field, std::string value) {
  switch (field) {
    case Field::kDate:
      return iso_date(value);
    case Field::kLanguage:
      return language_code(value, languages_);
    case Field::kMemberStates:
      if (const auto state = member_state(value)) return std::string(state->code);
      return state_code(value) ? std::string() : value;  // a state outside ASEAN is none of them
    default:
      return value;
  }
}

void FileMetadata::offer(Field field, std::vector<std::string> values) {
  std::vector<std::string> kept;
  bool known = false;
  for (std::string& raw : values) {
    std::string value = text::clean_line(raw);
    if (value.empty() || languages_.means_unknown(value)) continue;
    known = true;
    value = field == Field::kId ? as_written(raw) : normalised(field, std::move(value));
    if (!value.empty()) kept.push_back(std::move(value));
    if (!info(field).many && !kept.empty()) break;
  }
  // A date or a language that cannot be read is not given; a list may be given and empty.
  if (known && (info(field).many || !kept.empty()))
    document_.metadata.offer_list(field, std::move(kept), Source::kFile);
}

}  // namespace lontar::parsers
