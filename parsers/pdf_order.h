// Reading order on one page: pieces of lines in drawing order in, lines in reading order out.
#pragma once

#include <cstdint>
#include <vector>

#include "parsers/pdf_page.h"

namespace lontar::parsers::pdf {

// Words on one baseline that were drawn one after the other.
struct Piece {
  std::vector<std::uint32_t> words;  // indices into the page's words
  float left = 0, right = 0, top = 0, bottom = 0, baseline = 0, size = 0;
  int column = 0;  // see Line::column
};

// Takes a word of the page into the piece.
void add_word(Piece& piece, std::uint32_t index, const Word& word);

// `right_to_left`: the page is read from its right column to its left one.
std::vector<Piece> in_reading_order(const std::vector<Word>& words, std::vector<Piece> drawn,
                                    bool right_to_left);

}  // namespace lontar::parsers::pdf
