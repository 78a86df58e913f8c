// Finds many phrases in a text in one pass over its tokens. Phrases are cut into words by the same
// Analyzer as documents, so "Trafficking in Persons" is found in "TRAFFICKING IN PERSONS".
// Immutable once filled, and then safe to share; a Scan over a text belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/analyzer.h"

namespace lontar::knowledge {

class PhraseMatcher {
 public:
  // `owner` is what a match is reported as. Phrases without any lower-case letter (acronyms) match
  // only as they are written: "ATM" is not "atm".
  void add(std::string_view phrase, std::size_t owner, text::Analyzer& analyzer);

  struct Match {
    std::size_t owner = 0;
    std::size_t begin = 0;  // bytes of the text
    std::size_t end = 0;
  };

  // One text being read. feed() takes its tokens in order and calls `visit` for each phrase that
  // ends with the token.
  class Scan {
   public:
    Scan(const PhraseMatcher& matcher, std::string_view text) : matcher_(matcher), text_(text) {}

    template <class Visit>
    void feed(const text::Token& token, const Visit& visit) {
      const std::uint32_t word = matcher_.word(token.term);
      if (word == kNoWord) {
        open_.clear();
        return;
      }
      open_.push_back({0, token.begin});
      std::size_t kept = 0;
      for (std::size_t i = 0; i < open_.size(); ++i) {
        const std::uint32_t node = matcher_.next(open_[i].node, word);
        if (node == kNoWord) continue;
        for (const Ending& ending : matcher_.nodes_[node].endings) {
          if (as_written(ending, open_[i].begin, token.end)) {
            visit(Match{ending.owner, open_[i].begin, token.end});
          }
        }
        open_[kept++] = {node, open_[i].begin};
      }
      open_.resize(kept);
    }

   private:
    struct Open {
      std::uint32_t node;
      std::size_t begin;
    };

    bool as_written(const auto& ending, std::size_t begin, std::size_t end) const {
      return ending.exactly.empty() || text_.substr(begin, end - begin) == ending.exactly;
    }

    const PhraseMatcher& matcher_;
    std::string_view text_;
    std::vector<Open> open_;  // phrases begun and not yet ended
  };

 private:
  static constexpr std::uint32_t kNoWord = UINT32_MAX;

  struct Ending {
    std::size_t owner;
    std::string exactly;  // how it must be written; empty: any way
  };
  struct Node {
    std::vector<Ending> endings;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::uint32_t word(std::string_view term) const {
    const auto found = words_.find(term);
    return found == words_.end() ? kNoWord : found->second;
  }
  std::uint32_t next(std::uint32_t node, std::uint32_t word) const {
    const auto found = edges_.find(edge(node, word));
    return found == edges_.end() ? kNoWord : found->second;
  }
  static std::uint64_t edge(std::uint32_t node, std::uint32_t word) {
    return std::uint64_t{node} << 32 | word;
  }

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> words_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;  // (node, word) -> node; 0 is the root
  std::vector<Node> nodes_ = std::vector<Node>(1);
};

}  // namespace lontar::knowledge
