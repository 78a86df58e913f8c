#include "search/positions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace lontar::search {
namespace {

// A text of few words as a sequence of letters, and the positions of each letter.
std::vector<Positions> positions_in(const std::string& text, const std::string& words) {
  std::vector<Positions> all;
  for (const char word : words) {
    Positions positions;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if (text[i] == word) positions.push_back(i);
    }
    all.push_back(positions);
  }
  return all;
}

RC_GTEST_PROP(Positions, PhrasesAreWhereStringFindSaysSo, ()) {
  const auto letters = rc::gen::elementOf(std::string("abc"));
  const auto text = *rc::gen::container<std::string>(letters);
  const auto phrase = *rc::gen::nonEmpty(rc::gen::container<std::string>(letters));
  Positions expected;
  for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at + 1)) {
    expected.push_back(static_cast<std::uint32_t>(at));
  }
  RC_ASSERT(phrase_starts(positions_in(text, phrase)) == expected);
}

RC_GTEST_PROP(Positions, NearOfTwoWordsIsWhereTheyAreCloseEnough, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab......")));
  const auto window = *rc::gen::inRange(1u, 6u);
  const auto words = positions_in(text, "ab");
  bool expected = false;
  for (const auto a : words[0]) {
    for (const auto b : words[1]) expected |= (a > b ? a - b : b - a) <= window;
  }
  RC_ASSERT(!near_positions(words, window).empty() == expected);
}

}  // namespace
}  // namespace lontar::search
