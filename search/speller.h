// The corpus's words that are spelled nearly like another: what somebody may have meant who typed a
// word that no document has. Distances are of Damerau and Levenshtein (an exchange of neighbours
// counts as one; no part is edited twice), over code points, accents left out. Made on first need
// of a generation; then immutable and shared by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/resident.h"

namespace lontar::search {

// A wrong letter costs this; what is less serious (accents, a wrong first letter over another wrong
// one) costs a part of it.
inline constexpr unsigned kLetterCost = 4;

class Speller {
 public:
  explicit Speller(std::shared_ptr<const Resident> resident);

  struct Near {
    std::string_view term;  // valid as long as the Speller
    unsigned cost = 0;
    std::uint32_t documents = 0;
  };
  // The nearest other words: of equal distance the more frequent first. Words of one or two letters
  // have none, up to four letters one may be wrong, else two.
  std::vector<Near> near(std::string_view word, std::size_t limit) const;

  std::uint64_t generation() const { return resident_->columns.generation; }

 private:
  static constexpr std::size_t kShortest = 2;  // letters of a word that is looked at
  static constexpr std::size_t kLongest = 40;

  // Which letters a word has, as bits: two words with few letters wrong differ in few.
  using Letters = std::uint64_t;
  struct Entry {
    Letters letters;
    Vocabulary::Number number;
  };

  std::shared_ptr<const Resident> resident_;
  std::array<std::vector<Entry>, kLongest + 1> by_length_;
};

// The distance of two words, or `bound` + 1 when it is more than `bound`.
unsigned letter_distance(std::u32string_view a, std::u32string_view b, unsigned bound);

}  // namespace lontar::search
