#include "search/speller.h"

#include <algorithm>
#include <bit>

#include "text/fold.h"

namespace lontar::search {
namespace {

// Terms are valid UTF-8, as the Analyzer makes them.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    char32_t point = lead < 0x80   ? lead
                     : lead < 0xE0 ? lead & 0x1F
                     : lead < 0xF0 ? lead & 0x0F
                                   : lead & 0x07;
    while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) {
      point = point << 6 | (static_cast<unsigned char>(text[i++]) & 0x3F);
    }
    points += point;
  }
  return points;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::u32string folded_points(std::string_view term) {
  return code_points(is_ascii(term) ? std::string(term) : text::fold(term));
}

std::uint64_t letters_of(std::u32string_view points) {
  std::uint64_t letters = 0;
  for (const char32_t point : points) {
    const bool latin = point >= 'a' && point <= 'z';
    letters |= std::uint64_t{1} << (latin ? point - 'a' : 26 + point * 2654435761U % 38);
  }
  return letters;
}

bool has_digit(std::string_view term) {
  return std::ranges::any_of(term, [](char c) { return c >= '0' && c <= '9'; });
}

unsigned bound_of(std::size_t letters) { return letters < 3 ? 0 : letters <= 4 ? 1 : 2; }

// Each letter more changes one bit at most on its side.
bool may_be_near(std::uint64_t a, std::uint64_t b, unsigned bound) {
  return static_cast<unsigned>(std::popcount(a & ~b)) <= bound &&
         static_cast<unsigned>(std::popcount(b & ~a)) <= bound;
}

}  // namespace

unsigned letter_distance(std::u32string_view a, std::u32string_view b, unsigned bound) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > bound) return bound + 1;
  // Three rows of the table: the one being made and the two before.
  std::vector<unsigned> row(b.size() + 1), before(b.size() + 1), earlier(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    earlier.swap(before);
    before.swap(row);
    row[0] = static_cast<unsigned>(i);
    unsigned least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] != b[j - 1])});
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) row[j] = std::min(row[j], earlier[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // An exchange looks two rows back, so one row over the bound does not yet decide.
    if (least > bound && *std::ranges::min_element(before) > bound) return bound + 1;
  }
  return std::min(row[b.size()], bound + 1);
}

Speller::Speller(std::shared_ptr<const Resident> resident) : resident_(std::move(resident)) {
  const Vocabulary& vocabulary = resident_->vocabulary;
  for (Vocabulary::Number number = 0; number < vocabulary.size(); ++number) {
    const std::string_view term = vocabulary.term(number);
    if (term.size() > kLongest * 4 || has_digit(term)) continue;
    const std::u32string points = folded_points(term);
    if (points.size() < kShortest || points.size() > kLongest) continue;
    by_length_[points.size()].push_back({letters_of(points), number});
  }
  for (auto& entries : by_length_) entries.shrink_to_fit();
}

std::vector<Speller::Near> Speller::near(std::string_view word, std::size_t limit) const {
  const std::u32string folded = folded_points(word);
  const std::u32string plain = code_points(word);
  const unsigned bound = bound_of(folded.size());
  std::vector<Near> found;
  if (bound == 0 || folded.size() > kLongest) return found;
  const Vocabulary& vocabulary = resident_->vocabulary;
  const Letters letters = letters_of(folded);
  const std::size_t first = std::max(kShortest, folded.size() - bound);
  const std::size_t last = std::min(kLongest, folded.size() + bound);
  for (std::size_t length = first; length <= last; ++length) {
    for (const Entry& entry : by_length_[length]) {
      if (!may_be_near(letters, entry.letters, bound)) continue;
      const std::string_view term = vocabulary.term(entry.number);
      const std::u32string other = folded_points(term);
      const unsigned distance = letter_distance(folded, other, bound);
      if (distance > bound || term == word) continue;
      unsigned cost = distance * kLetterCost + (folded[0] != other[0]);
      if (letter_distance(plain, code_points(term), distance) > distance) ++cost;
      found.push_back({term, cost, vocabulary.documents(entry.number)});
    }
  }
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::ranges::partial_sort(found, end, [](const Near& a, const Near& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    return a.documents != b.documents ? a.documents > b.documents : a.term < b.term;
  });
  found.erase(end, found.end());
  return found;
}

}  // namespace lontar::search
