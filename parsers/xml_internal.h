// libxml2 made safe and small: a tree to walk, XPath, and a list of what was wrong. Reading an
// untrusted file never touches the network or another file, never expands an entity bomb, never
// recurses deeper than kMaxDepth, and prints nothing. Internal to parsers/.
//
// A Document owns its tree; Nodes and Evaluators are views of it and must not outlive it. Not for
// several threads at a time.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"

struct _xmlDoc;
struct _xmlNode;
struct _xmlXPathContext;
struct _xmlXPathCompExpr;

namespace lontar::parsers::xml {

// Elements deeper than this end the reading (libxml2's own bound); see Document::unread().
inline constexpr int kMaxDepth = 256;
// Entities that a file declares for itself may hold this much text together.
inline constexpr std::size_t kMaxEntityBytes = 64 * 1024;

// A node of a tree, or none. Names are local names: the prefix a file chose means nothing.
class Node {
 public:
  Node() = default;
  explicit Node(_xmlNode* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  bool operator==(const Node&) const = default;

  bool is_element() const;
  bool is_element(std::string_view name) const;
  bool is_text() const;
  std::string_view name() const;
  std::string_view space() const;    // namespace URI, or ""
  std::string_view content() const;  // of a text node
  int line() const;

  bool has(std::string_view attribute) const;
  std::string attribute(std::string_view name) const;  // "" when absent; white space trimmed
  std::string language() const;                        // xml:lang in force here, or ""

  Node parent() const;
  Node first_child() const;
  Node next() const;
  std::vector<Node> children(std::string_view name = {}) const;  // elements only
  Node child(std::string_view name) const;                       // the first such element
  Node path(std::initializer_list<std::string_view> names) const;
  Node find(std::string_view name) const;  // the first such element below, in document order
  std::vector<Node> find_all(std::string_view name = {}) const;
  std::string text() const;  // of all text nodes below, as they stand

  _xmlNode* raw() const { return node_; }

 private:
  _xmlNode* node_ = nullptr;
};

struct Problem {
  std::string code;     // of the Warning it becomes: "xml-damaged", "entity-refused", ...
  int line = 0;         // 1-based
  std::string message;  // without place
};

class Document {
 public:
  // Reads bytes in any encoding that BOM or declaration name. A damaged file is read as far as that
  // goes, with problems(); fails only when there is no root element.
  static Result<Document> parse(std::string_view bytes);

  Node root() const;
  const std::vector<Problem>& problems() const { return problems_; }
  // The source from where reading had to stop (content after the root's end, elements too deep), or
  // "": it is not in the tree.
  const std::string& unread() const { return unread_; }
  // problems() as warnings that name their lines; many of one kind are counted.
  std::vector<Warning> warnings() const;

  _xmlDoc* raw() const { return doc_.get(); }

 private:
  struct Free {
    void operator()(_xmlDoc* doc) const;
  };
  std::unique_ptr<_xmlDoc, Free> doc_;
  std::vector<Problem> problems_;
  std::string unread_;
};

// The root element's start tag, read without reading the rest.
struct RootTag {
  std::string name;
  std::string space;
};
// Nothing when the bytes do not begin like XML.
std::optional<RootTag> root_tag(std::string_view bytes);

// The text of `source` without its tags, for what no tree could be made of.
std::string without_tags(std::string_view source);

using Namespaces = std::map<std::string, std::string>;  // prefix -> URI

// Why an XPath expression cannot be used, or nothing when it can.
std::optional<std::string> xpath_fault(const std::string& expression, const Namespaces& namespaces);

// Evaluates XPath 1.0 within one document. Expressions are compiled once; one that is faulty
// selects nothing (xpath_fault() tells beforehand).
class Evaluator {
 public:
  Evaluator(const Document& document, const Namespaces& namespaces);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  std::vector<Node> nodes(const std::string& expression, Node at);
  // The text of each node selected, or the one string, number or truth value computed.
  std::vector<std::string> strings(const std::string& expression, Node at);
  bool test(const std::string& expression, Node at);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::parsers::xml
