// What ranking is tuned by, in one place. docs/relevance.md says what each was measured against.
#pragma once

#include <cstddef>
#include <cstdint>

#include "search/query.h"

namespace lontar::search {

struct RankingParameters {
  // What an occurrence of a form counts, where the word as typed counts 1.
  double stem = 0.5;
  double fold = 0.4;
  double part = 0.4;
  // What an addition of the thesaurus is worth, where what was typed is worth 1.
  double concept_addition = 0.5;

  // Of the best documents by weight this many are ranked anew by how close their words stand.
  std::size_t close_look = 30;
  // What a pair of neighbours is worth, where its words are worth 1: in the order of the question,
  // and in any order within a window of positions.
  double pair_in_order = 0.8;
  double pair_in_window = 0.1;
  std::uint32_t pair_window = 8;
  // What a question of so many words at most is worth as it stands, where its rarest word is
  // worth 1.
  double verbatim = 0.5;
  std::size_t verbatim_words = 16;

  // A question of so many words relaxes when fewer documents than a page have them all, a shorter
  // one when none does.
  std::size_t long_question = 3;
  std::size_t enough_documents = 10;
  // A relaxed question of at most so many words puts the documents first that have them all; in a
  // longer one, where hardly anything that is said matters as a whole, weights decide.
  std::size_t complete_first_words = 4;
  // A relaxed question lets in documents with this share of the weight of words that the best has.
  double relaxed_share = 0.15;
  // The most telling words of a relaxed question that are used.
  std::size_t relaxed_words = 64;

  double of(FormKind kind) const {
    switch (kind) {
      case FormKind::kStem:
        return stem;
      case FormKind::kFold:
        return fold;
      case FormKind::kPart:
        return part;
    }
    return 0;
  }
};

inline constexpr RankingParameters kRanking;

}  // namespace lontar::search
