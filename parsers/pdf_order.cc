#include "parsers/pdf_order.h"

#include <algorithm>
#include <cmath>

#include "parsers/pdf_gutter.h"

namespace lontar::parsers::pdf {
namespace {

constexpr float kSameRow = 0.25F;         // of the type size
constexpr float kJoin = 0.7F;             // pieces of a row closer than this belong together
constexpr int kMaxColumns = 6;            // depth of columns within columns
constexpr std::size_t kMaxPieces = 5000;  // more than this is no page of text: by position only

bool same_row(const Piece& a, const Piece& b) {
  return std::abs(a.baseline - b.baseline) <= kSameRow * std::max(a.size, b.size);
}

void absorb(const std::vector<Word>& words, Piece& into, const Piece& from) {
  for (const std::uint32_t i : from.words) add_word(into, i, words[i]);
}

// Whether `extra` fills a hole of `line` or continues it closely: bold words drawn after the rest.
bool belongs_to(const std::vector<Word>& words, const Piece& line, const Piece& extra) {
  if (!same_row(line, extra)) return false;
  const float size = std::max(line.size, extra.size);
  float gap = 1e9F;
  for (const std::uint32_t i : line.words) {
    const float distance = std::max(extra.left - words[i].right, words[i].left - extra.right);
    if (distance < -0.3F * size) return false;  // overlaps
    gap = std::min(gap, distance);
  }
  const bool hole = extra.left > line.left && extra.right < line.right;
  return hole || gap <= kJoin * size;
}

// Gives pieces that were drawn out of turn back to their lines.
std::vector<Piece> mend_lines(const std::vector<Word>& words, std::vector<Piece> pieces) {
  std::vector<std::size_t> by_row(pieces.size());
  for (std::size_t i = 0; i < by_row.size(); ++i) by_row[i] = i;
  std::stable_sort(by_row.begin(), by_row.end(), [&](std::size_t a, std::size_t b) {
    return pieces[a].baseline < pieces[b].baseline;
  });
  bool mended = false;
  for (std::size_t i = 0; i < by_row.size(); ++i) {
    for (std::size_t j = i + 1; j < by_row.size(); ++j) {
      Piece& a = pieces[by_row[i]];
      Piece& b = pieces[by_row[j]];
      if (a.words.empty() || !same_row(a, b)) break;
      Piece& line = by_row[i] < by_row[j] ? a : b;
      Piece& extra = by_row[i] < by_row[j] ? b : a;
      if (b.words.empty() || !belongs_to(words, line, extra)) continue;
      absorb(words, line, extra);
      extra.words.clear();
      mended = true;
    }
  }
  if (mended) std::erase_if(pieces, [](const Piece& piece) { return piece.words.empty(); });
  return pieces;
}

// `b`, drawn after `a`, goes back up the page without being a further column or table cell.
bool goes_back(const Piece& a, const Piece& b, bool right_to_left) {
  const float slack = 0.5F * std::max(a.size, b.size);
  if (b.baseline >= a.baseline - slack) return false;
  return right_to_left ? b.right > a.left + slack : b.left < a.right - slack;
}

struct Box {
  float left = 1e9F, right = -1e9F, top = 1e9F, bottom = -1e9F;
};

Box box_of(const std::vector<Piece>& pieces) {
  Box box;
  for (const Piece& piece : pieces) {
    box.left = std::min(box.left, piece.left), box.right = std::max(box.right, piece.right);
    box.top = std::min(box.top, piece.baseline);
    box.bottom = std::max(box.bottom, piece.baseline);
  }
  return box;
}

enum class Where { kAfter, kBefore, kBeside };  // kBeside: before, in a column of its own

Where place(const Box& chunk, const Piece& piece, bool right_to_left) {
  const float slack = 0.5F * piece.size;
  const bool beside = chunk.right <= piece.left + slack || chunk.left >= piece.right - slack;
  const bool level = piece.baseline >= chunk.top - slack && piece.baseline <= chunk.bottom + slack;
  if (beside && level) {
    const bool first =
        right_to_left ? chunk.left >= piece.right - slack : chunk.right <= piece.left + slack;
    return first ? Where::kBeside : Where::kAfter;
  }
  return chunk.top < piece.baseline - slack / 2 ? Where::kBefore : Where::kAfter;
}

// Puts a chunk that was drawn out of turn where it stands on the page.
void insert(std::vector<Piece>& sequence, std::vector<Piece> chunk, bool right_to_left) {
  const Box box = box_of(chunk);
  std::size_t at = 0;
  Where where = Where::kAfter;
  while (at < sequence.size() &&
         (where = place(box, sequence[at], right_to_left)) == Where::kAfter) {
    ++at;
  }
  if (where == Where::kBeside) {
    const float slack = 0.5F * sequence[at].size;
    const auto beside = [&](const Piece& piece) {
      return box.right <= piece.left + slack || box.left >= piece.right - slack;
    };
    while (at > 0 && beside(sequence[at - 1]) &&
           !goes_back(sequence[at - 1], sequence[at], right_to_left)) {
      --at;
    }
  }
  sequence.insert(sequence.begin() + static_cast<std::ptrdiff_t>(at),
                  std::make_move_iterator(chunk.begin()), std::make_move_iterator(chunk.end()));
}

std::vector<Piece> by_position(const std::vector<Word>& words, std::vector<Piece> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Piece& a, const Piece& b) { return a.baseline < b.baseline; });
  std::vector<Piece> rows;
  for (Piece& piece : pieces) {
    if (!rows.empty() && same_row(rows.back(), piece)) {
      absorb(words, rows.back(), piece);
    } else {
      rows.push_back(std::move(piece));
    }
  }
  return rows;
}

// Text without columns: as drawn, but chunks that jump back up are put in their place; when hardly
// anything is in order, by position.
std::vector<Piece> order_flow(const std::vector<Word>& words, std::vector<Piece> drawn,
                              bool right_to_left) {
  std::vector<std::vector<Piece>> chunks;
  const std::size_t count = drawn.size();
  for (Piece& piece : drawn) {
    if (chunks.empty() || goes_back(chunks.back().back(), piece, right_to_left)) {
      chunks.emplace_back();
    }
    chunks.back().push_back(std::move(piece));
  }
  if (chunks.empty()) return {};
  if (chunks.size() > std::max<std::size_t>(6, count / 3)) {
    std::vector<Piece> all;
    for (auto& chunk : chunks) std::move(chunk.begin(), chunk.end(), std::back_inserter(all));
    return by_position(words, std::move(all));
  }
  const auto largest = std::max_element(chunks.begin(), chunks.end(),
                                        [](auto& a, auto& b) { return a.size() < b.size(); });
  std::vector<Piece> sequence = std::move(*largest);
  largest->clear();
  for (auto& chunk : chunks) {
    if (!chunk.empty()) insert(sequence, std::move(chunk), right_to_left);
  }
  return sequence;
}

bool beside_gutter(const Piece& piece, const Gutter& gutter) {
  const float slack = kSameRow * piece.size;
  return piece.baseline >= gutter.top - slack && piece.baseline <= gutter.bottom + slack;
}

// Pieces that run across the gutter were two lines drawn in one go.
std::vector<Piece> cut_at(const std::vector<Word>& words, std::vector<Piece> pieces,
                          const Gutter& gutter) {
  std::vector<Piece> out;
  for (Piece& piece : pieces) {
    if (!beside_gutter(piece, gutter) || piece.right <= gutter.x || piece.left >= gutter.x) {
      out.push_back(std::move(piece));
      continue;
    }
    Piece left, right;
    for (const std::uint32_t i : piece.words) {
      add_word(words[i].left > gutter.x ? right : left, i, words[i]);
    }
    if (!left.words.empty()) out.push_back(std::move(left));
    if (!right.words.empty()) out.push_back(std::move(right));
  }
  return out;
}

struct Parts {
  std::vector<Piece> above, left, right, below;
  std::size_t changes = 0;  // of side, in drawing order

  // Drawn down one column and then down the other, or across both line by line: columns. Anything
  // between, several lines of the one and then several of the other, are the cells of a table.
  bool columns() const {
    const std::size_t rows = std::min(left.size(), right.size());
    return changes <= 2 || changes * 10 >= rows * 14;
  }
};

Parts split(std::vector<Piece> pieces, const Gutter& gutter) {
  Parts parts;
  int last = 0;
  for (Piece& piece : pieces) {
    if (!beside_gutter(piece, gutter)) {
      (piece.baseline < gutter.top ? parts.above : parts.below).push_back(std::move(piece));
      continue;
    }
    const int side = piece.left > gutter.x ? 2 : 1;
    if (last != 0 && side != last) ++parts.changes;
    last = side;
    (side == 2 ? parts.right : parts.left).push_back(std::move(piece));
  }
  return parts;
}

std::vector<Piece> order(const std::vector<Word>& words, std::vector<Piece> drawn,
                         bool right_to_left, int depth) {
  if (drawn.size() > kMaxPieces) return by_position(words, std::move(drawn));
  const std::optional<Gutter> gutter =
      depth < kMaxColumns ? find_gutter(words, drawn) : std::nullopt;
  if (!gutter) {
    return order_flow(words, mend_lines(words, std::move(drawn)), right_to_left);
  }
  std::vector<Piece> pieces = cut_at(words, std::move(drawn), *gutter);
  Parts parts = split(pieces, *gutter);  // a copy: the drawing order may be needed
  if (!parts.columns()) return order_flow(words, std::move(pieces), right_to_left);

  std::vector<Piece> out;
  int column = 0;
  const auto take = [&](std::vector<Piece> part) {
    part = order(words, std::move(part), right_to_left, depth + 1);
    int last = 0;
    for (Piece& piece : part) {
      last = std::max(last, piece.column);
      piece.column += column;
      out.push_back(std::move(piece));
    }
    column += last + 1;
  };
  take(std::move(parts.above));
  take(std::move(right_to_left ? parts.right : parts.left));
  take(std::move(right_to_left ? parts.left : parts.right));
  take(std::move(parts.below));
  return out;
}

}  // namespace

void add_word(Piece& piece, std::uint32_t index, const Word& word) {
  if (piece.words.empty()) {
    piece.left = word.left, piece.right = word.right;
    piece.top = word.top, piece.bottom = word.bottom;
    piece.baseline = word.baseline, piece.size = word.size;
  } else {
    piece.left = std::min(piece.left, word.left), piece.right = std::max(piece.right, word.right);
    piece.top = std::min(piece.top, word.top), piece.bottom = std::max(piece.bottom, word.bottom);
    if (word.size > piece.size) piece.baseline = word.baseline, piece.size = word.size;
  }
  piece.words.push_back(index);
}

std::vector<Piece> in_reading_order(const std::vector<Word>& words, std::vector<Piece> drawn,
                                    bool right_to_left) {
  return order(words, std::move(drawn), right_to_left, 0);
}

}  // namespace lontar::parsers::pdf
