// Cuts a query into the pieces the parser works on. Internal to search/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lontar::search {

enum class Piece {
  kText,    // a run without white space: words, numbers, a citation
  kQuoted,  // what stood between quotes
  kField,   // "name:" directly before a text, a quote or a parenthesis
  kOpen,
  kClose,
  kAnd,
  kOr,
  kNot,   // NOT, or '-' directly before something
  kNear,  // NEAR or NEAR/n
};

struct Lexeme {
  Piece piece;
  std::string text;     // of kText and kQuoted; the name of kField
  bool prefix = false;  // a kText that ended in '*', without it
  unsigned window = 0;  // of kNear
  std::size_t at = 0;   // where `text` begins in the query
};

// `unclosed` tells whether a quote was opened and never closed.
struct Lexed {
  std::vector<Lexeme> lexemes;
  bool unclosed = false;
};

Lexed lex(std::string_view text);

// Bytes of the quotation mark that the text begins with, 0 when it begins with none.
std::size_t quote_at(std::string_view text);

}  // namespace lontar::search
