#include "search/proximity.h"

#include <algorithm>
#include <limits>

#include "index/schema.h"
#include "search/ranking_parameters.h"

namespace lontar::search {
namespace {

constexpr std::size_t kGap = std::numeric_limits<std::size_t>::max();

// A pair of names counts as often as their words do.
double worth(std::uint32_t position, std::uint32_t text_start) {
  return position < text_start ? 1 + index::kTitleBoost : 1;
}

}  // namespace

Proximity::Proximity(const Node& root, const Evaluator& evaluator, const Columns& columns)
    : evaluator_(evaluator), columns_(columns) {
  std::vector<Slot> slots;
  collect(root, slots);
  pair_up(slots);
}

void Proximity::collect(const Node& node, std::vector<Slot>& slots) {
  switch (node.op) {
    case Op::kWord:
    case Op::kPhrase:
      for (const Word& word : node.words) add_word(word, node.field, !node.required, slots);
      break;
    case Op::kAnd:
      for (const Node& child : node.children) collect(child, slots);
      break;
    case Op::kConcept:
      collect(node.children[0], slots);
      break;
    default:
      slots.push_back({kGap, false});
  }
}

void Proximity::add_word(const Word& word, const std::string& field, bool grammar,
                         std::vector<Slot>& slots) {
  const auto known = std::ranges::find_if(asked_, [&](const Asked& asked) {
    return asked.word->text == word.text && asked.field == field;
  });
  slots.push_back({static_cast<std::size_t>(known - asked_.begin()), grammar});
  if (known != asked_.end()) return;
  const std::size_t frequency = evaluator_.frequency(word, field);
  asked_.push_back({&word, field, Bm25::idf(columns_.documents, frequency)});
}

// Each word with the next one that is no word of grammar: "right of passage" asks for "passage" at
// most two words after "right".
void Proximity::pair_up(const std::vector<Slot>& slots) {
  for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
    if (slots[i].asked == kGap || slots[i].grammar) continue;
    std::size_t next = i + 1;
    while (next < slots.size() && slots[next].asked != kGap && slots[next].grammar) ++next;
    if (next == slots.size() || slots[next].asked == kGap) continue;
    const Pair pair{slots[i].asked, slots[next].asked, static_cast<std::uint32_t>(next - i)};
    const bool meaningful = pair.first != pair.second &&
                            asked_[pair.first].field == asked_[pair.second].field &&
                            std::ranges::find(pairs_, pair) == pairs_.end();
    if (meaningful) pairs_.push_back(pair);
  }
}

Proximity::Places Proximity::places(const Asked& asked, Xapian::docid document) const {
  Places places;
  for (const auto& found : evaluator_.occurrences(*asked.word, asked.field, document)) {
    for (const std::uint32_t position : found.positions) places.push_back({position, found.factor});
  }
  std::ranges::sort(places, {}, &Place::position);
  return places;
}

double Proximity::operator()(Xapian::docid document, std::uint32_t text_start) const {
  std::vector<Places> all;
  all.reserve(asked_.size());
  for (const Asked& asked : asked_) all.push_back(places(asked, document));

  double sum = 0;
  for (const Pair& pair : pairs_) {
    const Places& second = all[pair.second];
    if (second.empty()) continue;
    double in_order = 0;
    double around = 0;
    auto low = second.begin();  // the first place not more than a window before
    for (const Place& place : all[pair.first]) {
      const auto before = [&](const Place& other) {
        return other.position + kRanking.pair_window < place.position;
      };
      while (low != second.end() && before(*low)) ++low;
      float near = 0;
      float next = 0;
      for (auto other = low; other != second.end(); ++other) {
        if (other->position > place.position + kRanking.pair_window) break;
        near = std::max(near, other->factor);
        const bool after =
            other->position > place.position && other->position <= place.position + pair.distance;
        if (after) next = std::max(next, other->factor);
      }
      const double value = worth(place.position, text_start) * place.factor;
      in_order += value * next;
      around += place.factor * near;
    }
    const double idf = (asked_[pair.first].idf + asked_[pair.second].idf) / 2;
    const Bm25 weight(idf, columns_.average_length);
    const double length = columns_.lengths[document];
    if (in_order > 0) sum += kRanking.pair_in_order * weight(in_order, length);
    if (around > 0) sum += kRanking.pair_in_window * weight(around, length);
  }
  return sum;
}

}  // namespace lontar::search
