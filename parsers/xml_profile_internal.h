// One foreign XML layout, as config/xml-profiles/NAME.toml describes it. docs/xml-profiles.md is
// the manual; to add a layout, add a file. Immutable after loading: share freely. Internal to
// parsers/.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/metadata.h"
#include "core/result.h"
#include "parsers/xml_internal.h"

namespace lontar::parsers {

// Where one value of a field is found. Several rules of a field are tried in order until one gives
// something.
struct FieldRule {
  std::string xpath;     // from the root element; every node selected is a value
  std::string constant;  // instead of xpath: the same for every file of the layout
  std::string pattern;   // regular expression: the first line that it fits; its first group, if any
  std::string separator;  // one node holds several values
  std::string form;       // "tota-{}": the value goes where {} stands
};

struct PassageRule {
  std::string xpath;       // from the root element: the elements that are passages
  std::string kind;        // a word, or:
  std::string kind_xpath;  // from the element, as are the following
  std::string label;
  std::string heading;
  std::string anchor;
  std::string text;   // text that is not inside the element (an attribute), read before it
  bool fold = false;  // no passage itself: label and heading open the first passage inside it
};

enum class Lines { kFold, kKeep, kBlank };  // what a line break in the source means

struct XmlProfile {
  std::string name;
  std::string file;  // of the profile, for messages
  std::string root;
  std::string space;
  std::string where;  // XPath that must hold besides; or ""
  std::string media_type = "application/xml";
  xml::Namespaces namespaces;
  std::map<Field, std::vector<FieldRule>> fields;
  std::vector<PassageRule> passages;
  std::vector<std::string> ignore;                      // XPath: what is no text of the document
  std::vector<std::string> inline_names;                // elements that do not end a line
  std::map<std::string, std::string> attribute_before;  // element -> attribute that is text
  Lines lines = Lines::kFold;
};

// Fails naming file and line of what cannot be used: an unknown key or field, a faulty XPath.
Result<XmlProfile> load_profile(const std::filesystem::path& path);
// All *.toml of the folder in the order of their names; a missing folder has none.
Result<std::vector<XmlProfile>> load_profiles(const std::filesystem::path& folder);

}  // namespace lontar::parsers
