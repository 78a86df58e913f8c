#include <algorithm>

#include "core/ascii.h"
#include "parsers/html_internal.h"

namespace lontar::parsers::html {
namespace {

void* allocate(void* arena, std::size_t size) {
  return static_cast<std::pmr::monotonic_buffer_resource*>(arena)->allocate(
      std::max<std::size_t>(size, 1), alignof(std::max_align_t));
}
void release(void*, void*) {}  // the arena frees everything at once

const GumboVector* child_vector(const GumboNode* node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
    return &node->v.element.children;
  return nullptr;
}

// Visits everything below `node` in document order, without recursion.
template <class Visit>
void walk(const GumboNode* node, Visit visit) {
  std::vector<const GumboNode*> waiting{node};
  while (!waiting.empty()) {
    const GumboNode* at = waiting.back();
    waiting.pop_back();
    if (at != node) visit(at);
    const auto inner = children(at);
    waiting.insert(waiting.end(), inner.rbegin(), inner.rend());
  }
}

}  // namespace

std::string declared_encoding(std::string_view bytes) {
  const std::string look = ascii_lower(bytes.substr(0, 4096));
  for (std::size_t at = 0; (at = look.find("charset", at)) != std::string::npos;) {
    at += 7;
    const auto value = look.find_first_not_of(" \t\r\n=\"'", at);
    if (value == std::string::npos || look.find('=', at) > value) continue;
    const auto end = look.find_first_of(" \t\r\n\"';/>", value);
    if (end != std::string::npos) return look.substr(value, end - value);
  }
  return {};
}

Tree::Tree(std::string source) : source_(std::move(source)) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = &arena_;
  options.max_errors = 0;
  const GumboOutput* output = gumbo_parse_with_options(&options, source_.data(), source_.size());
  root_ = output->root;
}

std::string_view tag(const GumboNode* node) {
  if (!node || (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)) return {};
  return gumbo_normalized_tagname(node->v.element.tag);
}

std::string_view attribute(const GumboNode* node, const char* name) {
  if (tag(node).empty() && (!node || node->type != GUMBO_NODE_ELEMENT)) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

std::vector<const GumboNode*> children(const GumboNode* node) {
  std::vector<const GumboNode*> found;
  if (const GumboVector* inner = node ? child_vector(node) : nullptr) {
    found.reserve(inner->length);
    for (unsigned i = 0; i < inner->length; ++i)
      found.push_back(static_cast<const GumboNode*>(inner->data[i]));
  }
  return found;
}

std::vector<const GumboNode*> all(const GumboNode* node, std::string_view wanted) {
  std::vector<const GumboNode*> found;
  walk(node, [&](const GumboNode* at) {
    if (tag(at) == wanted) found.push_back(at);
  });
  return found;
}

bool holds(const GumboNode* node, const std::function<bool(std::string_view)>& fits) {
  std::vector<const GumboNode*> waiting = children(node);
  while (!waiting.empty()) {
    const GumboNode* at = waiting.back();
    waiting.pop_back();
    if (fits(tag(at))) return true;
    const auto inner = children(at);
    waiting.insert(waiting.end(), inner.begin(), inner.end());
  }
  return false;
}

std::string text_of(const GumboNode* node) {
  std::string text;
  walk(node, [&](const GumboNode* at) {
    if (at->type == GUMBO_NODE_TEXT || at->type == GUMBO_NODE_CDATA ||
        at->type == GUMBO_NODE_WHITESPACE)
      text += at->v.text.text;
    if (tag(at) == "br") text += ' ';
  });
  return text;
}

}  // namespace lontar::parsers::html
