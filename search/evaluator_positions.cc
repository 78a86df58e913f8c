// Where in a document the words of a query stand.
#include <algorithm>

#include "search/evaluator.h"
#include "search/word_group.h"

namespace lontar::search {

std::vector<Evaluator::Found> Evaluator::occurrences(const Word& word, std::string_view field,
                                                     Xapian::docid document) const {
  std::vector<Found> all;
  for (const GroupTerm& term : group_of(word, field, columns_)) {
    const float factor = term.factor_in(document);
    if (factor <= 0) continue;
    Positions positions(database_.positionlist_begin(document, term.term),
                        database_.positionlist_end(document, term.term));
    if (!positions.empty()) all.push_back({factor, std::move(positions)});
  }
  return all;
}

std::vector<Positions> Evaluator::word_positions(const Node& node, Xapian::docid document) const {
  std::vector<Positions> all;
  for (const Word& word : node.words) {
    Positions& positions = all.emplace_back();
    for (const Found& found : occurrences(word, node.field, document)) {
      positions.insert(positions.end(), found.positions.begin(), found.positions.end());
    }
    std::ranges::sort(positions);
  }
  return all;
}

Positions Evaluator::matched_positions(const Node& node, Xapian::docid document) const {
  Positions positions;
  if (written_borders(node)) {
    for (const auto& range : written(node).places(document)) {
      for (std::uint32_t at = range.begin; at < range.end; ++at) positions.push_back(at);
    }
    return positions;
  }
  const auto words = word_positions(node, document);
  if (node.op == Op::kNear) return near_positions(words, node.window);
  for (const std::uint32_t start : phrase_starts(words)) {
    for (std::uint32_t i = 0; i < words.size(); ++i) positions.push_back(start + i);
  }
  return positions;
}

const WrittenString& Evaluator::written(const Node& node) const {
  const auto known = written_.find(&node);
  if (known != written_.end()) return known->second;
  return written_.try_emplace(&node, node, *written_borders(node), vocabulary_.scripts(), database_)
      .first->second;
}

}  // namespace lontar::search
