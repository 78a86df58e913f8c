#include "core/nearest.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <vector>

namespace lontar {
namespace {

bool same(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

// Optimal string alignment: Levenshtein's distance with swaps of neighbours counted as one.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = d[i - 1][j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, changed});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1])) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view text, std::span<const std::string_view> names) {
  constexpr std::size_t kLongest = 64;  // nobody misspells a parameter at greater length
  if (text.size() > kLongest) return {};
  std::string_view best;
  std::size_t best_distance = kLongest;
  for (const std::string_view name : names) {
    const std::size_t allowed = std::max<std::size_t>(1, name.size() / 3);
    const std::size_t found = distance(text, name);
    if (found <= allowed && found < best_distance) {
      best = name;
      best_distance = found;
    }
  }
  return best;
}

}  // namespace lontar
