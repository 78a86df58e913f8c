#include "parsers/pdf_gutter.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>

namespace lontar::parsers::pdf {
namespace {

constexpr std::size_t kCells = 256;  // across the text area
constexpr std::size_t kMinRows = 5;  // beside each other
constexpr float kMinGap = 0.9F;      // of the type size
constexpr float kMinColumn = 10;     // type sizes wide
constexpr float kMinFill = 0.55F;    // share of a column's area that words cover
constexpr float kMinAligned = 0.5F;  // share of rows of the right column that begin at its edge

std::bitset<kCells> cells(std::size_t first, std::size_t count) {
  return (~std::bitset<kCells>() >> (kCells - count)) << first;
}

struct Row {
  float baseline = 0;
  std::bitset<kCells> covered;
  std::vector<std::uint32_t> words;
};

struct Area {
  float left = 0, right = 0, size = 0;

  float cell() const { return (right - left) / static_cast<float>(kCells); }
  std::size_t cell_of(float x) const {
    const float at = std::clamp((x - left) / cell(), 0.0F, static_cast<float>(kCells - 1));
    return static_cast<std::size_t>(at);
  }
};

std::optional<Area> measure(const std::vector<Piece>& pieces) {
  if (pieces.size() < kMinRows) return std::nullopt;
  Area area{pieces.front().left, pieces.front().right, 0};
  std::vector<float> sizes;
  for (const Piece& piece : pieces) {
    area.left = std::min(area.left, piece.left), area.right = std::max(area.right, piece.right);
    sizes.push_back(piece.size);
  }
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                   sizes.end());
  area.size = sizes[sizes.size() / 2];
  if (!(area.size > 0) || area.right - area.left < (2 * kMinColumn + kMinGap) * area.size) {
    return std::nullopt;
  }
  return area;
}

std::vector<Row> rows_of(const std::vector<Word>& words, const std::vector<Piece>& pieces,
                         const Area& area) {
  std::vector<const Piece*> sorted;
  for (const Piece& piece : pieces) sorted.push_back(&piece);
  std::sort(sorted.begin(), sorted.end(),
            [](const Piece* a, const Piece* b) { return a->baseline < b->baseline; });
  std::vector<Row> rows;
  for (const Piece* piece : sorted) {
    if (rows.empty() || piece->baseline - rows.back().baseline > 0.5F * area.size) {
      rows.push_back({piece->baseline, {}, {}});
    }
    Row& row = rows.back();
    for (const std::uint32_t i : piece->words) {
      row.words.push_back(i);
      const std::size_t last = area.cell_of(words[i].right);
      for (std::size_t cell = area.cell_of(words[i].left); cell <= last; ++cell) {
        row.covered.set(cell);
      }
    }
  }
  return rows;
}

// What stands on one side of a strip in some rows.
struct Side {
  float left = 1e9F, right = -1e9F, covered = 0;
  std::size_t rows = 0;
  std::vector<float> edges;  // where its rows begin

  bool running_text(float size) const {
    const float width = right - left;
    return rows >= kMinRows && width >= kMinColumn * size &&
           covered >= kMinFill * width * static_cast<float>(rows);
  }
};

Side measure_side(const std::vector<Word>& words, const Row* begin, const Row* end, float x,
                  bool right_side) {
  Side side;
  for (const Row* row = begin; row != end; ++row) {
    float edge = 1e9F;
    for (const std::uint32_t i : row->words) {
      const Word& word = words[i];
      if ((word.left > x) != right_side) continue;
      edge = std::min(edge, word.left);
      side.left = std::min(side.left, word.left), side.right = std::max(side.right, word.right);
      side.covered += word.right - word.left;
    }
    if (edge < 1e9F) ++side.rows, side.edges.push_back(edge);
  }
  return side;
}

bool aligned(const Side& side) {
  std::vector<float> edges = side.edges;
  std::sort(edges.begin(), edges.end());
  std::size_t most = 0;
  for (std::size_t i = 0, j = 0; i < edges.size(); ++i) {
    while (edges[i] - edges[j] > 3.0F) ++j;
    most = std::max(most, i - j + 1);
  }
  return static_cast<float>(most) >= kMinAligned * static_cast<float>(edges.size());
}

// The place where most rows of a side begin.
float usual_edge(const Side& side) {
  std::vector<float> edges = side.edges;
  std::nth_element(edges.begin(), edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2),
                   edges.end());
  return edges[edges.size() / 2];
}

// Takes headings above and lines below off the rows beside a strip: rows with words on one side
// only that begin elsewhere than the column does, or stand apart from it.
void trim(const std::vector<Word>& words, float x, float size, float left_edge, float right_edge,
          const Row*& begin, const Row*& end) {
  const auto belongs = [&](const Row& row, const Row& inner) {
    float edge = 1e9F, right = -1e9F;
    for (const std::uint32_t i : row.words) {
      edge = std::min(edge, words[i].left), right = std::max(right, words[i].right);
    }
    if (edge < x && right > x) return true;
    const float from_column = edge - (edge < x ? left_edge : right_edge);
    return std::abs(from_column) < 3.0F && std::abs(inner.baseline - row.baseline) < 2.2F * size;
  };
  while (end - begin > 1 && !belongs(*begin, begin[1])) ++begin;
  while (end - begin > 1 && !belongs(end[-1], end[-2])) --end;
}

struct Strip {
  std::size_t first_cell = 0, last_cell = 0;  // neighbours that are as good
  std::size_t begin = 0, end = 0;             // rows
  std::size_t both = 0;                       // rows with words on both sides
};

// The longest run of rows that leave the cells around `cell` free.
Strip longest_run(const std::vector<Row>& rows, std::size_t cell, const std::bitset<kCells>& gap,
                  const std::bitset<kCells>& left_of) {
  Strip best;
  std::size_t begin = 0, both = 0;
  for (std::size_t r = 0; r <= rows.size(); ++r) {
    const bool free = r < rows.size() && (rows[r].covered & gap).none();
    if (free) {
      const bool left = (rows[r].covered & left_of).any();
      const bool right = (rows[r].covered & ~left_of).any();
      if (left && right) ++both;
      continue;
    }
    if (both > best.both) best = {cell, cell, begin, r, both};
    begin = r + 1, both = 0;
  }
  return best;
}

}  // namespace

std::optional<Gutter> find_gutter(const std::vector<Word>& words,
                                  const std::vector<Piece>& pieces) {
  const std::optional<Area> area = measure(pieces);
  if (!area) return std::nullopt;
  const std::vector<Row> rows = rows_of(words, pieces, *area);
  if (rows.size() < kMinRows) return std::nullopt;

  // At most six: measure() wants the area to be wide.
  const auto half = static_cast<std::size_t>(kMinGap * area->size / area->cell() / 2) + 1;
  std::array<std::size_t, kCells> free_rows{};
  for (const Row& row : rows) {
    for (std::size_t cell = 0; cell < kCells; ++cell) free_rows[cell] += row.covered[cell] ? 0 : 1;
  }
  Strip best;
  for (std::size_t cell = kCells / 6; cell < kCells * 5 / 6; ++cell) {
    if (free_rows[cell] < std::max(kMinRows, best.both)) continue;
    const Strip strip = longest_run(rows, cell, cells(cell - half, 2 * half + 1), cells(0, cell));
    if (strip.both > best.both) {
      best = strip;
    } else if (strip.both == best.both && strip.begin == best.begin && cell == best.last_cell + 1) {
      best.last_cell = cell;
    }
  }
  if (best.both < kMinRows) return std::nullopt;

  const float x =
      area->left +
      area->cell() *
          (static_cast<float>(best.first_cell) + static_cast<float>(best.last_cell) + 1) / 2;
  const Row* begin = rows.data() + best.begin;
  const Row* end = rows.data() + best.end;
  const Side left = measure_side(words, begin, end, x, false);
  const Side right = measure_side(words, begin, end, x, true);
  if (!left.running_text(area->size) || !right.running_text(area->size) || !aligned(right)) {
    return std::nullopt;
  }
  trim(words, x, area->size, usual_edge(left), usual_edge(right), begin, end);
  return Gutter{x, begin->baseline, end[-1].baseline};
}

}  // namespace lontar::parsers::pdf
