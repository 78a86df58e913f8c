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
  take_as_it_stands(slots);
}

void Proximity::collect(const Node& node, std::vector<Slot>& slots) {
  switch (node.op) {
    case Op::kPhrase:
      if (!node.joined) {  // all documents have it so
        slots.push_back({kGap, false});
        break;
      }
      [[fallthrough]];
    case Op::kWord:
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

void Proximity::take_as_it_stands(const std::vector<Slot>& slots) {
  const bool only_words = std::ranges::none_of(slots, [&](const Slot& slot) {
    return slot.asked == kGap || asked_[slot.asked].field != asked_[slots[0].asked].field;
  });
  const bool a_pair = slots.size() == 2 && !slots[0].grammar && !slots[1].grammar;
  if (!only_words || slots.size() < 2 || a_pair || slots.size() > kRanking.verbatim_words) return;
  for (const Slot& slot : slots) as_it_stands_.push_back(slot.asked);
}

double Proximity::verbatim(const std::vector<Places>& all, double length) const {
  if (as_it_stands_.empty()) return 0;
  double rarest = 0;
  for (const std::size_t asked : as_it_stands_) rarest = std::max(rarest, asked_[asked].idf);
  double times = 0;
  for (const Place& start : all[as_it_stands_[0]]) {
    float factor = start.factor;
    for (std::uint32_t i = 1; factor > 0 && i < as_it_stands_.size(); ++i) {
      const Places& places = all[as_it_stands_[i]];
      const auto here = std::ranges::lower_bound(places, start.position + i, {}, &Place::position);
      const bool stands = here != places.end() && here->position == start.position + i;
      factor = stands ? std::min(factor, here->factor) : 0;
    }
    times += factor;
  }
  return times > 0 ? kRanking.verbatim * Bm25(rarest, columns_.average_length)(times, length) : 0;
}

double Proximity::pair(const Pair& pair, const std::vector<Places>& all, double length,
                       std::uint32_t text_start) const {
  const Places& second = all[pair.second];
  if (second.empty()) return 0;
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
    in_order += worth(place.position, text_start) * place.factor * next;
    around += place.factor * near;
  }
  const double idf = (asked_[pair.first].idf + asked_[pair.second].idf) / 2;
  const Bm25 weight(idf, columns_.average_length);
  return kRanking.pair_in_order * weight(in_order, length) +
         kRanking.pair_in_window * weight(around, length);
}

std::vector<double> Proximity::operator()(const std::vector<Subject>& subjects) const {
  std::vector<std::vector<Places>> all(subjects.size(), std::vector<Places>(asked_.size()));
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    for (std::size_t j = 0; j < subjects.size(); ++j) {
      all[j][i] = places(asked_[i], subjects[j].document);
    }
  }
  std::vector<double> sums;
  for (std::size_t j = 0; j < subjects.size(); ++j) {
    const double length = columns_.lengths[subjects[j].document];
    double sum = verbatim(all[j], length);
    for (const Pair& one : pairs_) sum += pair(one, all[j], length, subjects[j].text_start);
    sums.push_back(sum);
  }
  return sums;
}

}  // namespace lontar::search
