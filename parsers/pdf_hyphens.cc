#include "parsers/pdf_hyphens.h"

#include <algorithm>
#include <string>

#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

constexpr char32_t kSoftHyphen = 0xAD;

// First parts that keep their hyphen even where the document shows no other example.
constexpr std::string_view kPrefixes[] = {"non", "self", "ex", "quasi", "vice", "semi"};

bool in_word(char32_t c) { return is_letter(c) || is_mark(c) || is_digit(c); }

// FNV-1a over the lower-cased characters; all kinds of hyphen count as one.
class WordHash {
 public:
  void add(char32_t c) {
    hash_ = (hash_ ^ static_cast<std::uint64_t>(is_hyphen(c) ? U'-' : lower(c))) * 0x100000001B3U;
  }
  void add(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const auto [c, bytes] = decode(text, i);
      add(c);
      i += bytes;
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325U;
};

struct Break {
  std::string_view first;   // "regu", without its hyphen
  std::string_view second;  // "lation"
  char32_t hyphen = 0;
};

// The parts of a word broken between the lines; empty parts when there is none.
Break parts_of(std::string_view line, std::string_view next) {
  Break out;
  if (line.empty() || next.empty()) return out;
  const char32_t last = last_character(line);
  if (!is_hyphen(last)) return out;
  std::string bytes;
  append_utf8(bytes, last);
  std::string_view before = line.substr(0, line.size() - bytes.size());
  const std::size_t space = before.rfind(' ');
  if (space != std::string_view::npos) before.remove_prefix(space + 1);
  while (!before.empty() && !in_word(first_character(before))) {
    before.remove_prefix(decode(before, 0).bytes);
  }
  if (before.empty() || !in_word(last_character(before))) return out;
  std::size_t end = 0;
  while (end < next.size()) {
    const auto [c, size] = decode(next, end);
    if (!in_word(c)) break;
    end += size;
  }
  if (end == 0) return out;
  return {before, next.substr(0, end), last};
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  WordHash x, y;
  x.add(a), y.add(b);
  return x.value() == y.value();
}

// "undang-undang", "perundang-undangan": a word said twice, as Indonesian and Malay do.
bool reduplicated(std::string_view first, std::string_view second) {
  constexpr std::size_t kShortest = 4;
  const std::size_t shorter = std::min(first.size(), second.size());
  for (std::size_t n = shorter; n >= kShortest; --n) {
    if (same_ignoring_case(first.substr(first.size() - n), second.substr(0, n))) return true;
  }
  return false;
}

std::string_view after_last_hyphen(std::string_view word) {
  const std::size_t at = word.rfind('-');
  return at == std::string_view::npos ? word : word.substr(at + 1);
}

}  // namespace

Hyphens::Hyphens(const std::vector<Page>& pages) {
  std::vector<Break> breaks;
  const Line* previous = nullptr;
  for (const Page& page : pages) {
    for (const Line& line : page.lines) {
      if (previous != nullptr) {
        const Break found = parts_of(previous->text, line.text);
        if (!found.first.empty()) breaks.push_back(found);
      }
      previous = &line;
    }
  }
  if (breaks.empty()) return;
  for (const Page& page : pages) {
    for (const Line& line : page.lines) {
      WordHash hash;
      bool open = false;
      for (std::size_t i = 0; i < line.text.size();) {
        const auto [c, bytes] = decode(line.text, i);
        i += bytes;
        if (in_word(c) || (open && is_hyphen(c) && i < line.text.size() &&
                           in_word(decode(line.text, i).character))) {
          if (is_hyphen(c)) words_.insert(hash.value());  // "mud" of "mud-slinging"
          hash.add(c), open = true;
          continue;
        }
        // A word that ends in a hyphen at the line's end is half a word.
        if (open && !(is_hyphen(c) && i >= line.text.size())) words_.insert(hash.value());
        hash = WordHash(), open = false;
      }
      if (open) words_.insert(hash.value());
    }
  }
  for (const Break& b : breaks) {
    const Verdict verdict = from_document(b.first, b.second);
    if (verdict == Verdict::kDrop) ++dropped_;
    if (verdict == Verdict::kKeep) ++kept_;
  }
}

bool Hyphens::knows(std::string_view word) const {
  WordHash hash;
  hash.add(word);
  return words_.contains(hash.value());
}

Hyphens::Verdict Hyphens::from_document(std::string_view first, std::string_view second) const {
  WordHash joined, hyphenated;
  joined.add(first), joined.add(second);
  hyphenated.add(first), hyphenated.add(U'-'), hyphenated.add(second);
  const bool as_one = words_.contains(joined.value());
  const bool as_two = words_.contains(hyphenated.value());
  if (as_one == as_two) return Verdict::kUnknown;
  return as_one ? Verdict::kDrop : Verdict::kKeep;
}

Hyphens::Join Hyphens::join(std::string_view line, std::string_view next) const {
  const auto [first, second, hyphen] = parts_of(line, next);
  if (hyphen == kSoftHyphen) return Join::kDrop;
  if (first.empty()) return Join::kSpace;
  if (!is_lower(first_character(second)) || !is_letter(last_character(first))) return Join::kKeep;
  switch (from_document(first, second)) {
    case Verdict::kDrop:
      return Join::kDrop;
    case Verdict::kKeep:
      return Join::kKeep;
    case Verdict::kUnknown:
      break;
  }
  const std::string_view part = after_last_hyphen(first);
  const bool prefix = std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                                  [&](auto p) { return same_ignoring_case(p, part); });
  if (prefix || reduplicated(part, second)) return Join::kKeep;
  // No example of this word: do as the document does elsewhere. Where it never breaks a word that
  // is otherwise written as one, its hyphens at line ends are all its own.
  if (kept_ > dropped_) return Join::kKeep;
  const bool two_words = part.size() > 2 && second.size() > 2 && knows(part) && knows(second);
  return dropped_ == 0 && two_words ? Join::kKeep : Join::kDrop;
}

}  // namespace lontar::parsers::pdf
