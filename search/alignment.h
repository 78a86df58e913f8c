// Two texts side by side: which passage of one stands beside which of the other. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/document.h"
#include "text/analyzer.h"
#include "text/languages.h"

namespace lontar::search {

struct AlignedRow {
  std::optional<std::size_t> left;  // numbers in the outlines
  std::optional<std::size_t> right;

  bool operator==(const AlignedRow&) const = default;
};

// Passages are the same by their anchor; else by its last step (the eId "chp_2__art_5" is "art_5");
// else by kind and number, however the number is written ("ข้อ ๕", "Pasal 5"). Only what names one
// passage on each side counts; inside passages that are the same, one of each. Rows follow the left
// text; what only the right one has stands after what it follows there. Every passage is in exactly
// one row.
std::vector<AlignedRow> align(const std::vector<Passage>& left, const std::vector<Passage>& right,
                              text::Analyzer& analyzer, const text::Languages& languages);

}  // namespace lontar::search
