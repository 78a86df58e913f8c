// A question in the fields of a form, for those who prefer fields to a language: out of a text of
// the query language, and into one. What fits no field stays as it is in `all`, so that nothing is
// lost on the way: the text that comes of the fields asks for the same. Pure functions.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "index/schema.h"

namespace lontar::search {

struct QueryForm {
  std::string all;       // words that are asked for, and whatever else the language knows
  bool every = false;    // none of them may be missing
  std::string phrase;    // words one after the other
  std::string any;       // words and phrases of which one will do
  std::string none;      // words and phrases that must not be there
  std::string title;     // words of the title
  std::string citation;  // of a decision
  std::string near_first;
  std::string near_second;
  unsigned near_words = 0;  // how far apart these are at most; 0: they are not asked for
  std::string date_from;    // dates as the language writes them; "" is open
  std::string date_to;
  std::array<std::string, index::kFacetCount> facets;  // a value that is asked for in the text

  bool operator==(const QueryForm&) const = default;
};

inline constexpr unsigned kUsualNear = 10;

QueryForm form_of(std::string_view text);

// Facets are not part of the text: they are filters of the request. Half an interval of NEAR, or a
// date that is none, is left out.
std::string to_text(const QueryForm& form);

}  // namespace lontar::search
