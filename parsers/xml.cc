#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "parsers/encoding_internal.h"
#include "parsers/xml_internal.h"
#include "text/clean.h"

namespace lontar::parsers::xml {
namespace {

// NONET forbids the network; no DTDLOAD, DTDATTR or DTDVALID: no DTD is fetched. NOENT replaces
// entities, of which the hooks below let only small internal ones exist. HUGE is left out, for it
// would lift the bounds on depth, text and entity growth. RECOVER keeps what can be read.
constexpr int kOptions = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA |
                         XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR |
                         XML_PARSE_NOWARNING;

constexpr std::size_t kMaxProblems = 1000;
constexpr std::size_t kShownPerCode = 5;

// What the librarian can do about a problem.
struct Remedy {
  std::string_view code;
  std::string_view words;
};
constexpr std::array kRemedies = {
    Remedy{"xml-damaged", "; what could be read was kept, repair the file there"},
    Remedy{"entity-refused", "; write what it stands for into the file"},
    Remedy{"xinclude-ignored", "; put its text into the file if it belongs there"},
    Remedy{"encoding-doubtful", ""},
};
std::string_view remedy(std::string_view code) {
  const auto row = std::ranges::find(kRemedies, code, &Remedy::code);
  return row == kRemedies.end() ? std::string_view() : row->words;
}

const char* chars(const xmlChar* text) { return reinterpret_cast<const char*>(text); }
const xmlChar* xml_chars(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

// What the hooks of one reading write down.
struct Reading {
  xmlParserCtxt* context = nullptr;
  std::vector<Problem> problems;
  std::size_t entity_bytes = 0;
  long last_error_offset = -1;

  void note(std::string code, int line, const std::string& message) {
    // libxml2 quotes what it found, cut at any byte.
    if (problems.size() < kMaxProblems)
      problems.push_back({std::move(code), line, text::clean_line(message)});
  }
  int line() const { return context->input ? context->input->line : 0; }
};

Reading& reading_of(void* data) {
  return *static_cast<Reading*>(static_cast<xmlParserCtxt*>(data)->_private);
}

void on_error(void* data, xmlErrorPtr error) {
  Reading& reading = reading_of(data);
  if (data == reading.context && reading.context->inputNr == 1)
    reading.last_error_offset = xmlByteConsumed(reading.context);
  std::string message = error->message ? error->message : "unknown fault";
  while (!message.empty() && std::isspace(static_cast<unsigned char>(message.back())))
    message.pop_back();
  if (error->code == XML_ERR_NAME_REQUIRED) message = "a name is missing after '&' or '<'";
  // "xmlParseX: what": the name of libxml2's function says nothing to a reader.
  if (const auto colon = message.find(": "); message.starts_with("xml") && colon < 40)
    message.erase(0, colon + 2);
  reading.note("xml-damaged", error->line, message);
}

// Declares only what the file itself spells out, and little of it; an external entity (a file, a
// URL) is not declared, so that nothing can ever fetch it.
void on_entity(void* data, const xmlChar* name, int type, const xmlChar* public_id,
               const xmlChar* system_id, xmlChar* content) {
  Reading& reading = reading_of(data);
  const bool internal =
      type == XML_INTERNAL_GENERAL_ENTITY || type == XML_INTERNAL_PARAMETER_ENTITY;
  if (!internal) {
    reading.note(
        "entity-refused", reading.line(),
        std::string("the entity '") + chars(name) + "' is in another file, which is not read");
    return;
  }
  reading.entity_bytes += content ? std::strlen(chars(content)) : 0;
  if (reading.entity_bytes > kMaxEntityBytes) {
    reading.note("entity-refused", reading.line(),
                 std::string("the entity '") + chars(name) + "' makes the declared entities " +
                     "larger than " + std::to_string(kMaxEntityBytes / 1024) + " KB together");
    return;
  }
  xmlSAX2EntityDecl(data, name, type, public_id, system_id, content);
}

void append_utf8(std::string& text, unsigned code) {
  int length = 0;
  xmlChar buffer[8];
  length = xmlCopyCharMultiByte(buffer, static_cast<int>(code));
  text.append(chars(buffer), static_cast<std::size_t>(length));
}

// Entities of HTML such as &nbsp; are written into XML that does not declare them; what they mean
// is certain, so their character is kept.
xmlEntity* on_entity_use(void* data, const xmlChar* name) {
  if (xmlEntity* declared = xmlSAX2GetEntity(data, name)) return declared;
  auto* context = static_cast<xmlParserCtxt*>(data);
  const htmlEntityDesc* known = htmlEntityLookup(name);
  if (!known || !context->myDoc) return nullptr;
  if (!context->myDoc->intSubset &&
      !xmlCreateIntSubset(context->myDoc, xml_chars("html"), nullptr, nullptr))
    return nullptr;
  std::string replacement;
  append_utf8(replacement, known->value);
  Reading& reading = reading_of(data);
  reading.note(
      "xml-damaged", reading.line(),
      std::string("the entity '") + chars(name) + "' is not declared; it was read as in HTML");
  return xmlAddDocEntity(context->myDoc, name, XML_INTERNAL_GENERAL_ENTITY, nullptr, nullptr,
                         xml_chars(replacement.c_str()));
}

// After its first error libxml2 drops every entity, even "&amp;", though it reads on. What follows
// an error is sound again: the error is on record, and the flag that causes this is taken back.
void read_on(void* data) {
  Reading& reading = reading_of(data);
  if (data == reading.context) reading.context->wellFormed = 1;
}

void on_characters(void* data, const xmlChar* text, int length) {
  read_on(data);
  xmlSAX2Characters(data, text, length);
}

void on_start(void* data, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri,
              int namespace_count, const xmlChar** namespaces, int attribute_count,
              int default_count, const xmlChar** attributes) {
  read_on(data);
  xmlSAX2StartElementNs(data, name, prefix, uri, namespace_count, namespaces, attribute_count,
                        default_count, attributes);
}

struct FreeContext {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};
using ContextPtr = std::unique_ptr<xmlParserCtxt, FreeContext>;

ContextPtr safe_context(Reading& reading) {
  static const bool ready = (xmlInitParser(), true);
  (void)ready;
  ContextPtr context(xmlNewParserCtxt());
  if (!context) return context;
  reading.context = context.get();
  context->_private = &reading;
  context->sax->serror = on_error;
  context->sax->entityDecl = on_entity;
  context->sax->getEntity = on_entity_use;
  context->sax->startElementNs = on_start;
  context->sax->characters = on_characters;
  context->sax->ignorableWhitespace = on_characters;
  return context;
}

// Where the tree stops short of the source, or npos.
std::size_t stop_offset(const Reading& reading, std::size_t size) {
  const xmlError* last = xmlCtxtGetLastError(reading.context);
  const bool after_root = last && last->code == XML_ERR_DOCUMENT_END;
  const bool halted = reading.context->disableSAX != 0;
  if ((!after_root && !halted) || reading.last_error_offset < 0) return std::string::npos;
  const auto offset = static_cast<std::size_t>(reading.last_error_offset);
  return offset < size ? offset : std::string::npos;
}

void note_xinclude(std::string_view source, Reading& reading) {
  const auto place = source.find("http://www.w3.org/2001/XInclude");
  if (place == std::string_view::npos) return;
  const auto line = 1 + std::count(source.begin(), source.begin() + static_cast<long>(place), '\n');
  reading.note("xinclude-ignored", static_cast<int>(line),
               "XInclude is not followed: what it names is not part of this document");
}

}  // namespace

void Document::Free::operator()(_xmlDoc* doc) const { xmlFreeDoc(doc); }

Result<Document> Document::parse(std::string_view bytes) {
  Decoded source = decode(bytes, declared_xml_encoding(bytes));
  // A NUL would end the input, and no control character is text.
  std::ranges::replace_if(
      source.text, [](unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r'; },
      ' ');
  if (source.text.size() > std::numeric_limits<int>::max())
    return Error{ErrorCode::kUnsupported, "the XML is larger than 2 GB; split it"};

  Reading reading;
  const ContextPtr context = safe_context(reading);
  if (!context) return Error{ErrorCode::kUnavailable, "not enough memory to read XML"};
  Document document;
  document.doc_.reset(xmlCtxtReadMemory(context.get(), source.text.data(),
                                        static_cast<int>(source.text.size()), nullptr, nullptr,
                                        kOptions));
  if (source.doubtful) reading.note("encoding-doubtful", 1, source.doubt);
  note_xinclude(source.text, reading);
  if (!document.doc_ || !document.root()) {
    const Problem why =
        reading.problems.empty() ? Problem{"", 1, "no element in it"} : reading.problems.front();
    return Error{ErrorCode::kDamaged,
                 "line " + std::to_string(why.line) + ": not readable as XML: " + why.message};
  }
  const std::size_t stop = stop_offset(reading, source.text.size());
  if (stop != std::string::npos) document.unread_ = source.text.substr(stop);
  document.problems_ = std::move(reading.problems);
  return document;
}

Node Document::root() const { return Node(xmlDocGetRootElement(doc_.get())); }

std::vector<Warning> Document::warnings() const {
  std::map<std::string, std::size_t> seen;
  std::map<std::string, int> last_line;
  std::vector<Warning> warnings;
  for (const Problem& problem : problems_) {
    if (++seen[problem.code] > kShownPerCode) continue;
    last_line[problem.code] = problem.line;
    warnings.push_back({problem.code, "line " + std::to_string(problem.line) + ": " +
                                          problem.message + std::string(remedy(problem.code)) +
                                          "."});
  }
  for (const auto& [code, count] : seen) {
    if (count <= kShownPerCode) continue;
    warnings.push_back({code, "And " + std::to_string(count - kShownPerCode) +
                                  " more of this kind after line " +
                                  std::to_string(last_line[code]) + "."});
  }
  return warnings;
}

std::string without_tags(std::string_view source) {
  std::string text;
  while (!source.empty()) {
    const auto open = source.find('<');
    text += source.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = source.find('>', open);
    if (close == std::string_view::npos) {
      text += source.substr(open);
      break;
    }
    // "a < b" is no tag.
    const bool tag = !std::isspace(static_cast<unsigned char>(source[open + 1]));
    if (!tag) text += '<';
    if (tag) text += '\n';
    source.remove_prefix(tag ? close + 1 : open + 1);
  }
  return text;
}

}  // namespace lontar::parsers::xml
