#include "search/wanted.h"

#include <algorithm>

#include "search/written_string.h"

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

// A word that was asked for before is not asked for once more.
void add(Asked one, std::vector<Asked>& asked) {
  const auto same = std::ranges::find_if(asked, [&](const Asked& known) {
    return !one.words.empty() && !known.words.empty() &&
           one.words[0]->text == known.words[0]->text &&
           one.words[0]->exact == known.words[0]->exact;
  });
  if (same == asked.end()) {
    asked.push_back(std::move(one));
  } else {
    same->together.insert(same->together.end(), one.together.begin(), one.together.end());
  }
}

void collect_word(const Node& node, std::vector<Asked>& asked) {
  const auto borders = written_borders(node);
  Asked one;
  if (borders != Borders::kClusters) one.words = {&node.words[0]};
  if (borders) one.together = {&node};
  add(std::move(one), asked);
}

// Where the very string stands that words were cut from, each of them is said to stand.
void collect_run(const Node& node, std::vector<Asked>& asked) {
  std::vector<Asked> words;
  for (const Node& child : node.children) collect(child, words);
  for (Asked& one : words) {
    if (written_borders(node)) one.together.push_back(&node);
    add(std::move(one), asked);
  }
}

void collect(const Node& node, std::vector<Asked>& asked) {
  if (!node.required) return;
  switch (node.op) {
    case Op::kWord:
      collect_word(node, asked);
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
      collect_run(node, asked);
      break;
    case Op::kOr:
      for (const Node& child : node.children) collect(child, asked);
      break;
    default:
      break;
  }
}

void collect_in_order(const Node& node, std::vector<const Word*>& words) {
  switch (node.op) {
    case Op::kWord:
    case Op::kPhrase:
    case Op::kNear:
      for (const Word& word : node.words) words.push_back(&word);
      break;
    case Op::kConcept:
      collect_in_order(node.children[0], words);
      break;
    case Op::kAnd:
    case Op::kOr:
      for (const Node& child : node.children) collect_in_order(child, words);
      break;
    default:
      break;
  }
}

}  // namespace

Wanted wanted_of(const Node& root) {
  Wanted wanted;
  collect(root, wanted.asked);
  collect_in_order(root, wanted.in_order);
  return wanted;
}

}  // namespace lontar::search
