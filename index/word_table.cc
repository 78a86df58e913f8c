#include "index/word_table.h"

#include <algorithm>
#include <functional>

namespace lontar::index {
namespace {

constexpr std::size_t kFirstSlots = 1 << 12;  // a power of two, as every size after it

}  // namespace

void WordTable::clear() {
  // Its terms' slots only: one long document does not make those after it slow.
  const std::size_t mask = slots_.size() - 1;
  for (const Term& term : terms_) {
    for (std::size_t at = term.hash & mask; slots_[at] != 0; at = (at + 1) & mask) slots_[at] = 0;
  }
  text_.clear();
  terms_.clear();
  occurrences_.clear();
}

void WordTable::grow() {
  slots_.assign(std::max(kFirstSlots, 2 * slots_.size()), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    std::size_t at = terms_[i].hash & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

std::uint32_t WordTable::find_or_add(std::string_view term) {
  if (2 * terms_.size() >= slots_.size()) grow();
  const std::size_t hash = std::hash<std::string_view>{}(term);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t place = slots_[at] - 1;
    if (terms_[place].hash == hash && text_of(terms_[place]) == term) return place;
  }
  const auto place = static_cast<std::uint32_t>(terms_.size());
  slots_[at] = place + 1;
  terms_.push_back({hash, text_.size(), static_cast<std::uint32_t>(term.size())});
  text_.append(term);
  return place;
}

void WordTable::add(std::string_view term, std::uint32_t position, std::uint32_t boost) {
  const std::uint32_t place = find_or_add(term);
  ++terms_[place].count;
  terms_[place].boost += boost;
  occurrences_.push_back({place, position});
}

const std::vector<WordTable::Entry>& WordTable::entries() {
  positions_.resize(occurrences_.size());
  entries_.clear();
  std::size_t begin = 0;
  std::vector<std::size_t> next;  // where the next position of each term goes
  next.reserve(terms_.size());
  for (const Term& term : terms_) {
    next.push_back(begin);
    entries_.push_back(
        {text_of(term), std::span(positions_).subspan(begin, term.count), term.boost});
    begin += term.count;
  }
  for (const Occurrence& word : occurrences_) positions_[next[word.term]++] = word.position;
  std::ranges::sort(entries_, [](const Entry& a, const Entry& b) {
    return a.positions.size() != b.positions.size() ? a.positions.size() > b.positions.size()
                                                    : a.term < b.term;
  });
  return entries_;
}

}  // namespace lontar::index
