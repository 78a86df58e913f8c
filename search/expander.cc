#include "search/expander.h"

#include <algorithm>
#include <utility>

#include "text/clusters.h"
#include "text/fold.h"

namespace lontar::search {
namespace {

// Whether a document can be asked to have this: what else an AND holds asks for no word.
bool asks_for_words(const Node& node) {
  return node.op != Op::kNot && node.op != Op::kFacet && node.op != Op::kDates &&
         node.op != Op::kAll;
}

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text,
                              [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
}

// Whether a word of Latin letters stands here with accents. Traditional characters and the vowel
// marks of Jawi are no accents in this sense: who types them would be content without.
bool has_accents(const Word& word) {
  return !word.exact && !is_ascii(word.text) && is_ascii(text::fold(word.text));
}

bool has_accents(const Node& node) {
  return std::ranges::any_of(node.words, [](const Word& word) { return has_accents(word); }) ||
         std::ranges::any_of(node.children, [](const Node& child) { return has_accents(child); });
}

bool may_be_grammar(const Node& node) {
  return node.op == Op::kWord && node.field.empty() && !node.words[0].exact;
}

// The forms whose terms are the most frequent, their order kept; how many terms there were.
std::size_t keep_most_frequent(std::vector<Form>& forms, const Vocabulary& vocabulary) {
  std::vector<std::pair<std::uint32_t, std::string>> terms;
  for (const Form& form : forms) {
    const auto number = vocabulary.find(form.term);
    terms.emplace_back(number ? vocabulary.documents(*number) : 0, form.term);
  }
  std::ranges::sort(terms, std::greater<>());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  const std::size_t all = terms.size();
  if (all <= kMaxForms) return all;
  std::unordered_set<std::string> kept;
  for (std::size_t i = 0; i < kMaxForms; ++i) kept.insert(terms[i].second);
  std::erase_if(forms, [&](const Form& form) { return !kept.contains(form.term); });
  return all;
}

}  // namespace

Expander::Expander(Knowledge knowledge) : knowledge_(std::move(knowledge)) {
  for (const text::Language& language : knowledge_.languages->all()) {
    grammars_.push_back({{language.stop_words.begin(), language.stop_words.end()}});
    auto stemmer = text::Stemmer::make(language.stemmer);
    if (stemmer) stemmers_.emplace(language.code, std::move(*stemmer));
  }
}

void Expander::expand(Query& query, const Vocabulary& vocabulary) {
  with_accents_ = has_accents(query.root);
  expand(query.root, vocabulary, query);
}

void Expander::expand(Node& node, const Vocabulary& vocabulary, Query& query) {
  if (node.op == Op::kAnd) excuse_stop_words(node);
  if (node.op == Op::kWord || node.op == Op::kNear) {
    for (Word& word : node.words) add_forms(word, vocabulary, query);
  }
  for (Node& child : node.children) {
    if (child.required) expand(child, vocabulary, query);
  }
}

void Expander::excuse_stop_words(Node& all) const {
  const Grammar* grammar = grammar_of(all);
  if (!grammar) return;
  const auto is_stop_word = [&](const Node& node) {
    return may_be_grammar(node) && grammar->stop_words.contains(node.words[0].text);
  };
  const bool another = std::ranges::any_of(all.children, [&](const Node& child) {
    return asks_for_words(child) && !is_stop_word(child);
  });
  if (!another) return;
  for (Node& child : all.children) child.required = !is_stop_word(child);
}

// A question is in one language: in Vietnamese "do" (freedom's second syllable) is no word of
// English grammar. It is the one that knows most of its words as grammar, the first of equals.
const Expander::Grammar* Expander::grammar_of(const Node& all) const {
  const Grammar* best = nullptr;
  std::ptrdiff_t most = 0;
  for (const Grammar& grammar : grammars_) {
    const auto known = std::ranges::count_if(all.children, [&](const Node& node) {
      return may_be_grammar(node) && grammar.stop_words.contains(node.words[0].text);
    });
    if (known > most) {
      most = known;
      best = &grammar;
    }
  }
  return best;
}

text::Stemmer* Expander::stemmer(std::string_view language) {
  const auto known = stemmers_.find(language);
  return known == stemmers_.end() ? nullptr : &known->second;
}

void Expander::add_forms(Word& word, const Vocabulary& vocabulary, Query& query) {
  if (word.exact) return;
  const auto add = [&](Vocabulary::Number number, FormKind kind, std::string_view language) {
    const std::string_view term = vocabulary.term(number);
    if (term == word.text) return;
    word.forms.push_back({std::string(term), kind, std::string(language)});
  };
  for (const std::string_view language : vocabulary.languages()) {
    text::Stemmer* its = stemmer(language);
    if (!its) continue;
    for (const auto number : vocabulary.same_stem(language, its->stem(word.text))) {
      add(number, FormKind::kStem, language);
    }
  }
  // Who types accents means them, and means a word without where there is none, as long as the
  // corpus knows the word: in Vietnamese "quyền" and "quyển" are two words, "quy" a third.
  if (!with_accents_ || !vocabulary.find(word.text)) {
    for (const auto number : vocabulary.same_fold(text::fold(word.text))) {
      add(number, FormKind::kFold, "");
    }
  }
  if (text::is_unspaced(word.text)) {
    const ScriptTerms& scripts = vocabulary.scripts();
    for (const std::uint32_t id : scripts.compounds_of(word.text)) {
      word.forms.push_back({scripts.term(id), FormKind::kPart, ""});
    }
    word.anywhere = word.forms.empty() && !vocabulary.find(word.text);
  }
  const std::size_t found = keep_most_frequent(word.forms, vocabulary);
  if (found > kMaxForms) {
    query.warnings.push_back({"many-forms",
                              {{"text", word.text},
                               {"count", std::to_string(found)},
                               {"limit", std::to_string(kMaxForms)}}});
  }
}

}  // namespace lontar::search
