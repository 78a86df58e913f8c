// A set of document numbers as a bitmap: what a query matches, exactly. A plain value.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lontar::search {

class DocSet {
 public:
  // An empty set of numbers 0..last.
  explicit DocSet(std::uint32_t last = 0) : words_(last / 64 + 1) {}

  void add(std::uint32_t document) { words_[document / 64] |= bit(document); }
  void remove(std::uint32_t document) { words_[document / 64] &= ~bit(document); }
  bool has(std::uint32_t document) const { return (words_[document / 64] & bit(document)) != 0; }

  // The other set must have been made with the same `last`.
  DocSet& operator&=(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  DocSet& operator|=(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  DocSet& operator-=(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  std::size_t count() const {
    std::size_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
    return total;
  }

  // Calls visit(document) in ascending order. The visitor may remove the visited document.
  template <class Visit>
  void each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(word))));
      }
    }
  }

  bool operator==(const DocSet&) const = default;

 private:
  static std::uint64_t bit(std::uint32_t document) { return std::uint64_t{1} << (document % 64); }

  std::vector<std::uint64_t> words_;
};

}  // namespace lontar::search
