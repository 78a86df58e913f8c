// What ranking is tuned by, in one place. docs/relevance.md says what each was measured against.
#pragma once

#include "search/query.h"

namespace lontar::search {

struct RankingParameters {
  // What an occurrence of a form counts, where the word as typed counts 1.
  double stem = 0.8;
  double fold = 0.5;
  double part = 0.4;
  // What an addition of the thesaurus is worth, where what was typed is worth 1.
  double concept_addition = 0.5;

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
