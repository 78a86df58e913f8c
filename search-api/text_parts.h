// Long texts in parts that a browser shows at once. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace lontar::api {

inline constexpr std::size_t kPartBytes = 64 * 1024;

// Where the parts of a text end, ascending; the last one with the text. Parts end after a
// paragraph where one ends in their last half, else after a word, never within a character. The
// same text always has the same parts.
std::vector<std::size_t> part_ends(std::string_view text);

}  // namespace lontar::api
