#include <string>
#include <string_view>

#include "index/schema.h"
#include "search/query.h"
#include "text/clusters.h"

namespace lontar::search {
namespace {

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string joined_words(const Node& node, std::string_view between) {
  std::string text;
  for (const Word& word : node.words) {
    if (!text.empty()) text += between;
    const bool quotes = node.op != Op::kPhrase && word.exact;
    text += quotes ? "\"" + word.text + "\"" : word.capitals ? upper(word.text) : word.text;
  }
  return text;
}

const Node& as_typed(const Node& node) {
  return node.op == Op::kConcept ? as_typed(node.children[0]) : node;
}

// Whether it is written as plain text that would be one run with its neighbour of the same kind.
bool runs_on(const Node& node) {
  if (!node.field.empty() || node.words.empty()) return false;
  if (node.op == Op::kWord) return !node.words[0].exact && text::is_unspaced(node.words[0].text);
  if (node.op == Op::kAnd) return text::is_unspaced(node.value);
  return node.joined && text::is_unspaced(node.words[0].text);
}

std::string joined_children(const Node& node, std::string_view join, std::string_view between) {
  std::string text;
  bool after_run = false;
  for (const Node& child : node.children) {
    if (!text.empty()) text += join;
    const Node& typed = as_typed(child);
    const bool apart = join == " " && after_run && runs_on(typed);
    const bool group =
        apart || typed.op == Op::kOr || (typed.op == Op::kAnd && node.op != Op::kAnd);
    text += group ? "(" + to_text(child, between) + ")" : to_text(child, between);
    after_run = !group && runs_on(typed);
  }
  return text;
}

// Words that signs joined are so joined again: in quotes they would be the reader's own phrase.
std::string phrase(const Node& node) {
  return node.joined ? joined_words(node, "-") : "\"" + joined_words(node, " ") + "\"";
}

}  // namespace

std::string to_text(const Query& query) {
  return to_text(query.root, query.all_required ? " AND " : " ");
}

std::string to_text(const Node& node, std::string_view between) {
  const std::string field = node.field.empty() ? "" : node.field + ":";
  switch (node.op) {
    case Op::kAll:
      return "";
    case Op::kWord:
      return field + joined_words(node, "");
    case Op::kPrefix:
      return field + joined_words(node, "") + "*";
    case Op::kPhrase:
      return field + phrase(node);
    case Op::kNear: {
      const std::string near = joined_words(node, " NEAR/" + std::to_string(node.window) + " ");
      return field.empty() ? near : field + "(" + near + ")";
    }
    case Op::kFacet:
      return std::string(index::kFacets[node.facet].name) + ":\"" + node.value + "\"";
    case Op::kDates:
      return "date:" + node.value;
    case Op::kAnd:
      if (node.words.empty()) return joined_children(node, between, between);
      return field.empty() || node.value.find(' ') == std::string::npos
                 ? field + node.value
                 : field + "(" + node.value + ")";
    case Op::kOr:
      return joined_children(node, " OR ", between);
    case Op::kConcept:
      return to_text(node.children[0], between);
    case Op::kNot: {
      const Node& child = as_typed(node.children[0]);
      const bool group = child.op == Op::kOr || child.op == Op::kAnd || child.op == Op::kNear;
      return group ? "NOT (" + to_text(child, between) + ")" : "NOT " + to_text(child, between);
    }
  }
  return "";
}

}  // namespace lontar::search
