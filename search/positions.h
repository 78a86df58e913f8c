// Where words stand in a document, and where several of them stand together. Positions are
// ascending; free functions, safe from any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace lontar::search {

using Positions = std::vector<std::uint32_t>;

// Positions of the first word of each place where the words stand one after the other, in order.
// `words` holds the positions of each word of the phrase.
Positions phrase_starts(const std::vector<Positions>& words);

// Positions of all the words' occurrences that lie in a place where every word stands within
// `window` of the next, in any order. The words are distinct.
Positions near_positions(const std::vector<Positions>& words, std::uint32_t window);

}  // namespace lontar::search
