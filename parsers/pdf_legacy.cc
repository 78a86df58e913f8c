#include "parsers/pdf_legacy.h"

#include <algorithm>
#include <array>
#include <map>

namespace lontar::parsers::pdf {
namespace {

constexpr std::array kLegacy = {
    LegacyEncoding{".Vn", "TCVN3", "vi", 0x1EA0, 0x1EF9},
    LegacyEncoding{"VNI-", "VNI", "vi", 0x1EA0, 0x1EF9},
    LegacyEncoding{"Limon", "Limon", "km", 0x1780, 0x17FF},
    LegacyEncoding{"WinInnwa", "Win Innwa", "my", 0x1000, 0x109F},
    LegacyEncoding{"Win Innwa", "Win Innwa", "my", 0x1000, 0x109F},
    LegacyEncoding{"WinResearcher", "Win Innwa", "my", 0x1000, 0x109F},
    LegacyEncoding{"Bamini", "Bamini", "ta", 0x0B80, 0x0BFF},
    LegacyEncoding{"Baamini", "Bamini", "ta", 0x0B80, 0x0BFF},
    LegacyEncoding{"TAB-", "TAB", "ta", 0x0B80, 0x0BFF},
    LegacyEncoding{"TAM-", "TAM", "ta", 0x0B80, 0x0BFF},
    LegacyEncoding{"SaysetthaLao", "Saysettha Lao", "lo", 0x0E80, 0x0EFF},
    LegacyEncoding{"Saysettha Lao", "Saysettha Lao", "lo", 0x0E80, 0x0EFF},
};

constexpr double kMostOfPage = 0.5;
constexpr std::size_t kEnough = 40;     // characters to judge by
constexpr double kUnicodeShare = 0.01;  // of the page's characters

// "ABCDEF+.VnTime" is a subset of .VnTime.
std::string_view without_subset(std::string_view font) {
  constexpr std::size_t kTag = 6;
  if (font.size() <= kTag || font[kTag] != '+') return font;
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::ranges::all_of(font.substr(0, kTag), upper) ? font.substr(kTag + 1) : font;
}

const LegacyEncoding* encoding_of(std::string_view font) {
  font = without_subset(font);
  const auto row = std::ranges::find_if(
      kLegacy, [&](const LegacyEncoding& legacy) { return font.starts_with(legacy.font); });
  return row == kLegacy.end() ? nullptr : &*row;
}

}  // namespace

const LegacyEncoding* legacy_encoding(const PageWords& page) {
  std::map<std::string_view, std::size_t> uses;
  std::size_t all = 0;
  const LegacyEncoding* found = nullptr;
  for (const FontUse& use : page.fonts) {
    all += use.characters;
    const LegacyEncoding* legacy = encoding_of(use.name);
    if (legacy == nullptr) continue;
    const std::size_t so_far = uses[legacy->name] += use.characters;
    if (found == nullptr || so_far >= uses[found->name]) found = legacy;
  }
  const auto share = [all](std::size_t part) {
    return static_cast<double>(part) / static_cast<double>(all);
  };
  if (found == nullptr || all < kEnough || share(uses[found->name]) < kMostOfPage) return nullptr;
  const auto real = std::ranges::count_if(
      page.characters, [found](char32_t c) { return c >= found->first && c <= found->last; });
  return share(static_cast<std::size_t>(real)) > kUnicodeShare ? nullptr : found;
}

}  // namespace lontar::parsers::pdf
