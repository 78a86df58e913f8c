#include "search/wanted.h"

namespace lontar::search {
namespace {

void collect(const Node& node, Wanted& wanted) {
  switch (node.op) {
    case Op::kWord:
      wanted.words.insert(node.words[0].text);
      break;
    case Op::kPrefix:
      wanted.beginnings.push_back(node.words[0].text);
      break;
    case Op::kPhrase:
    case Op::kNear:
      wanted.together.push_back(&node);
      break;
    case Op::kAnd:
    case Op::kOr:
      for (const Node& child : node.children) collect(child, wanted);
      break;
    default:
      break;
  }
}

}  // namespace

Wanted wanted_of(const Node& root) {
  Wanted wanted;
  collect(root, wanted);
  return wanted;
}

}  // namespace lontar::search
