// Columns: the white strip between two columns of running text.
#pragma once

#include <optional>
#include <vector>

#include "parsers/pdf_order.h"

namespace lontar::parsers::pdf {

struct Gutter {
  float x = 0;                // the middle of the strip
  float top = 0, bottom = 0;  // baselines of the first and last row beside it
};

// The strip with the most rows of running text on both sides, or none. Word spaces that happen to
// stand below each other, label columns and columns of figures are not gutters.
std::optional<Gutter> find_gutter(const std::vector<Word>& words, const std::vector<Piece>& pieces);

}  // namespace lontar::parsers::pdf
