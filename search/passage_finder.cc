#include "search/passage_finder.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace lontar::search {
namespace {

// A phrase says more than its words do one by one.
constexpr double kTogetherWeight = 2.0;

// Adds to each passage what `positions` are worth there: more places count, but less and less.
void credit(const Positions& positions, const std::vector<std::uint32_t>& starts, double weight,
            std::map<std::size_t, PassageMatch>& passages) {
  for (std::size_t i = 0; i < positions.size();) {
    const auto after = std::ranges::upper_bound(starts, positions[i]);
    const std::uint32_t end = after == starts.end() ? ~std::uint32_t{0} : *after;
    std::size_t frequency = 0;
    for (; i < positions.size() && positions[i] < end; ++i) ++frequency;
    if (after == starts.begin()) continue;  // in the title
    const auto passage = static_cast<std::size_t>(after - starts.begin() - 1);
    PassageMatch& match = passages[passage];
    const auto places = static_cast<double>(frequency);
    match.passage = passage;
    match.score += weight * places / (places + 1);
    ++match.asked;
  }
}

}  // namespace

Positions PassageFinder::word_positions(Xapian::docid document, const std::string& term) const {
  const auto& database = snapshot_.database();
  return {database.positionlist_begin(document, term), database.positionlist_end(document, term)};
}

Positions PassageFinder::beginning_positions(Xapian::docid document,
                                             const std::string& beginning) const {
  Positions all;
  auto term = snapshot_.database().termlist_begin(document);
  const auto end = snapshot_.database().termlist_end(document);
  for (term.skip_to(beginning); term != end && (*term).starts_with(beginning); ++term) {
    const Positions positions = word_positions(document, *term);
    all.insert(all.end(), positions.begin(), positions.end());
  }
  std::ranges::sort(all);
  return all;
}

std::vector<PassageMatch> PassageFinder::find(Xapian::docid document) const {
  const auto starts = snapshot_.passage_starts(document);
  const auto& database = snapshot_.database();
  std::map<std::size_t, PassageMatch> passages;
  for (const std::string& word : wanted_.words) {
    const Positions positions = word_positions(document, word);
    if (positions.empty()) continue;
    const double rarity = static_cast<double>(database.get_doccount()) /
                          static_cast<double>(database.get_termfreq(word));
    credit(positions, starts, std::log(1 + rarity), passages);
  }
  for (const std::string& beginning : wanted_.beginnings) {
    credit(beginning_positions(document, beginning), starts, 1, passages);
  }
  for (const Node* node : wanted_.together) {
    credit(evaluator_.matched_positions(*node, document), starts,
           kTogetherWeight * static_cast<double>(node->words.size()), passages);
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
