// A question cut into what is asked for at its top, by its lexemes alone and as the parser takes
// them: nothing is looked up, and each piece can be written down again as it was. Pure functions.
// Internal to search/.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_lexer.h"

namespace lontar::search {

using Lexemes = std::vector<Lexeme>;

// Something that is asked for, with all that belongs to it.
struct Unit {
  Lexemes lexemes;  // without NOT and the field's name
  bool negated = false;
  std::string field;
};

struct CutUp {
  std::vector<Unit> units;
  bool and_typed = false;  // anywhere
  bool or_typed = false;   // at the top: the units are alternatives
};
CutUp cut_up(std::string_view text);

// A word, or what stood in quotes.
inline bool is_operand(const Lexeme& lexeme) {
  return lexeme.piece == Piece::kText || lexeme.piece == Piece::kQuoted;
}

// The lexemes of a text with every parenthesis in a pair, without operators that have nothing to
// work on, and without fields that have no value; where there is no such field, its name is a word.
Lexemes tidy_lexemes(std::string_view text);

// As text of the query language; cut into lexemes it gives the same ones.
std::string written(const Lexeme& lexeme);
std::string text_of(std::span<const Lexeme> lexemes);
std::string written(const Unit& unit);

}  // namespace lontar::search
