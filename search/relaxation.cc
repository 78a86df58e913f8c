#include "search/relaxation.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "search/ranking_parameters.h"

namespace lontar::search {
namespace {

// What a question is made of once its words need not all be there.
struct Parts {
  Node conditions;          // kAnd of what stays required
  std::vector<Node> words;  // evidence, in the order of the question
  bool quotes = false;      // some of the conditions only stand in quotes
};

bool is_quoted(const Node& node) {
  const bool words = node.op == Op::kWord || node.op == Op::kPhrase;
  return words && node.field.empty() && node.words[0].exact && !node.joined;
}

// "s" of "s 3(1)(b)": half of all documents have it somewhere, so it makes no question of two
// words.
bool is_letter(const Node& node) { return node.op == Op::kWord && node.words[0].text.size() == 1; }

// Words that signs join ("load-deflection") are asked for as a phrase; as evidence they count one
// by one, and proximity rewards those that have them together. But a number or a letter of its own
// says nothing outside its citation ("33/PUU-IX/2011", "G.R.", "3(1)(b)"): that counts as it
// stands.
bool is_citation(const Node& node) {
  return node.op == Op::kPhrase && std::ranges::any_of(node.words, [](const Word& word) {
           const bool number =
               std::ranges::any_of(word.text, [](char c) { return c >= '0' && c <= '9'; });
           return number || word.text.size() == 1;
         });
}

void add_words(const Node& node, std::vector<Node>& words) {
  if (is_citation(node)) {
    words.push_back(node);
    return;
  }
  for (const Word& word : node.words) {
    Node one = node;
    one.op = Op::kWord;
    one.words = {word};
    words.push_back(std::move(one));
  }
}

// Whether a document has the concept by any of its names. Of one that nobody has, the words typed
// count one by one, as of any words that are not together.
bool known(const Node& concept_node, Evaluator& evaluator) {
  const bool one_word = concept_node.children[0].op != Op::kAnd;
  return one_word || evaluator.add(concept_node, false).count() > 0;
}

void take_apart(const Node& node, bool quotes_too, Evaluator& evaluator, Parts& parts) {
  const bool plain = node.op == Op::kWord || node.op == Op::kPhrase || node.op == Op::kConcept;
  if (node.op == Op::kAnd) {
    for (const Node& child : node.children) take_apart(child, quotes_too, evaluator, parts);
  } else if (!node.required) {
    return;
  } else if (is_quoted(node) && !quotes_too) {
    parts.quotes = true;
    parts.conditions.children.push_back(node);
  } else if (plain && node.op != Op::kConcept && node.field.empty()) {
    add_words(node, parts.words);
  } else if (plain && node.op == Op::kConcept) {
    if (known(node, evaluator))
      parts.words.push_back(node);
    else
      take_apart(node.children[0], quotes_too, evaluator, parts);
  } else {
    parts.conditions.children.push_back(node);
  }
}

Parts parts_of(const Node& root, bool quotes_too, Evaluator& evaluator) {
  Parts parts;
  parts.conditions.op = Op::kAnd;
  take_apart(root, quotes_too, evaluator, parts);
  return parts;
}

// Equal words once, with how often they were asked; of very long questions the most telling ones.
struct DistinctWord {
  const Node* node;
  std::size_t times;
  std::size_t place;
  double idf;
};

std::vector<DistinctWord> distinct_words(const Parts& parts, const Evaluator& evaluator,
                                         const Columns& columns) {
  std::map<std::string, DistinctWord> distinct;
  for (std::size_t i = 0; i < parts.words.size(); ++i) {
    const Node& node = parts.words[i];
    auto [known, first] = distinct.try_emplace(to_text(node), DistinctWord{&node, 0, i, 0});
    ++known->second.times;
    if (first) known->second.idf = Bm25::idf(columns.documents, evaluator.frequency(node));
  }
  std::vector<DistinctWord> all;
  for (const auto& [text, word] : distinct) all.push_back(word);
  if (all.size() > kRanking.relaxed_words) {
    std::ranges::sort(all, [](const DistinctWord& a, const DistinctWord& b) {
      const double x = a.idf * static_cast<double>(a.times);
      const double y = b.idf * static_cast<double>(b.times);
      return x != y ? x > y : a.place < b.place;
    });
    all.resize(kRanking.relaxed_words);
  }
  std::ranges::sort(all, {}, &DistinctWord::place);
  return all;
}

struct Held {
  DocSet documents;  // that meet the conditions and hold enough of the evidence
  std::vector<Evidence> evidence;
};

Held match_parts(const Parts& parts, Evaluator& evaluator, const Columns& columns, bool scoring) {
  evaluator.begin(scoring);
  const DocSet matched = evaluator.add(parts.conditions, scoring);
  std::vector<float> weights(columns.last + 1);
  Held held{matched, {}};
  for (const DistinctWord& word : distinct_words(parts, evaluator, columns)) {
    DocSet documents(columns.last);
    for (std::size_t i = 0; i < word.times; ++i) {
      documents = evaluator.add(*word.node, scoring);
    }
    const double idf = Bm25::idf(columns.documents, documents.count());
    const auto weight = static_cast<float>(idf * static_cast<double>(word.times));
    documents.each([&](std::uint32_t document) { weights[document] += weight; });
    held.evidence.push_back({*word.node, std::move(documents)});
  }
  evaluator.forget_strings();
  float most = 0;
  matched.each([&](std::uint32_t document) { most = std::max(most, weights[document]); });
  const float enough = most * static_cast<float>(kRanking.relaxed_share);
  matched.each([&](std::uint32_t document) {
    if (weights[document] <= 0 || weights[document] < enough) held.documents.remove(document);
  });
  return held;
}

}  // namespace

Matches match_question(const Query& query, Evaluator& evaluator, const Columns& columns,
                       bool scoring) {
  DocSet strict = evaluator.evaluate(query.root, scoring);
  const std::size_t found = strict.count();
  if (query.all_required || found >= kRanking.enough_documents) return {strict, strict};
  const Parts parts = parts_of(query.root, false, evaluator);
  const auto words =
      parts.words.size() - static_cast<std::size_t>(std::ranges::count_if(parts.words, is_letter));
  const bool is_long = words >= kRanking.long_question;
  if (words < 2 || (found > 0 && !is_long)) return {strict, strict};

  const auto relaxed = [&](const Parts& asked, Relaxed how) {
    Held held = match_parts(asked, evaluator, columns, scoring);
    if (held.documents.count() > found) {
      const bool first = scoring && words <= kRanking.complete_first_words;
      first ? evaluator.put_complete(strict) : evaluator.let_weights_decide();
      held.documents |= strict;
      return std::optional<Matches>(
          {std::move(held.documents), strict, how, first, std::move(held.evidence)});
    }
    return std::optional<Matches>();
  };
  if (auto matches = relaxed(parts, Relaxed::kWords)) return *std::move(matches);
  if (found == 0 && parts.quotes && is_long) {
    if (auto matches = relaxed(parts_of(query.root, true, evaluator), Relaxed::kQuotesToo)) {
      return *std::move(matches);
    }
  }
  // Nothing more was found; the scores are to be those of the question as it stands.
  return {evaluator.evaluate(query.root, scoring), strict};
}

Notice explain(const Matches& matches, std::size_t complete) {
  if (matches.relaxed == Relaxed::kQuotesToo) return {"relaxed-quotes"};
  if (complete == 0) return {"relaxed-none"};
  if (complete == 1) return {matches.complete_first ? "relaxed-one-first" : "relaxed-one"};
  return {matches.complete_first ? "relaxed-some-first" : "relaxed-some",
          {{"count", std::to_string(complete)}}};
}

}  // namespace lontar::search
