#include "search-api/outline_lines.h"

#include <algorithm>
#include <array>

namespace lontar::api {
namespace {

constexpr int kDeepest = 5;                               // deeper passages are shown at this depth
constexpr std::array<std::size_t, 3> kRound = {1, 2, 5};  // and these times ten, a hundred, ...

int depth_of(const Passage& passage) { return std::clamp(passage.depth, 0, kDeepest); }

// A line of the whole with what stands in it, up to before the next one's first.
struct Unit {
  std::size_t first = 0;
  std::size_t end = 0;
  int depth = 0;
};

// The smallest round number of entries to a line that keeps the lines few.
std::size_t entries_to_a_line(std::size_t entries) {
  for (std::size_t ten = 1;; ten *= 10) {
    for (const std::size_t round : kRound) {
      if (entries <= kOutlineLines * round * ten) return round * ten;
    }
  }
}

// As deep as the lines remain few; where already the outermost are many, several to a line.
std::vector<Unit> units_of(const std::vector<Passage>& outline) {
  std::array<std::size_t, kDeepest + 1> at_depth{};
  for (const Passage& passage : outline) ++at_depth[static_cast<std::size_t>(depth_of(passage))];
  int deepest = 0;
  std::size_t lines = at_depth[0];
  while (deepest < kDeepest &&
         lines + at_depth[static_cast<std::size_t>(deepest) + 1] <= kOutlineLines) {
    lines += at_depth[static_cast<std::size_t>(++deepest)];
  }
  const std::size_t to_a_line = entries_to_a_line(std::max<std::size_t>(lines, 1));
  std::vector<Unit> units;
  std::size_t entries = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    if (depth_of(outline[i]) <= deepest && entries++ % to_a_line == 0)
      units.push_back({i, i, depth_of(outline[i])});
    if (units.empty()) units.push_back({i, i, depth_of(outline[i])});  // begins with an inner one
    units.back().end = i + 1;
  }
  return units;
}

void add_folded(std::vector<OutlineLine>& lines, std::size_t first, std::size_t end, int depth) {
  if (first < end) lines.push_back({first, end - 1, depth, false});
}

// All that stands in the unit, as far as it is near the place.
void add_opened(std::vector<OutlineLine>& lines, const std::vector<Passage>& outline,
                std::size_t first, std::size_t end, std::size_t place, int shift) {
  const std::size_t begin = place > first + kOutlineNear / 2 && end - first > kOutlineNear
                                ? std::min(place - kOutlineNear / 2, end - kOutlineNear)
                                : first;
  const std::size_t stop = std::min(end, begin + kOutlineNear);
  const auto depth = [&](std::size_t i) {
    return std::min(depth_of(outline[i]) + shift, kDeepest);
  };
  add_folded(lines, first, begin, first < begin ? depth(first) : 0);
  for (std::size_t i = begin; i < stop; ++i) lines.push_back({i, i, depth(i), i == place});
  add_folded(lines, stop, end, stop < end ? depth(stop) : 0);
}

bool inside_only(const std::vector<Passage>& outline, const Unit& unit) {
  return std::all_of(outline.begin() + static_cast<std::ptrdiff_t>(unit.first) + 1,
                     outline.begin() + static_cast<std::ptrdiff_t>(unit.end),
                     [&](const Passage& passage) { return depth_of(passage) > unit.depth; });
}

}  // namespace

std::vector<OutlineLine> outline_lines(const std::vector<Passage>& outline, std::size_t place) {
  std::vector<OutlineLine> lines;
  if (outline.size() <= kWholeOutline) {
    for (std::size_t i = 0; i < outline.size(); ++i)
      lines.push_back({i, i, depth_of(outline[i]), i == place});
    return lines;
  }
  for (const Unit& unit : units_of(outline)) {
    const bool here = unit.first <= place && place < unit.end;
    // What is inside a passage is folded into its line, which is its name alone.
    const bool one = inside_only(outline, unit);
    lines.push_back({unit.first, one ? unit.first : unit.end - 1, unit.depth,
                     here && (place == unit.first || !one)});
    if (!here) continue;
    if (one)
      add_opened(lines, outline, unit.first + 1, unit.end, place, 0);
    else
      add_opened(lines, outline, unit.first, unit.end, place, 1);
  }
  return lines;
}

}  // namespace lontar::api
