#include "search/query.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "index/schema.h"
#include "knowledge/thesaurus.h"
#include "search/date_range.h"
#include "search/query_lexer.h"
#include "search/word_fields.h"
#include "text/clusters.h"

namespace lontar::search {
namespace {

bool is_words(const Node& node) {
  return node.op == Op::kWord || node.op == Op::kPhrase || node.op == Op::kNear;
}

// "TIP", but not the "AND" of "AND,": shown in capitals it would be an operator.
bool in_capitals(std::string_view written) {
  return knowledge::Thesaurus::as_abbreviation(written) &&
         lex(written).lexemes[0].piece == Piece::kText;
}

class Parser {
 public:
  Parser(std::string_view text, text::Analyzer& analyzer)
      : lexed_(lex(text)), analyzer_(analyzer) {}

  Query run() {
    if (lexed_.unclosed) warn({"open-quote"});
    std::vector<Node> parts;
    while (more()) {
      if (auto node = parse_or()) parts.push_back(std::move(*node));
      if (more() && peek().piece == Piece::kClose) {
        warn({"stray-close"});
        ++at_;
      }
    }
    if (words_left_ == 0) {
      warn({"many-words", {{"limit", std::to_string(kMaxWords)}}});
    }
    Query query;
    query.root = joined(Op::kAnd, std::move(parts)).value_or(Node{});
    query.warnings = std::move(warnings_);
    query.all_required = and_typed_;
    return query;
  }

 private:
  using Parsed = std::optional<Node>;  // nothing: a piece that asks for nothing

  bool more() const { return at_ < lexed_.lexemes.size(); }
  const Lexeme& peek() const { return lexed_.lexemes[at_]; }
  bool take(Piece piece) {
    if (!more() || peek().piece != piece) return false;
    ++at_;
    return true;
  }
  void warn(Notice notice) { add_once(warnings_, std::move(notice)); }

  // One node of many; children of the same kind are taken up, a single one stands for itself.
  static Parsed joined(Op op, std::vector<Node> nodes) {
    std::vector<Node> flat;
    for (Node& node : nodes) {
      if (node.op == op && node.words.empty()) {
        std::ranges::move(node.children, std::back_inserter(flat));
      } else {
        flat.push_back(std::move(node));
      }
    }
    if (flat.empty()) return {};
    if (flat.size() == 1) return std::move(flat.front());
    Node node;
    node.op = op;
    node.children = std::move(flat);
    return node;
  }

  // or := and (OR and)*
  Parsed parse_or() {
    std::vector<Node> branches;
    do {
      if (auto branch = parse_and()) branches.push_back(std::move(*branch));
    } while (take(Piece::kOr));
    return joined(Op::kOr, std::move(branches));
  }

  // and := unary ((AND)? unary)*
  Parsed parse_and() {
    std::vector<Node> parts;
    while (more() && peek().piece != Piece::kOr && peek().piece != Piece::kClose) {
      if (take(Piece::kAnd)) {
        and_typed_ = true;
        continue;
      }
      if (unspaced_text(at_) && unspaced_text(at_ + 1)) {
        if (auto run = parse_run()) parts.push_back(std::move(*run));
      } else if (auto part = parse_unary()) {
        parts.push_back(std::move(*part));
      }
    }
    return joined(Op::kAnd, std::move(parts));
  }

  // Whether a plain text in a script without spaces stands here: spaces around it are of no
  // account.
  bool unspaced_text(std::size_t at) const {
    if (at >= lexed_.lexemes.size()) return false;
    const Lexeme& lexeme = lexed_.lexemes[at];
    const bool operand =
        at + 1 < lexed_.lexemes.size() && lexed_.lexemes[at + 1].piece == Piece::kNear;
    return lexeme.piece == Piece::kText && !lexeme.prefix && !operand &&
           text::is_unspaced(lexeme.text);
  }

  // run := text text+, which may stand in a document as one string.
  Parsed parse_run() {
    Node run;
    run.op = Op::kAnd;
    run.field = field_;
    while (unspaced_text(at_)) {
      const std::string& piece = lexed_.lexemes[at_++].text;
      auto part = words(piece, field_, false);
      if (!part) continue;
      for (const Word& word : part->words) run.words.push_back({word.text, false, {}});
      run.value += (run.value.empty() ? "" : " ") + piece;
      run.children.push_back(std::move(*part));
    }
    if (run.children.empty()) return {};
    if (run.children.size() == 1) return std::move(run.children[0]);
    return run;
  }

  Parsed parse_unary() {
    bool negated = false;
    bool any = false;
    while (take(Piece::kNot)) {
      negated = !negated;
      any = true;
    }
    const bool nothing_follows = !more() || peek().piece == Piece::kOr ||
                                 peek().piece == Piece::kClose || peek().piece == Piece::kAnd;
    if (any && nothing_follows) {
      warn({"empty-not"});
      return {};
    }
    Parsed operand = parse_near();
    if (!operand || !negated) return operand;
    if (operand->op == Op::kNot) return std::move(operand->children[0]);
    Node node;
    node.op = Op::kNot;
    node.children.push_back(std::move(*operand));
    return node;
  }

  // near := primary (NEAR primary)*, of words only; anything else is read as AND.
  Parsed parse_near() {
    Parsed left = parse_primary();
    while (more() && peek().piece == Piece::kNear) {
      const unsigned window = peek().window;
      ++at_;
      const bool nothing_follows = !more() || peek().piece == Piece::kOr ||
                                   peek().piece == Piece::kClose || peek().piece == Piece::kAnd;
      Parsed right = nothing_follows ? Parsed() : parse_primary();
      if (!left || !right) {
        warn({"empty-near"});
        if (right) left = std::move(right);
        continue;
      }
      left = near(std::move(*left), std::move(*right), window);
    }
    return left;
  }

  Parsed near(Node left, Node right, unsigned window) {
    const bool possible = is_words(left) && is_words(right) && left.field == right.field &&
                          (left.op != Op::kNear || left.window == window);
    if (!possible) {
      warn({"near-as-and"});
      std::vector<Node> both;
      both.push_back(std::move(left));
      both.push_back(std::move(right));
      return joined(Op::kAnd, std::move(both));
    }
    if (left.op == Op::kPhrase || right.op == Op::kPhrase) {
      warn({"near-phrase"});
    }
    left.op = Op::kNear;
    left.window = window;
    std::vector<Word> distinct;
    for (const Node* side : {&left, &right}) {
      for (const Word& word : side->words) {
        const auto known = std::ranges::find(distinct, word.text, &Word::text);
        if (known != distinct.end()) {
          known->exact |= word.exact;
        } else {
          distinct.push_back(word);
        }
      }
    }
    left.words = std::move(distinct);
    if (left.words.size() == 1) left = word_node(left.field, Op::kWord, std::move(left.words[0]));
    return left;
  }

  Parsed parse_primary() {
    if (!more()) return {};
    const Lexeme lexeme = lexed_.lexemes[at_++];
    switch (lexeme.piece) {
      case Piece::kOpen:
        return parenthesised("");
      case Piece::kField:
        return field(lexeme.text);
      case Piece::kQuoted:
        return words(lexeme.text, field_, true);
      case Piece::kText:
        return lexeme.prefix ? prefix(lexeme.text) : words(lexeme.text, field_, false);
      case Piece::kNear:
        warn({"empty-near"});
        return {};
      default:
        return {};
    }
  }

  Parsed parenthesised(const std::string& field) {
    if (depth_ == kMaxDepth) {
      warn({"deep-parentheses", {{"limit", std::to_string(kMaxDepth)}}});
      return {};
    }
    const std::string outer = std::exchange(field_, field.empty() ? field_ : field);
    ++depth_;
    Parsed inside = parse_or();
    --depth_;
    field_ = outer;
    if (!take(Piece::kClose)) warn({"open-parenthesis"});
    return inside;
  }

  Parsed field(const std::string& name) {
    if (word_field(name)) {
      if (take(Piece::kOpen)) return parenthesised(name);
      const std::string outer = std::exchange(field_, name);
      Parsed operand = parse_value();
      field_ = outer;
      return operand;
    }
    if (!more() || (peek().piece != Piece::kText && peek().piece != Piece::kQuoted)) {
      return words(name, field_, false);
    }
    const std::string value = peek().text;
    if (name == "date" || name == "year") return ++at_, dates(name, value);
    if (const auto facet = index::facet_named(name)) {
      ++at_;
      Node node;
      node.op = Op::kFacet;
      node.facet = *facet;
      node.value = value;
      return node;
    }
    warn({"no-field", {{"field", name}}});
    return words(name + " " + lexed_.lexemes[at_++].text, field_, false);
  }

  Parsed parse_value() {
    const bool a_value = more() && (peek().piece == Piece::kText || peek().piece == Piece::kQuoted);
    if (a_value) return parse_primary();
    warn({"empty-field", {{"field", field_}}});
    return {};
  }

  Parsed dates(const std::string& name, const std::string& value) {
    const auto range = date_range(value);
    if (!range) {
      warn({"no-date", {{"text", name + ":" + value}}});
      return {};
    }
    Node node;
    node.op = Op::kDates;
    std::tie(node.from, node.to) = *range;
    node.value = value;
    if (node.from > node.to) warn({"backward-dates", {{"text", name + ":" + value}}});
    return node;
  }

  static Node word_node(const std::string& field, Op op, Word word) {
    Node node;
    node.op = op;
    node.field = field;
    node.words.push_back(std::move(word));
    return node;
  }

  // A quoted text is a phrase. A run without white space is a phrase of its parts where signs join
  // them ("33/PUU-IX/2011"), and words of their own where nothing does (a Thai sentence), which
  // remember what they were cut from.
  Parsed words(const std::string& text, const std::string& field, bool quoted) {
    auto tokens = analyzer_.tokens(text);
    if (tokens.empty()) {
      warn({"no-word", {{"text", text}}});
      return {};
    }
    tokens.resize(std::min(tokens.size(), words_left_));
    words_left_ -= tokens.size();
    if (quoted) return phrase(tokens.begin(), tokens.end(), field, true);
    std::vector<Node> parts;
    for (auto begin = tokens.begin(); begin != tokens.end();) {
      auto end = begin + 1;
      while (end != tokens.end() && end->begin > (end - 1)->end) ++end;
      Node part = phrase(begin, end, field, false);
      if (!part.joined) {
        part.words[0].capitals = in_capitals(text.substr(begin->begin, begin->end - begin->begin));
      }
      parts.push_back(std::move(part));
      begin = end;
    }
    auto node = joined(Op::kAnd, std::move(parts));
    if (node && node->op == Op::kAnd && text.find(' ') == std::string::npos) {
      node->field = field;
      node->value = text.substr(0, closed(text, tokens.back().end));
      for (const auto& token : tokens) node->words.push_back({token.term, false, {}});
    }
    return node;
  }

  // `end`, or behind the parentheses that close those opened before it: read alone, they are signs.
  static std::size_t closed(const std::string& text, std::size_t end) {
    auto open = std::count(text.begin(), text.begin() + static_cast<long>(end), '(') -
                std::count(text.begin(), text.begin() + static_cast<long>(end), ')');
    for (; open > 0 && end < text.size(); ++end) open -= text[end] == ')';
    return end;
  }

  template <class Iterator>
  static Node phrase(Iterator begin, Iterator end, const std::string& field, bool exact) {
    Node node;
    node.op = end - begin == 1 ? Op::kWord : Op::kPhrase;
    node.field = field;
    node.joined = !exact && node.op == Op::kPhrase;
    for (auto token = begin; token != end; ++token) {
      node.words.push_back({token->term, exact || node.op == Op::kPhrase, {}});
    }
    return node;
  }

  Parsed prefix(const std::string& text) {
    const auto tokens = analyzer_.tokens(text);
    if (tokens.size() != 1) {
      warn({"beginning-of-several", {{"text", text}}});
      return words(text, field_, false);
    }
    const auto letters = std::ranges::count_if(tokens[0].term, [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // not a continuation byte
    });
    if (static_cast<std::size_t>(letters) < kMinPrefixLetters) {
      warn({"short-beginning", {{"text", text}, {"limit", std::to_string(kMinPrefixLetters)}}});
      return words(text, field_, false);
    }
    if (words_left_ == 0) return {};
    if (prefixes_left_ == 0) {
      warn({"many-beginnings", {{"limit", std::to_string(kMaxPrefixes)}}});
      return words(text, field_, false);
    }
    --prefixes_left_;
    --words_left_;
    return word_node(field_, Op::kPrefix, {tokens[0].term, false, {}});
  }

  Lexed lexed_;
  text::Analyzer& analyzer_;
  Notices warnings_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool and_typed_ = false;
  std::size_t words_left_ = kMaxWords;
  std::size_t prefixes_left_ = kMaxPrefixes;
  std::string field_;
};

}  // namespace

Query parse_query(std::string_view text, text::Analyzer& analyzer) {
  return Parser(text, analyzer).run();
}

}  // namespace lontar::search
