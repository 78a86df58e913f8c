#include "search-api/page_parts.h"

#include <array>
#include <cstdio>

#include "core/member_state.h"

namespace lontar::api {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::size_t kMaxPlaces = 4;

std::string places(const std::vector<std::string>& states, const Vocabulary& vocabulary) {
  if (states.size() == kMemberStates.size()) return "All Member States";
  if (states.size() > kMaxPlaces) return std::to_string(states.size()) + " Member States";
  std::string out;
  for (const std::string& state : states)
    out.append(out.empty() ? "" : ", ").append(vocabulary.label(Field::kMemberStates, state));
  return out;
}

}  // namespace

std::string date_words(const Date& date) {
  std::string out = date.day != 0 ? std::to_string(date.day) + " " : "";
  if (date.month != 0) out.append(kMonths[static_cast<std::size_t>(date.month) - 1]).append(" ");
  return out + std::to_string(date.year);
}

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string size_words(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " bytes";
  double size = static_cast<double>(bytes) / 1000;
  const char* unit = "kB";
  if (size >= 1000) {
    size /= 1000;
    unit = "MB";
  }
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
  return text.data();
}

void set_language(View& view, const std::string& name, const std::string& language,
                  const Vocabulary& vocabulary) {
  set(view, name + "_lang", language);
  if (vocabulary.right_to_left(language)) view.set(name + "_dir", "rtl");
}

void set_scan(View& view, int ocr_confidence, bool doubtful) {
  set(view, "scan_doubtful", doubtful);
  set(view, "scan_read", ocr_confidence > 0 && !doubtful);
}

void set_badges(View& view, const index::Record& record, const Vocabulary& vocabulary) {
  const Metadata& metadata = record.metadata;
  const std::string& type = metadata.first(Field::kType);
  if (!type.empty()) view.set("badge_type", vocabulary.label(Field::kType, type));
  set(view, "badge_binding", !type.empty() && vocabulary.binding(type));
  if (const auto date = metadata.date()) {
    view.set("badge_date", date_words(*date));
    view.set("badge_date_iso", date->iso());
  }
  const std::string& court = metadata.first(Field::kCourt);
  if (!court.empty()) view.set("badge_court", vocabulary.label(Field::kCourt, court));
  set(view, "badge_citation", metadata.first(Field::kCitation));
  set(view, "badge_places", places(metadata.all(Field::kMemberStates), vocabulary));
  View communities = list();
  for (const std::string& code : metadata.all(Field::kCommunity)) {
    View community = object();
    community.set("community_code", code);
    community.set("community_label", vocabulary.label(Field::kCommunity, code));
    communities << community;
  }
  set_list(view, "badge_communities", communities);
  set(view, "is_digest", metadata.first(Field::kTextKind) == "digest");
  set(view, "is_translation", metadata.first(Field::kTextKind) == "translation");
}

}  // namespace lontar::api
