// How a name and what somebody types of it are compared: in lower case, every run of signs and
// blanks as one space, dots inside abbreviations left out ("G.R. No. 1" is "gr no 1"); with accents
// and without. Where nothing stood between two words (Thai), nothing stands here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/analyzer.h"

namespace lontar::search {

struct MatchKey {
  struct Start {
    std::uint16_t folded = 0;
    std::uint16_t plain = 0;
  };
  std::string folded;         // accents left out
  std::string plain;          // as written
  std::vector<Start> starts;  // of its words
};

// Longer names are compared by so many bytes of their beginning.
inline constexpr std::size_t kMaxKeyBytes = 512;

// The whole of a name: ends in a space, so that "haze " is a beginning of it and "haz " is not.
MatchKey key_of_name(std::string_view name, text::Analyzer& analyzer);
// Of the beginning of one: ends in a space only where its last word is complete.
MatchKey key_of_typed(std::string_view typed, text::Analyzer& analyzer);

}  // namespace lontar::search
