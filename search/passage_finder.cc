#include "search/passage_finder.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace lontar::search {
namespace {

// A phrase says more than its words do one by one.
constexpr double kTogetherWeight = 2.0;

// How often the positions lie in each passage, times `factor`.
using Places = std::map<std::size_t, double>;
void count(const Positions& positions, const std::vector<std::uint32_t>& starts, double factor,
           Places& places) {
  for (std::size_t i = 0; i < positions.size();) {
    const auto after = std::ranges::upper_bound(starts, positions[i]);
    const std::uint32_t end = after == starts.end() ? ~std::uint32_t{0} : *after;
    std::size_t frequency = 0;
    for (; i < positions.size() && positions[i] < end; ++i) ++frequency;
    if (after == starts.begin()) continue;  // in the title
    places[static_cast<std::size_t>(after - starts.begin() - 1)] +=
        factor * static_cast<double>(frequency);
  }
}

// More places count, but less and less; of several guises of a thing the best one counts.
void credit(const Places& places, double weight, std::map<std::size_t, double>& worth) {
  for (const auto& [passage, frequency] : places) {
    worth[passage] = std::max(worth[passage], weight * frequency / (frequency + 1));
  }
}

// Where the words stand one after the other as they were typed: for each number of words, the
// places of the last of them. `words` holds the positions of each, in their order.
std::map<std::size_t, Positions> sequences(const std::vector<Positions>& words) {
  std::map<std::size_t, Positions> found;
  std::unordered_map<std::uint32_t, std::size_t> before;  // lengths by the place of the last word
  for (const Positions& word : words) {
    std::unordered_map<std::uint32_t, std::size_t> here;
    for (const std::uint32_t position : word) {
      const auto longer = before.find(position - 1);
      const std::size_t length = longer == before.end() ? 1 : longer->second + 1;
      here[position] = length;
      if (length > 1) found[length].push_back(position);
    }
    before = std::move(here);
  }
  for (auto& [length, positions] : found) std::ranges::sort(positions);
  return found;
}

}  // namespace

Positions PassageFinder::beginning_positions(Xapian::docid document,
                                             const std::string& beginning) const {
  Positions all;
  auto term = snapshot_.database().termlist_begin(document);
  const auto end = snapshot_.database().termlist_end(document);
  for (term.skip_to(beginning); term != end && (*term).starts_with(beginning); ++term) {
    all.insert(all.end(), snapshot_.database().positionlist_begin(document, *term),
               snapshot_.database().positionlist_end(document, *term));
  }
  std::ranges::sort(all);
  return all;
}

const Positions& PassageFinder::positions(const Node& node, Work& work) const {
  const auto known = work.together.find(&node);
  if (known != work.together.end()) return known->second;
  return work.together[&node] = evaluator_.matched_positions(node, work.document);
}

std::map<std::size_t, double> PassageFinder::worth(const Asked& asked, Work& work) const {
  std::map<std::size_t, double> worth;
  for (const Word* word : asked.words) {
    Places places;
    for (const auto& [factor, positions] : evaluator_.occurrences(*word, "", work.document)) {
      count(positions, work.starts, factor, places);
    }
    if (places.empty()) continue;
    const double rarity = static_cast<double>(snapshot_.database().get_doccount()) /
                          static_cast<double>(evaluator_.frequency(*word, ""));
    credit(places, std::log(1 + rarity), worth);
  }
  for (const std::string& beginning : asked.beginnings) {
    Places places;
    count(beginning_positions(work.document, beginning), work.starts, 1, places);
    credit(places, 1, worth);
  }
  for (const Node* node : asked.together) {
    Places places;
    count(positions(*node, work), work.starts, 1, places);
    credit(places, kTogetherWeight * static_cast<double>(node->words.size()), worth);
  }
  return worth;
}

// Words that stand one after the other as they were typed; a string stands so by itself.
void PassageFinder::find_together(Work& work) const {
  const auto credit_together = [&](const Positions& positions, std::size_t words) {
    Places places;
    count(positions, work.starts, 1, places);
    for (const auto& [passage, frequency] : places) {
      PassageMatch& match = work.passages[passage];
      match.together = std::max(match.together, words);
    }
  };
  std::vector<Positions> words;
  const bool one = wanted_.in_order.size() < 2;  // stands together with nothing
  for (const Word* word : one ? std::vector<const Word*>() : wanted_.in_order) {
    Positions& places = words.emplace_back();
    for (const auto& [factor, positions] : evaluator_.occurrences(*word, "", work.document)) {
      places.insert(places.end(), positions.begin(), positions.end());
    }
  }
  for (const auto& [length, ends] : sequences(words)) credit_together(ends, length);
  for (const auto& [node, positions] : work.together) {
    credit_together(positions, node->words.size());
  }
}

std::vector<PassageMatch> PassageFinder::find(Xapian::docid document) const {
  Work work{document, snapshot_.passage_starts(document), {}, {}};
  for (const Asked& asked : wanted_.asked) {
    for (const auto& [passage, value] : worth(asked, work)) {
      PassageMatch& match = work.passages[passage];
      match.score += value;
      ++match.asked;
    }
  }
  find_together(work);
  std::vector<PassageMatch> matches;
  for (auto& [passage, match] : work.passages) {
    match.passage = passage;
    if (passage < work.starts.size() && match.asked > 0) matches.push_back(match);
  }
  return matches;
}

std::vector<PassageMatch> best_of(std::vector<PassageMatch> matches, std::size_t count) {
  std::ranges::stable_sort(matches, [](const PassageMatch& a, const PassageMatch& b) {
    if (a.asked != b.asked) return a.asked > b.asked;
    return a.together != b.together ? a.together > b.together : a.score > b.score;
  });
  matches.resize(std::min(matches.size(), count));
  return matches;
}

}  // namespace lontar::search
