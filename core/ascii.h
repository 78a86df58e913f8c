// Case of ASCII letters, for codes, column names and file names; words of a language go through
// text/ instead.
#pragma once

#include <string>
#include <string_view>

namespace lontar {

inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace lontar
