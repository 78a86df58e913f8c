#include "knowledge/name_spellings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lontar::knowledge {
namespace {

// A syllable's end with its tone mark where it is placed today, and where it used to be placed.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kToneMarks = {{
    {"òa", "oà"},
    {"óa", "oá"},
    {"ỏa", "oả"},
    {"õa", "oã"},
    {"ọa", "oạ"},
    {"òe", "oè"},
    {"óe", "oé"},
    {"ỏe", "oẻ"},
    {"õe", "oẽ"},
    {"ọe", "oẹ"},
    {"ùy", "uỳ"},
    {"úy", "uý"},
    {"ủy", "uỷ"},
    {"ũy", "uỹ"},
    {"ụy", "uỵ"},
}};

constexpr std::size_t kShortestInflected = 4;  // letters; "art", "sea" stay as they are

std::string replaced_end(std::string_view word, std::size_t cut, std::string_view end) {
  return std::string(word.substr(0, word.size() - cut)).append(end);
}

bool plain_letters(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// The plural of a singular and the singular of a plural; "" where there is none to be sure of.
std::string other_number(std::string_view word) {
  if (word.size() < kShortestInflected || !plain_letters(word)) return "";
  for (const std::string_view end : {"ss", "us", "is", "ics"}) {
    if (word.ends_with(end)) return "";
  }
  if (word.ends_with("ies")) return replaced_end(word, 3, "y");
  for (const std::string_view end : {"xes", "ches", "shes"}) {
    if (word.ends_with(end)) return replaced_end(word, 2, "");
  }
  if (word.ends_with("s")) return replaced_end(word, 1, "");
  for (const std::string_view end : {"x", "ch", "sh"}) {
    if (word.ends_with(end)) return std::string(word).append("es");
  }
  const bool consonant_y =
      word.ends_with("y") &&
      std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
  return consonant_y ? replaced_end(word, 1, "ies") : std::string(word).append("s");
}

std::string older_tone_marks(std::string_view word) {
  for (const auto& [today, before] : kToneMarks) {
    if (word.ends_with(today)) return replaced_end(word, today.size(), before);
  }
  return std::string(word);
}

}  // namespace

std::vector<std::vector<std::string>> spellings_of(const std::vector<std::string>& words,
                                                   std::string_view language) {
  std::vector<std::vector<std::string>> all = {words};
  std::vector<std::string> other = words;
  if (language == "en") {
    other.back() = other_number(words.back());
  } else if (language == "vi") {
    std::ranges::transform(other, other.begin(), older_tone_marks);
  }
  if (!other.back().empty() && other != words) all.push_back(std::move(other));
  return all;
}

}  // namespace lontar::knowledge
