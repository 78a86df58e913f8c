#include "search/positions.h"

#include <algorithm>

namespace lontar::search {

Positions phrase_starts(const std::vector<Positions>& words) {
  if (words.empty()) return {};
  // The rarest word proposes the places, the others are asked whether they agree.
  std::size_t rarest = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].size() < words[rarest].size()) rarest = i;
  }
  std::vector<Positions::const_iterator> cursors;
  for (const Positions& word : words) cursors.push_back(word.begin());

  Positions starts;
  for (const std::uint32_t position : words[rarest]) {
    if (position < rarest) continue;
    const auto start = static_cast<std::uint32_t>(position - rarest);
    bool agreed = true;
    for (std::size_t i = 0; agreed && i < words.size(); ++i) {
      const auto wanted = static_cast<std::uint32_t>(start + i);
      cursors[i] = std::lower_bound(cursors[i], words[i].end(), wanted);
      agreed = cursors[i] != words[i].end() && *cursors[i] == wanted;
    }
    if (agreed) starts.push_back(start);
  }
  return starts;
}

Positions near_positions(const std::vector<Positions>& words, std::uint32_t window) {
  struct Occurrence {
    std::uint32_t position;
    std::size_t word;
  };
  std::vector<Occurrence> all;
  for (std::size_t word = 0; word < words.size(); ++word) {
    for (const std::uint32_t position : words[word]) all.push_back({position, word});
  }
  std::ranges::sort(all, {}, &Occurrence::position);

  // A run is a stretch in which no two neighbours are further apart than the window; a run that
  // holds every word is a place.
  Positions found;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end].position - all[end - 1].position <= window) ++end;
    std::vector<bool> seen(words.size());
    for (std::size_t i = begin; i < end; ++i) seen[all[i].word] = true;
    if (std::ranges::all_of(seen, [](bool one) { return one; })) {
      for (std::size_t i = begin; i < end; ++i) found.push_back(all[i].position);
    }
    begin = end;
  }
  return found;
}

}  // namespace lontar::search
