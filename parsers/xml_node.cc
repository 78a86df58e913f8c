#include <libxml/tree.h>

#include "parsers/xml_internal.h"

namespace lontar::parsers::xml {
namespace {

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

const xmlAttr* attribute_of(const xmlNode* node, std::string_view name) {
  if (!node || node->type != XML_ELEMENT_NODE) return nullptr;
  for (const xmlAttr* found = node->properties; found; found = found->next) {
    if (view(found->name) == name) return found;
  }
  return nullptr;
}

// The node after `node` in document order within `top`; children first unless told otherwise.
xmlNode* following(xmlNode* node, const xmlNode* top) {
  if (node->children && node->type == XML_ELEMENT_NODE) return node->children;
  while (node != top && !node->next) node = node->parent;
  return node == top ? nullptr : node->next;
}

}  // namespace

bool Node::is_element() const { return node_ && node_->type == XML_ELEMENT_NODE; }
bool Node::is_element(std::string_view wanted) const { return is_element() && name() == wanted; }
bool Node::is_text() const {
  return node_ && (node_->type == XML_TEXT_NODE || node_->type == XML_CDATA_SECTION_NODE);
}
std::string_view Node::name() const { return node_ ? view(node_->name) : std::string_view(); }
std::string_view Node::space() const {
  return is_element() && node_->ns ? view(node_->ns->href) : std::string_view();
}
std::string_view Node::content() const {
  return is_text() ? view(node_->content) : std::string_view();
}
int Node::line() const { return node_ ? static_cast<int>(xmlGetLineNo(node_)) : 0; }

bool Node::has(std::string_view wanted) const { return attribute_of(node_, wanted) != nullptr; }

std::string Node::attribute(std::string_view wanted) const {
  const xmlAttr* found = attribute_of(node_, wanted);
  std::string value;
  for (const xmlNode* part = found ? found->children : nullptr; part; part = part->next)
    value += view(part->content);
  return trimmed(value);
}

std::string Node::language() const {
  for (Node at = *this; at.is_element(); at = at.parent()) {
    for (const xmlAttr* found = at.node_->properties; found; found = found->next) {
      if (view(found->name) == "lang" && found->ns && view(found->ns->prefix) == "xml" &&
          found->children)
        return trimmed(view(found->children->content));
    }
  }
  return {};
}

Node Node::parent() const { return Node(node_ ? node_->parent : nullptr); }
Node Node::first_child() const { return Node(is_element() ? node_->children : nullptr); }
Node Node::next() const { return Node(node_ ? node_->next : nullptr); }

std::vector<Node> Node::children(std::string_view wanted) const {
  std::vector<Node> found;
  for (Node at = first_child(); at; at = at.next()) {
    if (at.is_element() && (wanted.empty() || at.name() == wanted)) found.push_back(at);
  }
  return found;
}

Node Node::child(std::string_view wanted) const {
  Node at = first_child();
  while (at && !at.is_element(wanted)) at = at.next();
  return at;
}

Node Node::path(std::initializer_list<std::string_view> names) const {
  Node at = *this;
  for (const std::string_view step : names) at = at.child(step);
  return at;
}

Node Node::find(std::string_view wanted) const {
  for (xmlNode* at = node_; at && (at = following(at, node_));) {
    if (Node(at).is_element(wanted)) return Node(at);
  }
  return {};
}

std::vector<Node> Node::find_all(std::string_view wanted) const {
  std::vector<Node> found;
  for (xmlNode* at = node_; at && (at = following(at, node_));) {
    const Node node(at);
    if (node.is_element() && (wanted.empty() || node.name() == wanted)) found.push_back(node);
  }
  return found;
}

std::string Node::text() const {
  if (is_text()) return std::string(content());
  std::string text;
  for (xmlNode* at = node_; at && (at = following(at, node_));) text += Node(at).content();
  return text;
}

}  // namespace lontar::parsers::xml
