// The words of one document, grouped by term as they come in. Kept from one document to the next:
// then nothing is allocated any more. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lontar::index {

class WordTable {
 public:
  // What one term has in the document; valid until the next call of add() or clear().
  struct Entry {
    std::string_view term;
    std::span<const std::uint32_t> positions;  // in the order they were added
    std::uint32_t boost = 0;                   // frequency beyond one per position
  };

  void clear();
  // `position` of this word, and what it adds to the frequency of its term beyond one.
  void add(std::string_view term, std::uint32_t position, std::uint32_t boost);
  // Each term once: those with most positions first, equals in their bytes' order.
  const std::vector<Entry>& entries();

 private:
  struct Term {
    std::size_t hash = 0;
    std::size_t begin = 0;  // of text_
    std::uint32_t length = 0;
    std::uint32_t boost = 0;
    std::uint32_t count = 0;  // of positions
  };
  struct Occurrence {
    std::uint32_t term = 0;  // its place in terms_
    std::uint32_t position = 0;
  };

  std::string_view text_of(const Term& term) const {
    return std::string_view(text_).substr(term.begin, term.length);
  }
  std::uint32_t find_or_add(std::string_view term);
  void grow();

  std::string text_;  // of all terms
  std::vector<Term> terms_;
  std::vector<std::uint32_t> slots_;  // open addressing: one more than a place in terms_, or 0
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> positions_;  // by term
  std::vector<Entry> entries_;
};

}  // namespace lontar::index
