#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "parsers/xml_internal.h"

namespace lontar::parsers::xml {
namespace {

const xmlChar* xml_chars(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

struct FreeContext {
  void operator()(xmlXPathContext* context) const { xmlXPathFreeContext(context); }
};
struct FreeExpression {
  void operator()(xmlXPathCompExpr* expression) const { xmlXPathFreeCompExpr(expression); }
};
struct FreeObject {
  void operator()(xmlXPathObject* object) const { xmlXPathFreeObject(object); }
};
struct FreeDoc {
  void operator()(xmlDoc* doc) const { xmlFreeDoc(doc); }
};
struct FreeText {
  void operator()(xmlChar* text) const { xmlFree(text); }
};
using ContextPtr = std::unique_ptr<xmlXPathContext, FreeContext>;
using ExpressionPtr = std::unique_ptr<xmlXPathCompExpr, FreeExpression>;
using ObjectPtr = std::unique_ptr<xmlXPathObject, FreeObject>;

void on_error(void* data, xmlErrorPtr error) {
  auto& fault = *static_cast<std::string*>(data);
  if (fault.empty() && error->message) fault = error->message;
  while (!fault.empty() && fault.back() == '\n') fault.pop_back();
}

ContextPtr make_context(xmlDoc* doc, const Namespaces& namespaces, std::string& fault) {
  ContextPtr context(xmlXPathNewContext(doc));
  if (!context) return context;
  context->userData = &fault;
  context->error = on_error;
  for (const auto& [prefix, uri] : namespaces)
    xmlXPathRegisterNs(context.get(), xml_chars(prefix), xml_chars(uri));
  return context;
}

std::string string_of(xmlXPathObject& object) {
  const std::unique_ptr<xmlChar, FreeText> text(xmlXPathCastToString(&object));
  return text ? reinterpret_cast<const char*>(text.get()) : "";
}

std::string string_of(xmlNode* node) {
  const std::unique_ptr<xmlChar, FreeText> text(xmlXPathCastNodeToString(node));
  return text ? reinterpret_cast<const char*>(text.get()) : "";
}

}  // namespace

std::optional<std::string> xpath_fault(const std::string& expression,
                                       const Namespaces& namespaces) {
  std::string fault;
  const std::unique_ptr<xmlDoc, FreeDoc> doc(xmlNewDoc(reinterpret_cast<const xmlChar*>("1.0")));
  xmlNode* root = xmlNewDocNode(doc.get(), nullptr, reinterpret_cast<const xmlChar*>("x"), nullptr);
  xmlDocSetRootElement(doc.get(), root);
  const ContextPtr context = make_context(doc.get(), namespaces, fault);
  const ExpressionPtr compiled(xmlXPathCtxtCompile(context.get(), xml_chars(expression)));
  if (!compiled) return fault.empty() ? "not an XPath expression" : fault;
  // Prefixes and functions are looked up only when it runs.
  context->node = root;
  const ObjectPtr result(xmlXPathCompiledEval(compiled.get(), context.get()));
  if (!result) return fault.empty() ? "cannot be evaluated" : fault;
  return {};
}

struct Evaluator::Impl {
  std::string fault;
  ContextPtr context;
  std::map<std::string, ExpressionPtr> compiled;

  ObjectPtr evaluate(const std::string& expression, Node at) {
    if (!context || !at) return nullptr;
    auto found = compiled.find(expression);
    if (found == compiled.end()) {
      ExpressionPtr fresh(xmlXPathCtxtCompile(context.get(), xml_chars(expression)));
      found = compiled.emplace(expression, std::move(fresh)).first;
    }
    if (!found->second) return nullptr;
    context->node = at.raw();
    return ObjectPtr(xmlXPathCompiledEval(found->second.get(), context.get()));
  }
};

Evaluator::Evaluator(const Document& document, const Namespaces& namespaces)
    : impl_(std::make_unique<Impl>()) {
  // Numbers the elements, so that putting node sets in document order takes no walk for each pair.
  xmlXPathOrderDocElems(document.raw());
  impl_->context = make_context(document.raw(), namespaces, impl_->fault);
}
Evaluator::~Evaluator() = default;

std::vector<Node> Evaluator::nodes(const std::string& expression, Node at) {
  std::vector<Node> found;
  const ObjectPtr result = impl_->evaluate(expression, at);
  if (!result || result->type != XPATH_NODESET || !result->nodesetval) return found;
  xmlXPathNodeSetSort(result->nodesetval);
  for (int i = 0; i < result->nodesetval->nodeNr; ++i) {
    xmlNode* node = result->nodesetval->nodeTab[i];
    if (node->type == XML_ELEMENT_NODE) found.push_back(Node(node));
  }
  return found;
}

std::vector<std::string> Evaluator::strings(const std::string& expression, Node at) {
  std::vector<std::string> found;
  const ObjectPtr result = impl_->evaluate(expression, at);
  if (!result) return found;
  if (result->type != XPATH_NODESET) return {string_of(*result)};
  if (!result->nodesetval) return found;
  xmlXPathNodeSetSort(result->nodesetval);
  for (int i = 0; i < result->nodesetval->nodeNr; ++i)
    found.push_back(string_of(result->nodesetval->nodeTab[i]));
  return found;
}

bool Evaluator::test(const std::string& expression, Node at) {
  const ObjectPtr result = impl_->evaluate(expression, at);
  return result && xmlXPathCastToBoolean(result.get()) != 0;
}

}  // namespace lontar::parsers::xml
