#include "search/wanted.h"

#include <algorithm>

namespace lontar::search {
namespace {

void collect(const Node& node, std::vector<Asked>& asked);

// What was typed is asked for word by word; each addition stands for all of it.
void collect_concept(const Node& node, std::vector<Asked>& asked) {
  std::vector<Asked> typed;
  collect(node.children[0], typed);
  std::vector<Asked> additions;
  for (std::size_t i = 1; i < node.children.size(); ++i) collect(node.children[i], additions);
  for (Asked& one : typed) {
    for (const Asked& addition : additions) {
      one.words.insert(one.words.end(), addition.words.begin(), addition.words.end());
      one.beginnings.insert(one.beginnings.end(), addition.beginnings.begin(),
                            addition.beginnings.end());
      one.together.insert(one.together.end(), addition.together.begin(), addition.together.end());
    }
    asked.push_back(std::move(one));
  }
}

void add_word(const Word& word, std::vector<Asked>& asked) {
  const bool known = std::ranges::any_of(asked, [&](const Asked& one) {
    return !one.words.empty() && one.words[0]->text == word.text &&
           one.words[0]->exact == word.exact;
  });
  if (!known) asked.push_back({{&word}, {}, {}});
}

void collect(const Node& node, std::vector<Asked>& asked) {
  if (!node.required) return;
  switch (node.op) {
    case Op::kWord:
      add_word(node.words[0], asked);
      break;
    case Op::kPrefix:
      asked.push_back({{}, {node.words[0].text}, {}});
      break;
    case Op::kPhrase:
    case Op::kNear:
      asked.push_back({{}, {}, {&node}});
      break;
    case Op::kConcept:
      collect_concept(node, asked);
      break;
    case Op::kAnd:
    case Op::kOr:
      for (const Node& child : node.children) collect(child, asked);
      break;
    default:
      break;
  }
}

}  // namespace

Wanted wanted_of(const Node& root) {
  Wanted wanted;
  collect(root, wanted.asked);
  return wanted;
}

}  // namespace lontar::search
