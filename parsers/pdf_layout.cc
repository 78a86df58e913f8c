#include "parsers/pdf_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <unordered_map>

#include "parsers/pdf_order.h"
#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

// Shares of the type size.
constexpr float kSameBaseline = 0.25F;     // lines closer than this are one line
constexpr float kSpace = 0.15F;            // a gap of this width separates words
constexpr float kShadow = 0.12F;           // the same word drawn again this close is a shadow
constexpr std::uint32_t kLongestMark = 4;  // characters
constexpr float kWideGap = 2.5F;           // sets apart what stands left and right in a header
constexpr float kSmallType = 0.85F;  // smaller than this beside normal type: raised or lowered

// Puts text that runs in another direction upright, so that the rest needs to know one only.
void turn_upright(Word& word, double width, double height) {
  const auto w = static_cast<float>(width), h = static_cast<float>(height);
  const Word from = word;
  switch (word.rotation) {
    case 1:
      word.left = from.top, word.right = from.bottom;
      word.top = w - from.right, word.bottom = w - from.left, word.baseline = w - from.baseline;
      break;
    case 2:
      word.left = w - from.right, word.right = w - from.left;
      word.top = h - from.bottom, word.bottom = h - from.top, word.baseline = h - from.baseline;
      break;
    case 3:
      word.left = h - from.bottom, word.right = h - from.top;
      word.top = from.left, word.bottom = from.right, word.baseline = from.baseline;
      break;
    default:
      break;
  }
}

std::u32string_view text_of(const PageWords& page, const Word& word) {
  return std::u32string_view(page.characters).substr(word.begin, word.length);
}

// Where on the page a word is looked for again: the text and a square of this many points.
constexpr float kSquare = 8;

std::size_t square_of(std::size_t text, float left, float baseline) {
  const auto x = static_cast<std::int64_t>(std::floor(left / kSquare));
  const auto y = static_cast<std::int64_t>(std::floor(baseline / kSquare));
  return text ^ (static_cast<std::size_t>(x) * 0x9E3779B97F4A7C15U) ^
         (static_cast<std::size_t>(y) * 0xC2B2AE3D27D4EB4FU);
}

// Bold type and shadows are sometimes made by drawing a word twice, a hair apart.
std::vector<std::uint32_t> without_shadows(const PageWords& page, const std::vector<Word>& words,
                                           const std::vector<std::uint32_t>& all) {
  std::unordered_map<std::size_t, std::uint32_t> seen;  // the last word of each square
  seen.reserve(all.size());
  std::vector<std::uint32_t> kept;
  kept.reserve(all.size());
  for (const std::uint32_t i : all) {
    const Word& word = words[i];
    const auto text = text_of(page, word);
    const std::size_t hash = std::hash<std::u32string_view>{}(text);
    const float near = kShadow * word.size;
    const auto drawn_at = [&](float dx, float dy) {
      const auto entry = seen.find(square_of(hash, word.left + dx, word.baseline + dy));
      if (entry == seen.end()) return false;
      const Word& other = words[entry->second];
      return std::abs(other.left - word.left) < near &&
             std::abs(other.baseline - word.baseline) < near && text_of(page, other) == text;
    };
    if (drawn_at(-near, -near) || drawn_at(near, near) || drawn_at(near, -near) ||
        drawn_at(-near, near)) {
      continue;
    }
    seen[square_of(hash, word.left, word.baseline)] = i;
    kept.push_back(i);
  }
  return kept;
}

// Whether `word` stands on the line of `piece`, which was drawn just before.
bool same_line(const Piece& piece, const Word& word) {
  const float larger = std::max(piece.size, word.size);
  const float smaller = std::min(piece.size, word.size);
  const float shift = std::abs(word.baseline - piece.baseline);
  if (shift <= kSameBaseline * smaller) return true;
  // Raised or lowered small type, a footnote mark: a few characters close to the text.
  const bool mark = word.size < piece.size ? word.length <= kLongestMark : piece.words.size() == 1;
  if (!mark || smaller >= kSmallType * larger) return false;
  const float gap = std::max(word.left - piece.right, piece.left - word.right);
  return shift <= 0.6F * larger && gap < 0.5F * larger;
}

std::vector<Piece> pieces_as_drawn(const std::vector<Word>& words,
                                   const std::vector<std::uint32_t>& indices) {
  std::vector<Piece> pieces;
  for (const std::uint32_t i : indices) {
    if (pieces.empty() || !same_line(pieces.back(), words[i])) pieces.emplace_back();
    add_word(pieces.back(), i, words[i]);
  }
  return pieces;
}

bool space_between(const std::vector<Word>& words, std::uint32_t left, std::uint32_t right) {
  const Word& a = words[left];
  const Word& b = words[right];
  if (right == left + 1 && b.space_before) return true;
  if (left == right + 1 && a.space_before) return true;
  return b.left - a.right > kSpace * std::min(a.size, b.size);
}

// The size that most characters of the line have.
float usual_size(const std::vector<Word>& words, const Piece& piece) {
  float best = piece.size;
  std::uint32_t best_count = 0;
  for (std::size_t i = 0; i < piece.words.size();) {
    const float size = words[piece.words[i]].size;
    std::uint32_t count = 0;
    for (; i < piece.words.size() && words[piece.words[i]].size == size; ++i) {
      count += words[piece.words[i]].length;
    }
    if (count > best_count) best = size, best_count = count;
  }
  return best;
}

Line make_line(const PageWords& page, const std::vector<Word>& words, Piece& piece) {
  std::stable_sort(piece.words.begin(), piece.words.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return words[a].left < words[b].left; });
  std::u32string visual;
  std::size_t bold = 0;
  for (std::size_t i = 0; i < piece.words.size(); ++i) {
    const Word& word = words[piece.words[i]];
    if (i > 0 && space_between(words, piece.words[i - 1], piece.words[i])) {
      const Word& before = words[piece.words[i - 1]];
      const bool wide = word.left - before.right > kWideGap * std::max(word.size, before.size);
      visual.push_back(wide ? U'\t' : U' ');
    }
    visual.append(text_of(page, word));
    if (word.bold) bold += word.length;
  }
  Line line;
  line.left = piece.left, line.right = piece.right, line.top = piece.top;
  line.bottom = piece.bottom, line.baseline = piece.baseline;
  line.size = usual_size(words, piece);
  line.column = piece.column;
  line.bold = bold * 2 > visual.size();
  std::u32string plain;
  for (const char32_t c : logical_order(visual)) append_plain(plain, c);
  for (const char32_t c : plain) append_utf8(line.text, c);
  return line;
}

bool mostly_right_to_left(std::u32string_view text) {
  const auto right = std::count_if(text.begin(), text.end(), is_right_to_left);
  return right * 2 > static_cast<std::ptrdiff_t>(text.size());
}

void measure_columns(std::vector<Line>& lines) {
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    float left = lines[begin].left, right = lines[begin].right;
    for (; end < lines.size() && lines[end].column == lines[begin].column; ++end) {
      left = std::min(left, lines[end].left), right = std::max(right, lines[end].right);
    }
    for (; begin < end; ++begin) lines[begin].column_left = left, lines[begin].column_right = right;
  }
}

}  // namespace

Page lay_out(int number, const PageWords& source) {
  Page page{number, source.width, source.height, {}};
  std::vector<Word> words = source.words;
  std::array<std::vector<std::uint32_t>, 4> by_direction;
  std::array<std::size_t, 4> characters{};
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    turn_upright(words[i], source.width, source.height);
    by_direction[words[i].rotation].push_back(i);
    characters[words[i].rotation] += words[i].length;
  }
  const auto main = static_cast<std::size_t>(
      std::max_element(characters.begin(), characters.end()) - characters.begin());
  for (std::size_t turn = 0; turn < 4; ++turn) {
    const std::size_t direction = (main + turn) % 4;
    const auto indices = without_shadows(source, words, by_direction[direction]);
    std::vector<Piece> pieces = in_reading_order(words, pieces_as_drawn(words, indices),
                                                 mostly_right_to_left(source.characters));
    std::vector<Line> lines;
    for (Piece& piece : pieces) {
      Line line = make_line(source, words, piece);
      line.aside = turn != 0;
      if (!line.text.empty()) lines.push_back(std::move(line));
    }
    measure_columns(lines);
    std::move(lines.begin(), lines.end(), std::back_inserter(page.lines));
  }
  // Turned pages are measured the way their text runs.
  if (main % 2 == 1) std::swap(page.width, page.height);
  return page;
}

}  // namespace lontar::parsers::pdf
