// The fields whose words can be searched by themselves: title:haze, citation:"sgca 57". To add one,
// add a row, and let the index write its words under the prefix (index/posting_builder.cc).
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "index/schema.h"

namespace lontar::search {

struct WordField {
  std::string_view name;
  std::string_view prefix;
};

inline constexpr std::array kWordFields = {
    WordField{"title", index::kTitlePrefix},
    WordField{"citation", index::kCitationPrefix},
};

inline std::optional<WordField> word_field(std::string_view name) {
  const auto* row = std::ranges::find(kWordFields, name, &WordField::name);
  if (row == kWordFields.end()) return {};
  return *row;
}

// The index term of a word in a field ("" is the whole document).
inline std::string term_of(std::string_view field, std::string_view word) {
  const auto known = word_field(field);
  return known ? index::prefixed_term(known->prefix, word) : std::string(word);
}

}  // namespace lontar::search
