#include "parsers/profiled_xml.h"

#include <regex>

#include "parsers/file_metadata.h"
#include "parsers/xml_text_internal.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

// std::regex recurses on what it reads: it is given short lines only.
constexpr std::size_t kMaxPatternLine = 500;

// The first line that the pattern fits: its first group if it has one, else all that fitted.
std::string fitted(const std::string& value, const std::regex& pattern) {
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find('\n', begin), value.size());
    const std::string line = text::clean_line(std::string_view(value).substr(begin, end - begin));
    std::smatch match;
    if (line.size() <= kMaxPatternLine && std::regex_search(line, match, pattern))
      return match[match.size() > 1 && match[1].matched ? 1 : 0];
    begin = end + 1;
  }
  return {};
}

std::vector<std::string> split(const std::string& value, const std::string& separator) {
  if (separator.empty()) return {value};
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at; (at = value.find(separator, begin)) != std::string::npos;
       begin = at + separator.size())
    parts.push_back(value.substr(begin, at - begin));
  parts.push_back(value.substr(begin));
  return parts;
}

std::vector<std::string> values_of(const FieldRule& rule, xml::Evaluator& evaluator,
                                   xml::Node root) {
  if (!rule.constant.empty()) return {rule.constant};
  std::vector<std::string> values;
  for (const std::string& found : evaluator.strings(rule.xpath, root)) {
    for (std::string value : split(found, rule.separator)) {
      if (!rule.pattern.empty()) value = fitted(value, std::regex(rule.pattern));
      value = text::clean_line(value);
      if (value.empty()) continue;
      if (!rule.form.empty()) {
        std::string formed = rule.form;
        value = formed.replace(formed.find("{}"), 2, value);
      }
      values.push_back(std::move(value));
    }
  }
  return values;
}

class ProfiledXml final : public Parser {
 public:
  ProfiledXml(XmlProfile profile, const text::Languages& languages)
      : profile_(std::move(profile)), languages_(languages) {}

  std::string_view name() const override { return profile_.name; }

  bool accepts(const Input& input) const override {
    const auto root = xml::root_tag(input.bytes);
    if (!root || root->name != profile_.root) return false;
    if (!profile_.space.empty() && root->space != profile_.space) return false;
    if (profile_.where.empty()) return true;
    const auto document = xml::Document::parse(input.bytes);
    if (!document) return false;
    xml::Evaluator evaluator(*document, profile_.namespaces);
    return evaluator.test(profile_.where, document->root());
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    const auto document = xml::Document::parse(input.bytes);
    if (!document) return document.error();
    ParsedDocument parsed;
    parsed.media_type = profile_.media_type;
    parsed.warnings = document->warnings();
    xml::Evaluator evaluator(*document, profile_.namespaces);
    read_fields(evaluator, document->root(), parsed);
    read_passages(*document, evaluator, parsed);
    emit(std::move(parsed));
    return {};
  }

 private:
  void read_fields(xml::Evaluator& evaluator, xml::Node root, ParsedDocument& parsed) const {
    FileMetadata metadata(parsed, languages_);
    for (const auto& [field, rules] : profile_.fields) {
      for (const FieldRule& rule : rules) {
        metadata.offer(field, values_of(rule, evaluator, root));
        if (parsed.metadata[field].given()) break;
      }
    }
  }

  void read_passages(const xml::Document& document, xml::Evaluator& evaluator,
                     ParsedDocument& parsed) const {
    PassageWriter writer;
    XmlTextWalk walk(profile_, document, evaluator, writer);
    walk.run();
    parsed.passages = writer.finish();
    if (walk.matched_passages() == 0 && !profile_.passages.empty()) {
      parsed.warnings.push_back(
          {"no-passages", "No element is a passage by the rules of " + profile_.file +
                              "; the text was kept in one piece. Compare the file with the "
                              "profile's [[passages]]."});
    }
    if (writer.repeated_anchors() > 0) {
      parsed.warnings.push_back(
          {"duplicate-anchor", std::to_string(writer.repeated_anchors()) +
                                   " passages repeat an anchor and were given one of their own; "
                                   "make the anchor rule of " +
                                   profile_.file + " more specific."});
    }
  }

  const XmlProfile profile_;
  const text::Languages& languages_;
};

}  // namespace

Result<std::vector<std::unique_ptr<Parser>>> make_profiled_xml_parsers(
    const std::filesystem::path& folder, const text::Languages& languages) {
  auto profiles = load_profiles(folder);
  if (!profiles) return profiles.error();
  std::vector<std::unique_ptr<Parser>> parsers;
  for (XmlProfile& profile : *profiles)
    parsers.push_back(std::make_unique<ProfiledXml>(std::move(profile), languages));
  return parsers;
}

}  // namespace lontar::parsers
