#include "search/query_units.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "search/word_fields.h"

namespace lontar::search {
namespace {

// Without operators that wait for something.
void strip(Lexemes& lexemes) {
  const auto waits = [](const Lexeme& last) {
    return !is_operand(last) && last.piece != Piece::kClose;
  };
  while (!lexemes.empty() && waits(lexemes.back())) lexemes.pop_back();
  const auto begins = std::ranges::find_if(lexemes, [](const Lexeme& lexeme) {
    return lexeme.piece != Piece::kOr && lexeme.piece != Piece::kAnd &&
           lexeme.piece != Piece::kNear;
  });
  lexemes.erase(lexemes.begin(), begins);
}

bool has_or(const Lexemes& lexemes) {
  int open = 0;
  return std::ranges::any_of(lexemes, [&](const Lexeme& lexeme) {
    open += (lexeme.piece == Piece::kOpen) - (lexeme.piece == Piece::kClose);
    return lexeme.piece == Piece::kOr && open == 0;
  });
}

// A closing parenthesis without an opening one ends what OR reaches over. Without it, what stands
// on either side is put into parentheses of its own.
Lexemes paired(const Lexemes& lexemes) {
  std::vector<Lexemes> parts(1);
  int open = 0;
  for (const Lexeme& lexeme : lexemes) {
    if (lexeme.piece == Piece::kClose && open == 0) {
      parts.emplace_back();
      continue;
    }
    open += (lexeme.piece == Piece::kOpen) - (lexeme.piece == Piece::kClose);
    parts.back().push_back(lexeme);
  }
  Lexemes out;
  for (Lexemes& part : parts) {
    strip(part);
    auto left_open = std::ranges::count(part, Piece::kOpen, &Lexeme::piece) -
                     std::ranges::count(part, Piece::kClose, &Lexeme::piece);
    const bool group = parts.size() > 1 && has_or(part);
    if (group) out.push_back({Piece::kOpen, "", false});
    std::ranges::move(part, std::back_inserter(out));
    for (left_open += group; left_open > 0; --left_open) out.push_back({Piece::kClose, "", false});
  }
  return out;
}

// Takes the lexemes up one after the other, as the parser does.
class Cutter {
 public:
  explicit Cutter(Lexemes lexemes) : lexemes_(std::move(lexemes)) {}

  CutUp run() {
    CutUp cut;
    for (const Lexeme& lexeme : lexemes_) cut.and_typed |= lexeme.piece == Piece::kAnd;
    while (at_ < lexemes_.size()) {
      if (at(Piece::kOr)) cut.or_typed = true;
      if (at(Piece::kAnd) || at(Piece::kOr)) {
        ++at_;
      } else if (Unit next = unit(); !next.lexemes.empty()) {
        cut.units.push_back(std::move(next));
      }
    }
    return cut;
  }

 private:
  bool at(Piece piece) const { return at_ < lexemes_.size() && lexemes_[at_].piece == piece; }
  bool nothing_follows() const {
    return at_ == lexemes_.size() || at(Piece::kOr) || at(Piece::kAnd) || at(Piece::kClose);
  }

  // Without lexemes where nothing is asked for.
  Unit unit() {
    Unit unit;
    for (; at(Piece::kNot); ++at_) unit.negated = !unit.negated;
    if (nothing_follows()) return {};
    if (at(Piece::kField)) unit.field = lexemes_[at_++].text;
    unit.lexemes = operand();
    while (at(Piece::kNear)) {
      const Lexeme near = lexemes_[at_++];
      const Lexemes right = nothing_follows() ? Lexemes() : operand();
      if (right.empty()) continue;
      if (!unit.lexemes.empty()) unit.lexemes.push_back(near);
      unit.lexemes.insert(unit.lexemes.end(), right.begin(), right.end());
    }
    return unit;
  }

  // A word, a phrase or what stands in parentheses, with its field. An operator in its place is
  // passed over, and nothing has been asked for.
  Lexemes operand() {
    Lexemes taken;
    if (at(Piece::kField)) taken.push_back(lexemes_[at_++]);
    int open = 0;
    do {
      if (at_ == lexemes_.size()) return taken;
      open += at(Piece::kOpen) - at(Piece::kClose);
      taken.push_back(lexemes_[at_++]);
    } while (open > 0);
    const Piece first = taken[0].piece;
    return first == Piece::kNot || first == Piece::kNear ? Lexemes() : taken;
  }

  const Lexemes lexemes_;
  std::size_t at_ = 0;
};

}  // namespace

CutUp cut_up(std::string_view text) { return Cutter(tidy_lexemes(text)).run(); }

Lexemes tidy_lexemes(std::string_view text) {
  const Lexemes all = lex(text).lexemes;
  Lexemes lexemes;
  for (std::size_t i = 0; i < all.size(); ++i) {
    lexemes.push_back(all[i]);
    if (all[i].piece != Piece::kField) continue;
    const bool operand = i + 1 < all.size() && is_operand(all[i + 1]);
    const bool group = i + 1 < all.size() && all[i + 1].piece == Piece::kOpen;
    if (!word_field(all[i].text)) {
      if (!operand) lexemes.back().piece = Piece::kText;
    } else if (!operand && !group) {
      lexemes.pop_back();
      // With what would work on it.
      while (!lexemes.empty() &&
             (lexemes.back().piece == Piece::kNot || lexemes.back().piece == Piece::kNear)) {
        lexemes.pop_back();
      }
      if (i + 1 < all.size() && all[i + 1].piece == Piece::kNear) ++i;
    }
  }
  return paired(lexemes);
}

std::string written(const Lexeme& lexeme) {
  switch (lexeme.piece) {
    case Piece::kText:
      return lexeme.text + (lexeme.prefix ? "*" : "");
    case Piece::kQuoted:
      return "\"" + lexeme.text + "\"";
    case Piece::kField:
      return lexeme.text + ":";
    case Piece::kOpen:
      return "(";
    case Piece::kClose:
      return ")";
    case Piece::kAnd:
      return "AND";
    case Piece::kOr:
      return "OR";
    case Piece::kNot:
      return "NOT";
    case Piece::kNear:
      return "NEAR/" + std::to_string(lexeme.window);
  }
  return "";
}

std::string text_of(std::span<const Lexeme> lexemes) {
  std::string text;
  bool joins = true;   // what comes next stands directly after what was before
  bool apart = false;  // even a parenthesis must not: "-)" would be an operator
  for (const Lexeme& lexeme : lexemes) {
    if (!joins && (apart || lexeme.piece != Piece::kClose)) text += ' ';
    text += written(lexeme);
    joins = lexeme.piece == Piece::kField || lexeme.piece == Piece::kOpen;
    apart = lexeme.text == "-";
  }
  return text;
}

std::string written(const Unit& unit) {
  const std::string field = unit.field.empty() ? "" : unit.field + ":";
  return (unit.negated ? "NOT " : "") + field + text_of(unit.lexemes);
}

}  // namespace lontar::search
