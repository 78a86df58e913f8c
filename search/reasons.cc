#include "search/reasons.h"

#include <algorithm>
#include <optional>

#include "search/query_lexer.h"
#include "search/written_string.h"

namespace lontar::search {
namespace {

// The words of a node as they were typed, in their order.
void collect_terms(const Node& node, std::vector<std::string>& terms) {
  if (node.op == Op::kConcept) return collect_terms(node.children[0], terms);
  for (const Word& word : node.words) terms.push_back(word.text);
  if (!node.words.empty()) return;
  for (const Node& child : node.children) collect_terms(child, terms);
}

// The name by which a document has the concept, when it is not the typed one.
const Node* other_name(const Node& concept_node, const Evaluator& evaluator,
                       Xapian::docid document) {
  const auto holds = [&](const Node& child) { return evaluator.holds(child, document); };
  const auto& names = concept_node.children;
  if (holds(names[0])) return nullptr;
  const auto found = std::find_if(names.begin() + 1, names.end(), holds);
  return found == names.end() ? nullptr : &*found;
}

// A single word that counts in other forms too.
const Node* plain_word(const Node& node) {
  if (node.op == Op::kConcept) return plain_word(node.children[0]);
  const bool plain = node.op == Op::kWord && !node.words[0].exact && !written_borders(node);
  return plain ? &node : nullptr;
}

// A text outside quotes that is no operand of anything.
bool is_plain(const std::vector<Lexeme>& lexemes, std::size_t at) {
  const auto is = [&](std::size_t place, Piece piece) {
    return place < lexemes.size() && lexemes[place].piece == piece;
  };
  const bool bound =
      at > 0 && (is(at - 1, Piece::kField) || is(at - 1, Piece::kNot) || is(at - 1, Piece::kNear));
  return is(at, Piece::kText) && !lexemes[at].prefix && !bound && !is(at + 1, Piece::kNear);
}

}  // namespace

Reasons::Reasons(std::string_view text, const Query& query, const Matches& matches,
                 const Evaluator& evaluator, text::Analyzer& analyzer)
    : text_(text), evaluator_(evaluator), analyzer_(analyzer) {
  if (matches.relaxed == Relaxed::kNo) add_all(query.root);
  for (const Evidence& evidence : matches.evidence) add(evidence.node, &evidence.documents);
}

void Reasons::add_all(const Node& node) {
  if (node.op == Op::kAnd && node.words.empty()) {
    for (const Node& child : node.children) add_all(child);
  } else if (node.required && (node.op == Op::kConcept || plain_word(node))) {
    add(node, nullptr);
  }
}

void Reasons::add(const Node& node, const DocSet* documents) {
  if (!node.field.empty()) return;
  std::vector<std::string> terms;
  collect_terms(node, terms);
  typed_.push_back({&node, documents, to_text(node, " "), demanding(text_, terms, analyzer_)});
}

std::vector<Reason> Reasons::of(Xapian::docid document) const {
  std::vector<Reason> reasons;
  for (const Typed& typed : typed_) {
    const auto because = [&](Reason::Kind kind, std::string found) {
      reasons.push_back({kind, typed.text, std::move(found), typed.demanding});
    };
    if (typed.documents && !typed.documents->has(document)) {
      because(Reason::Kind::kLacks, "");
      continue;
    }
    if (typed.node->op == Op::kConcept) {
      if (const Node* name = other_name(*typed.node, evaluator_, document)) {
        because(Reason::Kind::kOtherName, name->value);
        continue;
      }
    }
    if (const Node* word = plain_word(*typed.node)) {
      const auto form = evaluator_.form_in(word->words[0], word->field, document);
      if (form && *form != word->words[0].text) because(Reason::Kind::kOtherForm, *form);
    }
  }
  return reasons;
}

std::string demanding(std::string_view text, const std::vector<std::string>& terms,
                      text::Analyzer& analyzer) {
  struct Cut {
    std::string term;  // "": something across which nothing stands together
    std::size_t begin = 0;
    std::size_t end = 0;  // of the text that it was cut from
  };
  std::vector<Cut> cuts;
  const std::vector<Lexeme> lexemes = lex(text).lexemes;
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    const Lexeme& lexeme = lexemes[i];
    if (!is_plain(lexemes, i)) {
      cuts.push_back({});
      continue;
    }
    for (const text::OwnedToken& token : analyzer.tokens(lexeme.text)) {
      cuts.push_back({token.term, lexeme.at, lexeme.at + lexeme.text.size()});
    }
  }
  const auto found =
      std::search(cuts.begin(), cuts.end(), terms.begin(), terms.end(),
                  [](const Cut& cut, const std::string& term) { return cut.term == term; });
  if (terms.empty() || found == cuts.end()) return "";
  const std::size_t end = (found + static_cast<std::ptrdiff_t>(terms.size()) - 1)->end;
  std::string quoted(text.substr(0, found->begin));
  quoted.append("\"").append(text.substr(found->begin, end - found->begin)).append("\"");
  return quoted.append(text.substr(end));
}

}  // namespace lontar::search
