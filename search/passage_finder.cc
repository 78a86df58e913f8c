#include "search/passage_finder.h"

#include <algorithm>
#include <cmath>

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

std::map<std::size_t, double> PassageFinder::worth(const Asked& asked, Xapian::docid document,
                                                   const std::vector<std::uint32_t>& starts) const {
  std::map<std::size_t, double> worth;
  for (const Word* word : asked.words) {
    Places places;
    for (const auto& [factor, positions] : evaluator_.occurrences(*word, "", document)) {
      count(positions, starts, factor, places);
    }
    if (places.empty()) continue;
    const double rarity = static_cast<double>(snapshot_.database().get_doccount()) /
                          static_cast<double>(evaluator_.frequency(*word, ""));
    credit(places, std::log(1 + rarity), worth);
  }
  for (const std::string& beginning : asked.beginnings) {
    Places places;
    count(beginning_positions(document, beginning), starts, 1, places);
    credit(places, 1, worth);
  }
  for (const Node* node : asked.together) {
    Places places;
    count(evaluator_.matched_positions(*node, document), starts, 1, places);
    credit(places, kTogetherWeight * static_cast<double>(node->words.size()), worth);
  }
  return worth;
}

std::vector<PassageMatch> PassageFinder::find(Xapian::docid document) const {
  const auto starts = snapshot_.passage_starts(document);
  std::map<std::size_t, PassageMatch> passages;
  for (const Asked& asked : wanted_.asked) {
    for (const auto& [passage, value] : worth(asked, document, starts)) {
      PassageMatch& match = passages[passage];
      match.passage = passage;
      match.score += value;
      ++match.asked;
    }
  }
  std::vector<PassageMatch> matches;
  for (const auto& [passage, match] : passages) {
    if (passage < starts.size()) matches.push_back(match);
  }
  return matches;
}

std::vector<PassageMatch> best_of(std::vector<PassageMatch> matches, std::size_t count) {
  std::ranges::stable_sort(matches, [](const PassageMatch& a, const PassageMatch& b) {
    return a.asked != b.asked ? a.asked > b.asked : a.score > b.score;
  });
  matches.resize(std::min(matches.size(), count));
  return matches;
}

}  // namespace lontar::search
