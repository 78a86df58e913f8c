#include "search/concepts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "search/word_fields.h"

namespace lontar::search {
namespace {

using knowledge::Thesaurus;

// What may be part of a name: a word outside quotes, or words that signs hold together.
bool may_name(const Node& node) {
  return (node.op == Op::kWord && !node.words[0].exact) || (node.op == Op::kPhrase && node.joined);
}

Node node_of(const std::vector<std::string>& words, const std::string& field) {
  Node node;
  node.op = words.size() == 1 ? Op::kWord : Op::kPhrase;
  node.field = field;
  for (const std::string& word : words) node.words.push_back({.text = word, .exact = true});
  return node;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// The concepts of one run of neighbours, and the nodes that they become.
class Run {
 public:
  Run(std::vector<Node> nodes, const Thesaurus& thesaurus, const HoldsTerm& holds,
      std::vector<ExpandedConcept>& expanded)
      : nodes_(std::move(nodes)), thesaurus_(thesaurus), holds_(holds), expanded_(expanded) {}

  std::vector<Node> with_concepts() {
    std::vector<Thesaurus::Word> words;
    std::vector<std::size_t> node_of_word;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (const Word& word : nodes_[i].words) {
        const bool joined = !node_of_word.empty() && node_of_word.back() == i;
        words.push_back({word.text, word.capitals, joined});
        node_of_word.push_back(i);
      }
    }
    std::vector<Node> out;
    std::size_t done = 0;
    for (const Thesaurus::Match& match : thesaurus_.find(words)) {
      const std::size_t after = match.begin + match.count + match.number;
      const std::size_t begin = node_of_word[match.begin];
      const std::size_t end = node_of_word[after - 1] + 1;
      std::ranges::move(nodes_.begin() + done, nodes_.begin() + begin, std::back_inserter(out));
      std::vector<std::string> typed;
      for (std::size_t i = match.begin; i < after; ++i) typed.emplace_back(words[i].term);
      out.push_back(concept_node(match, std::move(typed), begin, end));
      done = end;
    }
    std::ranges::move(nodes_.begin() + done, nodes_.end(), std::back_inserter(out));
    return out;
  }

 private:
  Node concept_node(const Thesaurus::Match& match, std::vector<std::string> typed,
                    std::size_t begin, std::size_t end) {
    const std::string field = nodes_[begin].field;
    Node literal;
    if (end - begin == 1) {
      literal = std::move(nodes_[begin]);
    } else {
      literal.op = Op::kAnd;
      std::ranges::move(nodes_.begin() + begin, nodes_.begin() + end,
                        std::back_inserter(literal.children));
    }
    Node node;
    node.op = Op::kConcept;
    node.locator = match.number > 0;
    node.children.push_back(std::move(literal));
    std::set<std::vector<std::string>> known = {typed};
    for (const std::size_t number : match.concepts) {
      ExpandedConcept expansion;
      const Thesaurus::Concept& found = thesaurus_.concepts()[number];
      expansion.id = found.id;
      expansion.label = found.label;
      expansion.typed = joined(typed);
      for (const Thesaurus::Name& name : found.names) {
        if (found.before_number && same_word(name, match)) {
          add_forms(node.children[0], name, match);
        }
        if (!name.capitals) add_name(name, match, typed, field, known, node, expansion);
      }
      note(std::move(expansion));
    }
    return node.children.size() == 1 ? std::move(node.children[0]) : std::move(node);
  }

  // Before a number, the names of one language are one word: "art" is "article".
  static bool same_word(const Thesaurus::Name& name, const Thesaurus::Match& match) {
    return std::ranges::find(match.languages, name.language) != match.languages.end();
  }

  static void add_forms(Node& literal, const Thesaurus::Name& name, const Thesaurus::Match& match) {
    if (match.count != 1 || literal.op != Op::kAnd || literal.children[0].op != Op::kWord) return;
    Word& word = literal.children[0].words[0];
    for (const Thesaurus::Words& spelling : name.spellings) {
      if (spelling.size() == 1 && spelling[0] != word.text) {
        word.forms.push_back({spelling[0], FormKind::kStem, ""});
      }
    }
  }

  void add_name(const Thesaurus::Name& name, const Thesaurus::Match& match,
                const std::vector<std::string>& typed, const std::string& field,
                std::set<std::vector<std::string>>& known, Node& node,
                ExpandedConcept& expansion) const {
    const auto with_number = [&](std::vector<std::string> words) {
      words.insert(words.end(), typed.end() - static_cast<std::ptrdiff_t>(match.number),
                   typed.end());
      return words;
    };
    for (const Thesaurus::Words& spelling : name.spellings) {
      const std::vector<std::string> words = with_number(spelling);
      if (!known.insert(words).second || adds_nothing(words, typed)) continue;
      const bool here = std::ranges::all_of(
          words, [&](const std::string& word) { return holds_(term_of(field, word)); });
      if (!here) continue;
      // Other numbers and spellings of a name are not told apart from it.
      std::string text =
          match.number == 0 ? name.text : joined(with_number(name.spellings.front()));
      node.children.push_back(node_of(words, field));
      node.children.back().value = text;
      const bool listed = std::ranges::find(expansion.added, text) != expansion.added.end();
      if (!listed) expansion.added.push_back(std::move(text));
    }
  }

  // Where all typed words stand in a name, who has the name has what was typed.
  static bool adds_nothing(const std::vector<std::string>& words,
                           const std::vector<std::string>& typed) {
    return std::ranges::all_of(typed, [&](const std::string& word) {
      return std::ranges::find(words, word) != words.end();
    });
  }

  void note(ExpandedConcept expansion) {
    const bool known = std::ranges::any_of(expanded_, [&](const ExpandedConcept& other) {
      return other.id == expansion.id && other.typed == expansion.typed;
    });
    if (!expansion.added.empty() && !known) expanded_.push_back(std::move(expansion));
  }

  std::vector<Node> nodes_;
  const Thesaurus& thesaurus_;
  const HoldsTerm& holds_;
  std::vector<ExpandedConcept>& expanded_;
};

// Each run of neighbours of one field among the children of an AND, or a word by itself.
class Walker {
 public:
  Walker(const Thesaurus& thesaurus, const HoldsTerm& holds)
      : thesaurus_(thesaurus), holds_(holds) {}

  void walk(Node& node) {
    if (node.op == Op::kNot || node.op == Op::kConcept) return;
    if (may_name(node)) {
      std::vector<Node> one;
      one.push_back(std::move(node));
      node = std::move(run(std::move(one)).front());
      return;
    }
    if (node.op != Op::kAnd) {
      for (Node& child : node.children) walk(child);
      return;
    }
    std::vector<Node> children = std::exchange(node.children, {});
    std::vector<Node> neighbours;
    const auto finish = [&] {
      std::ranges::move(run(std::exchange(neighbours, {})), std::back_inserter(node.children));
    };
    for (Node& child : children) {
      if (!may_name(child)) {
        finish();
        walk(child);
        node.children.push_back(std::move(child));
        continue;
      }
      if (!neighbours.empty() && neighbours.back().field != child.field) finish();
      neighbours.push_back(std::move(child));
    }
    finish();
    // All of it was one name: an AND of one is what it holds, but for the string it was cut from.
    if (node.children.size() == 1 && node.words.empty())
      node = Node(std::move(node.children.front()));
  }

  std::vector<ExpandedConcept> expanded;

 private:
  std::vector<Node> run(std::vector<Node> nodes) {
    return Run(std::move(nodes), thesaurus_, holds_, expanded).with_concepts();
  }

  const Thesaurus& thesaurus_;
  const HoldsTerm& holds_;
};

}  // namespace

Node locators(const Node& root) {
  Node places;
  places.op = Op::kAnd;
  if (root.locator) places.children.push_back(root);
  if (root.op != Op::kAnd) return places;
  for (const Node& child : root.children) {
    if (child.locator) places.children.push_back(child);
  }
  return places;
}

std::vector<ExpandedConcept> add_concepts(Node& root, const Thesaurus& thesaurus,
                                          const HoldsTerm& holds) {
  Walker walker(thesaurus, holds);
  walker.walk(root);
  return std::move(walker.expanded);
}

}  // namespace lontar::search
