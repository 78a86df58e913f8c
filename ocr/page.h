// The picture of a page, and what was read off it. Plain values; the functions are pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lontar::ocr {

// Grey, one byte a pixel, 0 black; rows from the top, without padding.
struct Picture {
  int width = 0;
  int height = 0;
  int dots_per_inch = 300;
  std::string pixels;  // width * height bytes
};

// A line of text. Lengths are pixels from the left and the top of the picture.
struct Line {
  std::string text;  // UTF-8, NFC, one line
  int left = 0, top = 0, right = 0, bottom = 0;
  int baseline = 0;
  int size = 0;        // of the type, roughly: from the tops of the tall letters to the descenders
  int block = 0;       // lines of one column or box have the same number; reading order
  int confidence = 0;  // 0..100: how sure the program is of the line's words

  bool operator==(const Line&) const = default;
};

struct Page {
  std::string pack;         // the language data it was read with: "eng", "chi_sim"
  int confidence = 0;       // 0..100: mean over the lines by their length
  std::vector<Line> lines;  // in reading order

  bool operator==(const Page&) const = default;
};

// The mean over the lines by their length; 0 without lines.
int mean_confidence(const std::vector<Line>& lines);

// A page as bytes and back. Any bytes may be decoded: nothing when they are not a page.
std::string encode(const Page& page);
std::optional<Page> decode_page(std::string_view bytes);

// Below this confidence one letter in ten is wrong, or whole lines are (docs/extraction.md).
inline constexpr int kTrustedConfidence = 75;
// Whether what was read must not be relied upon: the confidence is low, or the text is Burmese, of
// which Tesseract reads four letters in five wrong however sure it is.
bool is_doubtful(int confidence, std::string_view text);

}  // namespace lontar::ocr
