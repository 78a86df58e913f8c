// The vocabulary of scripts that write words without spaces, ready to be asked which of its words a
// string is part of. Dictionaries cut such text into words, but not always where a reader would:
// docs/languages.md, "Words without spaces". Immutable: share freely between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lontar::search {

class ScriptTerms {
 public:
  using Ids = std::vector<std::uint32_t>;  // ascending

  ScriptTerms() = default;
  // `terms` are of such scripts, in ascending order.
  explicit ScriptTerms(std::vector<std::string> terms);

  std::size_t size() const { return terms_.size(); }
  std::size_t bytes() const;  // of memory, about
  const std::string& term(std::uint32_t id) const { return terms_[id]; }

  // The lookups compare at borders of grapheme clusters only; `part` is not empty.
  Ids beginning_with(std::string_view part) const;  // itself included
  Ids ending_with(std::string_view part) const;     // itself included
  Ids containing(std::string_view part) const;      // itself included
  // Words of which `word` is one part and the rest known words too: ตาม is no compound of ตา.
  Ids compounds_of(std::string_view word) const;
  // All words that `text` begins with: their lengths in bytes, ascending, and ids.
  std::vector<std::pair<std::size_t, std::uint32_t>> words_at(std::string_view text) const;

 private:
  bool made_of_words(std::string_view text) const;

  std::vector<std::string> terms_;
  // Terms by their last character, and by each pair of neighbouring characters and each character.
  std::unordered_map<std::uint32_t, Ids> by_end_;
  std::unordered_map<std::uint64_t, Ids> by_piece_;
};

}  // namespace lontar::search
