// What the steps of the PDF parser hand to each other: words as drawn, lines in reading order,
// blocks (paragraphs). Lengths are points; y grows downwards from the top of the page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lontar::parsers::pdf {

// A run of glyphs without a space, in the order of the page's content stream.
struct Word {
  std::uint32_t begin = 0;  // of PageWords::characters
  std::uint32_t length = 0;
  float left = 0, right = 0, top = 0, bottom = 0, baseline = 0;
  float size = 0;             // of the type
  std::uint8_t rotation = 0;  // quarter turns clockwise in which the text runs
  bool bold = false;
  bool space_before = false;  // a space was drawn between this word and the one before
};

struct FontUse {
  std::string name;
  std::size_t characters = 0;
};

struct PageWords {
  double width = 0;
  double height = 0;
  std::u32string characters;
  std::vector<Word> words;
  std::size_t unmapped = 0;        // glyphs of which the font does not say what letter they are
  bool has_picture = false;        // shows an image or a drawn form, so it is not merely blank
  bool cut = false;                // a limit stopped the page: there is more than was read
  std::size_t picture_pixels = 0;  // of the largest image, where there are few characters
  std::vector<FontUse> fonts;
};

struct Line {
  std::string text;  // UTF-8, logical order, one space between words, '\t' for a wide gap
  float left = 0, right = 0, top = 0, bottom = 0, baseline = 0;
  float size = 0;
  bool bold = false;
  bool aside = false;  // runs in another direction than the page's text: a stamp along the edge
  int column = 0;      // grows by one with each column and each return to full width
  float column_left = 0, column_right = 0;  // extent of the text of that column
  int confidence = 0;                       // 1..100 when it was read off the picture of the page
};

struct Page {
  int number = 0;  // 1-based
  double width = 0;
  double height = 0;
  std::vector<Line> lines;
};

// A paragraph, heading or table row.
struct Block {
  std::string text;  // one line
  int page = 0;      // where it begins
  int lines = 0;     // how many it was set in
  float size = 0;
  float left = 0;
  float top = 0;  // of its first line
  bool bold = false;
  bool centred = false;
  int confidence = 0;  // 1..100 when it was read off a picture: the mean over its lines
};

}  // namespace lontar::parsers::pdf
