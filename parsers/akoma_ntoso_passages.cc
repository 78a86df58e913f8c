#include <utility>

#include "parsers/akoma_ntoso_internal.h"
#include "parsers/file_metadata.h"
#include "parsers/passage_writer.h"
#include "parsers/xml_text_internal.h"

namespace lontar::parsers::akn {
namespace {

// Parts written as plain paragraphs are cut where they have grown to this.
constexpr std::size_t kPartBytes = 3000;

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// eId in 3.0, id in 2.0 and early drafts.
std::string anchor_of(xml::Node element) {
  std::string anchor = element.attribute("eId");
  if (anchor.empty()) anchor = element.attribute("id");
  for (char& c : anchor) {
    if (std::string_view(" \t\r\n").find(c) != std::string_view::npos) c = '_';
  }
  return anchor;
}

class Walk {
 public:
  Walk(const text::Languages& languages, std::string document_language)
      : languages_(languages), document_language_(std::move(document_language)) {}

  void run(xml::Node root, const xml::Document& source) {
    reserve_anchors(root);
    contents(root);
    write_unread(writer_, source);
  }

  void finish(ParsedDocument& parsed) {
    parsed.passages = writer_.finish();
    if (writer_.repeated_anchors() > 0) {
      parsed.warnings.push_back(
          {"duplicate-anchor",
           std::to_string(writer_.repeated_anchors()) +
               " elements repeat an eId and were given anchors of their own, the first \"" +
               first_repeated_ + "\" at line " + std::to_string(first_repeated_line_) +
               "; links to them need unique eIds in the file."});
    }
    if (missing_ > 0) {
      parsed.warnings.push_back(
          {"missing-anchor",
           std::to_string(missing_) + " elements have no eId, the first at line " +
               std::to_string(first_missing_line_) +
               "; their anchors are made from their place and change when the text before them "
               "does. Give them eIds."});
    }
  }

 private:
  void reserve_anchors(xml::Node root) {
    for (const xml::Node node : root.find_all()) {
      if (std::string anchor = anchor_of(node); !anchor.empty()) writer_.reserve(std::move(anchor));
    }
  }

  void contents(xml::Node node) {
    bool mixed = false;
    for (xml::Node at = node.first_child(); at && !mixed; at = at.next())
      mixed = at.is_text() && !blank(at.content());
    for (xml::Node at = node.first_child(); at; at = at.next()) {
      if (at.is_text()) write(at.content());
      if (at.is_element()) element(at, mixed);
    }
  }

  void element(xml::Node node, bool within_line) {
    const Role role = role_of(node.name());
    switch (role) {
      case Role::kMeta:
        return;
      case Role::kPart:
      case Role::kHierarchy:
      case Role::kNamed:
        return is_passage(node, role) ? passage(node, role) : block(node);
      case Role::kNumber:
      case Role::kHeading:
        return title(node, role);
      case Role::kAside:
        return aside(node);
      case Role::kQuotation:
        return quotation(node);
      case Role::kLineBreak:
        line_break();
        return contents(node);  // empty but in damaged files
      case Role::kRow:
        return row(node);
      case Role::kCell:
        writer_.cell();
        return contents(node);
      case Role::kInline:
        return contents(node);
      case Role::kBlock:
        // An element of another vocabulary in the middle of a sentence does not end the line.
        return within_line && foreign(node) ? contents(node) : block(node);
    }
  }

  // What is quoted belongs to the passage that quotes it, unless it can be linked to by itself.
  bool is_passage(xml::Node node, Role role) const {
    if (collecting_) return false;
    if (role == Role::kNamed || quotations_ > 0) return !anchor_of(node).empty();
    return true;
  }

  static bool foreign(xml::Node node) {
    return node.space().find("akn") == std::string_view::npos &&
           node.space().find("akomantoso") == std::string_view::npos && !node.space().empty();
  }

  void passage(xml::Node node, Role role) {
    const std::string anchor = anchor_of(node);
    if (anchor.empty() && role == Role::kHierarchy && missing_++ == 0)
      first_missing_line_ = node.line();
    const std::size_t repeated = writer_.repeated_anchors();
    writer_.open({.kind = (quotations_ > 0 ? "quoted " : "") + kind_of(node),
                  .anchor = anchor,
                  .suggestion = role == Role::kPart ? std::string(node.name()) : "",
                  .language = language_of(node)});
    if (repeated == 0 && writer_.repeated_anchors() == 1) {
      first_repeated_ = anchor;
      first_repeated_line_ = node.line();
    }
    const xml::Node outer = std::exchange(owner_, node);
    contents(node);
    owner_ = outer;
    writer_.close();
  }

  std::string language_of(xml::Node node) const {
    const std::string stated = node.language();
    if (stated.empty()) return {};
    const std::string language = language_code(stated, languages_);
    return language == document_language_ ? "" : language;
  }

  void block(xml::Node node) {
    line_break();
    contents(node);
    line_break();
    const bool loose = !writer_.is_open() || role_of(owner_.name()) == Role::kPart;
    if (loose && node.name() == "p") writer_.may_part(kPartBytes);
  }

  // A number or heading is that of the passage only if it is its element's own.
  void title(xml::Node node, Role role) {
    const bool own = node.parent() == owner_ && !collecting_;
    if (!own) {
      if (collecting_ || role == Role::kHeading) return block(node);
      collect(node);
      writer_.number(collected());
      return after_aside(node);
    }
    collect(node);
    const std::string words = collected();
    if (role == Role::kNumber) {
      writer_.label(words);
    } else {
      writer_.heading(words);
    }
    after_aside(node);
  }

  // Gathers the words of a number or heading up to a note within it: what follows the note can no
  // longer be heading and goes to the text, where it stands.
  void collect(xml::Node node) {
    collecting_ = true;
    stopped_at_ = {};
    collected_.clear();
    contents(node);
    collecting_ = false;
  }
  std::string collected() { return std::exchange(collected_, {}); }

  void after_aside(xml::Node node) {
    if (!stopped_at_) return;
    // From the note on, in document order up to the end of `node`.
    for (xml::Node at = std::exchange(stopped_at_, {}); at && !(at == node); at = at.parent()) {
      const bool note = role_of(at.name()) == Role::kAside && at.is_element();
      if (note) aside(at);
      for (xml::Node next = at.next(); next; next = next.next()) {
        if (next.is_text()) write(next.content());
        if (next.is_element()) element(next, true);
      }
    }
    line_break();
  }

  void aside(xml::Node node) {
    if (collecting_) {
      stopped_at_ = stopped_at_ ? stopped_at_ : node;
      return;
    }
    block(node);
  }

  void quotation(xml::Node node) {
    if (collecting_) return contents(node);
    ++quotations_;
    const xml::Node outer = std::exchange(owner_, xml::Node());
    block(node);
    owner_ = outer;
    --quotations_;
  }

  void row(xml::Node node) {
    if (collecting_) return contents(node);
    writer_.begin_row();
    contents(node);
    writer_.end_row();
  }

  void write(std::string_view content) {
    if (collecting_) {
      if (!stopped_at_) collected_ += content;
      return;
    }
    write_source_text(writer_, content, Lines::kFold);
  }

  void line_break() {
    if (!collecting_) return writer_.line_break();
    if (!stopped_at_) collected_ += ' ';
  }

  const text::Languages& languages_;
  const std::string document_language_;
  PassageWriter writer_;
  xml::Node owner_;  // the element of the passage that is open
  int quotations_ = 0;
  bool collecting_ = false;
  std::string collected_;
  xml::Node stopped_at_;
  std::size_t missing_ = 0;
  int first_missing_line_ = 0;
  std::string first_repeated_;
  int first_repeated_line_ = 0;
};

}  // namespace

void read_passages(const xml::Document& source, const text::Languages& languages,
                   ParsedDocument& parsed) {
  Walk walk(languages, parsed.metadata.first(Field::kLanguage));
  walk.run(source.root(), source);
  walk.finish(parsed);
}

}  // namespace lontar::parsers::akn
