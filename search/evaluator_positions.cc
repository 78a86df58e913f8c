// Which words of a query a document has, and where in it they stand.
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

bool Evaluator::has_term(const std::string& term, Xapian::docid document) const {
  auto at = database_.postlist_begin(term);
  const auto end = database_.postlist_end(term);
  if (at != end) at.skip_to(document);
  return at != end && *at == document;
}

std::optional<std::string> Evaluator::form_in(const Word& word, std::string_view field,
                                              Xapian::docid document) const {
  for (const GroupTerm& term : group_of(word, field, columns_)) {
    if (term.factor_in(document) > 0 && has_term(term.term, document)) return term.term;
  }
  return {};
}

bool Evaluator::holds(const Node& node, Xapian::docid document) const {
  const auto inside = [&](const Node& child) { return holds(child, document); };
  const auto borders = written_borders(node);
  if (borders && !matched_positions(node, document).empty()) return true;
  switch (node.op) {
    case Op::kWord:
      return borders != Borders::kClusters &&
             form_in(node.words[0], node.field, document).has_value();
    case Op::kPhrase:
    case Op::kNear:
      return !borders && !matched_positions(node, document).empty();
    case Op::kAnd:
      return std::ranges::all_of(
          node.children, [&](const Node& child) { return !child.required || inside(child); });
    case Op::kOr:
    case Op::kConcept:
      return std::ranges::any_of(node.children, inside);
    default:
      return false;
  }
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
