// Which lines of a document's outline are shown, so that thousands of entries make a list of a few
// hundred: the upper levels, and all that stands around one place. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "core/document.h"

namespace lontar::api {

// One passage, or several that follow each other folded into a line.
struct OutlineLine {
  std::size_t first = 0;  // numbers in the outline
  std::size_t last = 0;   // the same where the line is one passage
  int depth = 0;
  bool here = false;  // it is the place, or holds it

  bool operator==(const OutlineLine&) const = default;
};

// Outlines up to so many entries are shown as they are.
inline constexpr std::size_t kWholeOutline = 200;
// Of longer ones at most so many lines for the whole, and so many around the place.
inline constexpr std::size_t kOutlineLines = 120;
inline constexpr std::size_t kOutlineNear = 80;

std::vector<OutlineLine> outline_lines(const std::vector<Passage>& outline, std::size_t place);

}  // namespace lontar::api
