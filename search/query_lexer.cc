#include "search/query_lexer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "index/schema.h"

namespace lontar::search {
namespace {

constexpr unsigned kDefaultNear = 10;

// Quotes that people and word processors type. The first of a pair opens, either may close.
constexpr std::array<std::string_view, 5> kQuotes = {"\"", "“", "”", "«", "»"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::optional<Lexeme> as_operator(std::string_view word) {
  if (word == "AND" || word == "&&") return Lexeme{Piece::kAnd, "", false, 0, 0};
  if (word == "OR" || word == "||") return Lexeme{Piece::kOr, "", false, 0, 0};
  if (word == "NOT") return Lexeme{Piece::kNot, "", false, 0, 0};
  if (word == "NEAR") return Lexeme{Piece::kNear, "", false, kDefaultNear, 0};
  if (!word.starts_with("NEAR/")) return {};
  unsigned window = 0;
  const std::string_view digits = word.substr(5);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), window);
  if (error == std::errc::invalid_argument || end != digits.data() + digits.size()) return {};
  if (error != std::errc{}) window = index::kMaxNear;
  return Lexeme{Piece::kNear, "", false, std::clamp(window, 1u, unsigned{index::kMaxNear}), 0};
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text), rest_(text) {}

  Lexed run() {
    while (skip_space(), !rest_.empty()) step();
    return std::move(lexed_);
  }

 private:
  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }

  void add(Piece piece, std::string_view text = {}, bool prefix = false) {
    const std::size_t at = text.empty() ? 0 : static_cast<std::size_t>(text.data() - text_.data());
    lexed_.lexemes.push_back({piece, std::string(text), prefix, 0, at});
  }

  void step() {
    if (const std::size_t quote = quote_at(rest_)) return quoted(quote);
    if (single('(', Piece::kOpen) || single(')', Piece::kClose)) return;
    const bool before_something = rest_.size() > 1 && !is_space(rest_[1]) && rest_[1] != '-';
    if (rest_.front() == '-' && before_something) {
      rest_.remove_prefix(1);
      return add(Piece::kNot);
    }
    word();
  }

  bool single(char c, Piece piece) {
    if (rest_.front() != c) return false;
    rest_.remove_prefix(1);
    add(piece);
    return true;
  }

  void quoted(std::size_t opening) {
    rest_.remove_prefix(opening);
    std::size_t end = 0;
    while (end < rest_.size() && quote_at(rest_.substr(end)) == 0) ++end;
    add(Piece::kQuoted, rest_.substr(0, end));
    const std::size_t closing = quote_at(rest_.substr(end));
    lexed_.unclosed |= closing == 0;
    rest_.remove_prefix(end + closing);
  }

  // Parentheses inside a word belong to it ("3(1)(b)", "SGHC(A)") as long as they are balanced.
  std::size_t word_length() const {
    std::size_t end = 0;
    int open = 0;
    for (; end < rest_.size(); ++end) {
      const char c = rest_[end];
      if (is_space(c) || quote_at(rest_.substr(end)) > 0) break;
      if (c == '(') ++open;
      if (c == ')' && open-- == 0) break;
    }
    if (open <= 0) return end;
    return std::max<std::size_t>(rest_.substr(0, end).find('('), 1);
  }

  static std::size_t field_length(std::string_view word) {
    std::size_t length = 0;
    while (length < word.size() &&
           (std::islower(static_cast<unsigned char>(word[length])) || word[length] == '_')) {
      ++length;
    }
    return length > 0 && length < word.size() && word[length] == ':' ? length : 0;
  }

  void word() {
    std::string_view word = rest_.substr(0, word_length());
    if (const std::size_t length = field_length(word)) {
      add(Piece::kField, word.substr(0, length));
      rest_.remove_prefix(length + 1);
      return;
    }
    rest_.remove_prefix(word.size());
    if (const auto op = as_operator(word)) {
      lexed_.lexemes.push_back(*op);
      return;
    }
    const bool prefix = word.size() > 1 && word.back() == '*';
    if (prefix) word.remove_suffix(1);
    add(Piece::kText, word, prefix);
  }

  std::string_view text_;
  std::string_view rest_;
  Lexed lexed_;
};

}  // namespace

std::size_t quote_at(std::string_view text) {
  for (const std::string_view quote : kQuotes) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

Lexed lex(std::string_view text) { return Lexer(text).run(); }

}  // namespace lontar::search
