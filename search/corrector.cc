#include "search/corrector.h"

#include <algorithm>

#include "index/schema.h"
#include "search/query_lexer.h"
#include "search/word_fields.h"

namespace lontar::search {
namespace {

constexpr std::size_t kMaxUnknown = 4;    // with more, the question is in a language of its own
constexpr std::size_t kNearWords = 8;     // of a word, to choose from
constexpr std::size_t kMaxJoined = 3;     // pieces of a run that a dictionary may have cut wrongly
constexpr std::size_t kLeastLetters = 3;  // of either half of a split word

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool inside_character(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

bool is_value_field(std::string_view name) {
  return name == "date" || name == "year" || index::facet_named(name);
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

bool Corrector::has(std::string_view term, const std::string& field) const {
  if (field.empty()) return vocabulary_.find(term).has_value();
  return database_.term_exists(term_of(field, term));
}

bool Corrector::is_known(const AskedWord& piece) {
  if (has(piece.term, piece.field)) return true;
  for (const text::Language& language : knowledge_.languages->all()) {
    const auto& grammar = language.stop_words;
    if (std::ranges::find(grammar, piece.term) != grammar.end()) return true;
  }
  Query query;
  query.root.op = Op::kWord;
  query.root.field = piece.field;
  query.root.words = {{.text = piece.term}};
  expander_.expand(query, vocabulary_);
  return std::ranges::any_of(query.root.words[0].forms,
                             [&](const Form& form) { return has(form.term, piece.field); });
}

// A word that documents call otherwise is no mistake.
void Corrector::know_concepts(std::vector<AskedWord>& pieces, std::string_view text) const {
  if (!knowledge_.thesaurus) return;
  std::vector<knowledge::Thesaurus::Word> words;
  for (const AskedWord& piece : pieces) {
    const auto written = text.substr(piece.begin, piece.end - piece.begin);
    words.push_back({piece.term, knowledge::Thesaurus::as_abbreviation(written)});
  }
  for (const auto& match : knowledge_.thesaurus->find(words)) {
    for (std::size_t i = 0; i < match.count; ++i) pieces[match.begin + i].known = true;
  }
}

std::vector<Corrector::AskedWord> Corrector::pieces_of(std::string_view text) {
  std::vector<AskedWord> pieces;
  std::vector<std::string> fields{""};  // of the parentheses that are open
  std::string field;                    // of the next thing only
  bool skip = false;                    // the next thing: NOT's, or the value of a facet
  for (const Lexeme& lexeme : lex(text).lexemes) {
    const std::string here = field.empty() ? fields.back() : field;
    const bool passed_over = skip;
    if (lexeme.piece == Piece::kField) {
      if (word_field(lexeme.text)) field = lexeme.text;
      skip = skip || is_value_field(lexeme.text);
      continue;
    }
    if (lexeme.piece == Piece::kNot) {
      skip = true;
      continue;
    }
    field.clear();
    skip = false;
    if (lexeme.piece == Piece::kOpen) fields.push_back(here);
    if (lexeme.piece == Piece::kClose && fields.size() > 1) fields.pop_back();
    if (lexeme.piece != Piece::kText || lexeme.prefix || passed_over) continue;
    for (const text::OwnedToken& token : analyzer_.tokens(lexeme.text)) {
      pieces.push_back({lexeme.at + token.begin, lexeme.at + token.end, token.term, here, true});
      pieces.back().known = is_known(pieces.back());
    }
  }
  know_concepts(pieces, text);
  return pieces;
}

void Corrector::add_near(const std::vector<AskedWord>& pieces, std::size_t first, std::size_t last,
                         const Speller& speller, Options& options) const {
  std::string word;
  for (std::size_t i = first; i <= last; ++i) word += pieces[i].term;
  if (has_digit(word)) return;
  const std::string& field = pieces[first].field;
  for (const Speller::Near& near : speller.near(word, kNearWords)) {
    if (!has(near.term, field)) continue;
    options.push_back({first, last, std::string(near.term), near.cost, near.documents});
  }
}

// Two words that were run together.
void Corrector::add_splits(const std::vector<AskedWord>& pieces, std::size_t at,
                           Options& options) const {
  const std::string_view word = pieces[at].term;
  std::optional<Option> best;
  for (std::size_t cut = 1; cut < word.size(); ++cut) {
    if (inside_character(word, cut)) continue;
    const std::string_view left = word.substr(0, cut);
    const std::string_view right = word.substr(cut);
    if (letters(left) < kLeastLetters || letters(right) < kLeastLetters) continue;
    const auto one = vocabulary_.find(left);
    const auto other = vocabulary_.find(right);
    if (!one || !other || !has(left, pieces[at].field) || !has(right, pieces[at].field)) continue;
    const auto documents = std::min(vocabulary_.documents(*one), vocabulary_.documents(*other));
    if (best && best->documents >= documents) continue;
    best = Option{at, at, std::string(left) + " " + std::string(right), kLetterCost, documents};
  }
  if (best) options.push_back(*std::move(best));
}

// A word that was taken apart by a space; or a misspelled one of a script without spaces, where the
// dictionary found shorter words in it.
void Corrector::add_joins(const std::vector<AskedWord>& pieces, std::size_t at,
                          std::string_view text, const Speller& speller, Options& options) const {
  for (std::size_t first = at + 1 > kMaxJoined ? at + 1 - kMaxJoined : 0; first <= at; ++first) {
    for (std::size_t last = at; last < std::min(pieces.size(), first + kMaxJoined); ++last) {
      if (first == last) continue;
      bool touching = true;
      bool spaced = last == first + 1;
      std::string joined = pieces[first].term;
      for (std::size_t i = first + 1; i <= last; ++i) {
        const auto gap = text.substr(pieces[i - 1].end, pieces[i].begin - pieces[i - 1].end);
        touching &= gap.empty();
        spaced &= gap == " ";
        if (pieces[i].field != pieces[first].field) touching = spaced = false;
        joined += pieces[i].term;
      }
      if (!touching && !spaced) continue;
      const auto known = vocabulary_.find(joined);
      if (known && has(joined, pieces[first].field)) {
        options.push_back({first, last, joined, kLetterCost, vocabulary_.documents(*known)});
      }
      if (touching) add_near(pieces, first, last, speller, options);
    }
  }
}

std::string Corrector::replaced(std::string_view text, const std::vector<AskedWord>& pieces,
                                const Options& chosen, bool without_unknown) const {
  std::string result;
  std::size_t from = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto option = std::ranges::find(chosen, i, &Option::first);
    const bool replace = option != chosen.end();
    if (!replace && (pieces[i].known || !without_unknown)) continue;
    result += text.substr(from, pieces[i].begin - from);
    if (replace) {
      result += option->text;
      i = option->last;
    }
    from = pieces[i].end;
  }
  return result += text.substr(from);
}

// By whole letters wrong; then what occurs together with the rest of the question; then the finer
// differences, and frequency.
std::optional<Corrector::Option> Corrector::best_option(const std::vector<AskedWord>& pieces,
                                                        std::size_t at, std::string_view text,
                                                        const Options& chosen,
                                                        const Speller& speller) {
  Options options;
  add_near(pieces, at, at, speller, options);
  add_splits(pieces, at, options);
  add_joins(pieces, at, text, speller, options);
  if (options.empty()) return {};
  const auto key = [](const Option& option) {
    return std::tuple(option.cost / kLetterCost, !option.fits, option.cost,
                      -static_cast<std::int64_t>(option.documents), std::string_view(option.text));
  };
  const auto before = [&](const Option& a, const Option& b) { return key(a) < key(b); };
  std::ranges::sort(options, before);
  // What is worse by a whole letter cannot win, whatever it occurs with.
  const unsigned least = options[0].cost / kLetterCost;
  std::erase_if(options, [&](const Option& option) { return option.cost / kLetterCost > least; });
  options.resize(std::min(options.size(), kNearWords));
  if (pieces.size() > 1 && options.size() > 1) {
    for (Option& option : options) {
      Options with = chosen;
      with.push_back(option);
      option.fits = matches_(replaced(text, pieces, with, true)) > 0;
    }
  }
  return *std::ranges::min_element(options, before);
}

std::optional<std::string> Corrector::correct(std::string_view text) {
  std::vector<AskedWord> pieces = pieces_of(text);
  const auto unknown = std::ranges::count(pieces, false, &AskedWord::known);
  if (unknown == 0 || static_cast<std::size_t>(unknown) > kMaxUnknown) return {};
  const auto speller = speller_();
  Options chosen;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].known) continue;
    auto option = best_option(pieces, i, text, chosen, *speller);
    if (!option) return {};
    for (std::size_t k = option->first; k <= option->last; ++k) pieces[k].known = true;
    // A join may take in a word that was replaced before: the wider one counts.
    std::erase_if(chosen, [&](const Option& one) {
      return one.first <= option->last && option->first <= one.last;
    });
    i = option->last;
    chosen.push_back(*std::move(option));
  }
  return replaced(text, pieces, chosen, false);
}

}  // namespace lontar::search
