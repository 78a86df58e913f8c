// Element names that mean the same in most markup, whatever the vocabulary: what stands within a
// line, what ends one, what is a table row. Internal to parsers/.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace lontar::parsers {

template <std::size_t N>
constexpr bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

inline constexpr std::array<std::string_view, 29> kInlineNames = {
    "a",  "abbr",  "acronym", "b",   "bdi", "bdo",    "big", "cite", "code", "dfn",
    "em", "emph",  "font",    "hi",  "i",   "ins",    "kbd", "mark", "q",    "ref",
    "s",  "small", "span",    "sub", "sup", "strong", "tt",  "u",    "var"};
inline constexpr std::array<std::string_view, 4> kBreakNames = {"br", "lb", "eol", "newline"};
inline constexpr std::array<std::string_view, 2> kRowNames = {"tr", "row"};
inline constexpr std::array<std::string_view, 4> kCellNames = {"td", "th", "entry", "cell"};

}  // namespace lontar::parsers
