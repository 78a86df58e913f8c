#include "search/match_key.h"

#include <algorithm>
#include <cctype>

#include "text/fold.h"

namespace lontar::search {
namespace {

// Signs within a word part it, but for apostrophes, which folding leaves out.
bool parts(char c) { return c != '\'' && std::ispunct(static_cast<unsigned char>(c)) != 0; }

class KeyMaker {
 public:
  // What stands between two words.
  void add_gap(std::string_view gap) {
    if (gap == "." && single_letter_) {
      inside_ = true;
    } else if (!gap.empty()) {
      add_space();
    }
  }

  void add_space() {
    if (key_.folded.empty() || key_.folded.back() == ' ') return;
    key_.folded += ' ';
    key_.plain += ' ';
  }

  // A word of the Analyzer, piece by piece.
  void add_word(std::string_view word) {
    while (!word.empty()) {
      const auto sign = std::ranges::find_if(word, parts);
      const auto length = static_cast<std::size_t>(sign - word.begin());
      add_piece(word.substr(0, length));
      word.remove_prefix(length);
      if (!word.empty()) add_gap(word.substr(0, 1));
      if (!word.empty()) word.remove_prefix(1);
    }
  }

  bool full() const { return key_.folded.size() >= kMaxKeyBytes; }
  MatchKey take() { return std::move(key_); }

 private:
  void add_piece(std::string_view piece) {
    if (piece.empty()) return;
    if (!inside_) {
      key_.starts.push_back({static_cast<std::uint16_t>(key_.folded.size()),
                             static_cast<std::uint16_t>(key_.plain.size())});
    }
    inside_ = false;
    single_letter_ = piece.size() == 1;
    key_.folded += text::fold(piece);
    key_.plain += piece;
  }

  MatchKey key_;
  bool single_letter_ = false;  // the last piece is one letter, maybe of an abbreviation
  bool inside_ = false;         // the next piece goes on with it
};

MatchKey key_of(std::string_view text, text::Analyzer& analyzer, bool whole) {
  KeyMaker maker;
  std::size_t end = 0;
  analyzer.each(text.substr(0, kMaxKeyBytes), [&](const text::Token& token) {
    if (maker.full()) return;
    maker.add_gap(text.substr(end, token.begin - end));
    maker.add_word(token.term);
    end = token.end;
  });
  // A dot may be the middle of an abbreviation that is still being typed.
  const bool complete = end < text.size() && text.substr(end) != ".";
  if (whole || complete) maker.add_space();
  return maker.take();
}

}  // namespace

MatchKey key_of_name(std::string_view name, text::Analyzer& analyzer) {
  return key_of(name, analyzer, true);
}

MatchKey key_of_typed(std::string_view typed, text::Analyzer& analyzer) {
  return key_of(typed, analyzer, false);
}

}  // namespace lontar::search
