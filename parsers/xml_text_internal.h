// Writes the text of an XML tree into passages: what stands in a line, what ends one, what is a
// passage of its own. Used with a profile and, without rules, for XML that has none. Internal.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "parsers/passage_writer.h"
#include "parsers/xml_internal.h"
#include "parsers/xml_profile_internal.h"

namespace lontar::parsers {

// Text as it stands in the source, with its line breaks understood as `lines` says.
void write_source_text(PassageWriter& writer, std::string_view content, Lines lines);

// What the reader of a damaged file could not put into the tree, as a last passage without tags.
void write_unread(PassageWriter& writer, const xml::Document& document);

// One walk over one document. All arguments must outlive it.
class XmlTextWalk {
 public:
  XmlTextWalk(const XmlProfile& profile, const xml::Document& document, xml::Evaluator& evaluator,
              PassageWriter& writer);

  void run();
  std::size_t matched_passages() const { return matched_; }

 private:
  enum class Role { kIgnored, kLabel, kHeading };

  void element(xml::Node node);
  void contents(xml::Node node);
  void child_element(xml::Node node, bool within_line);
  void passage(xml::Node node, const PassageRule& rule);
  void fold(xml::Node node, const PassageRule& rule);
  void open(xml::Node node, const PassageRule& rule);
  // The words an XPath gives: elements take their part when the walk reaches them, anything else
  // (attributes, computed strings) is returned.
  std::string words(const std::string& xpath, xml::Node at, Role role);
  std::string first_string(const std::string& xpath, xml::Node at);
  void flush_folded();
  void write(std::string_view content);

  const XmlProfile& profile_;
  const xml::Document& document_;
  xml::Evaluator& evaluator_;
  PassageWriter& writer_;
  std::map<const void*, const PassageRule*> rules_;
  std::map<const void*, Role> roles_;
  std::string folded_;  // label and heading of containers whose first passage is still to come
  std::size_t matched_ = 0;
};

}  // namespace lontar::parsers
