#include "parsers/encoding_internal.h"
#include "parsers/profiled_xml.h"
#include "parsers/text_cutter.h"
#include "parsers/xml_text_internal.h"

namespace lontar::parsers {
namespace {

class PlainXml final : public Parser {
 public:
  explicit PlainXml(const text::Languages& languages) : languages_(languages) {}

  std::string_view name() const override { return "xml"; }

  bool accepts(const Input& input) const override {
    if (const auto root = xml::root_tag(input.bytes)) return true;
    return input.name.ends_with(".xml") && looks_like_text(input.bytes) &&
           input.bytes.find('<') != std::string_view::npos;
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    const auto document = xml::Document::parse(input.bytes);
    if (!document) return document.error();
    ParsedDocument parsed;
    parsed.media_type = "application/xml";
    parsed.warnings = document->warnings();
    parsed.warnings.push_back(
        {"no-xml-profile", "No profile describes XML whose root is <" +
                               std::string(document->root().name()) +
                               ">, so its text was kept without structure; to tell title, date and "
                               "passages apart, add config/xml-profiles/NAME.toml "
                               "(docs/xml-profiles.md shows how)."});
    parsed.passages = cut(*document);
    emit(std::move(parsed));
    return {};
  }

 private:
  std::vector<Passage> cut(const xml::Document& document) const {
    const XmlProfile no_rules;
    xml::Evaluator evaluator(document, no_rules.namespaces);
    PassageWriter writer;
    XmlTextWalk(no_rules, document, evaluator, writer).run();
    TextCutter cutter(languages_);
    for (const Passage& passage : writer.finish()) {
      for (std::string_view rest = passage.text; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        cutter.paragraph(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return cutter.finish();
  }

  const text::Languages& languages_;
};

}  // namespace

std::unique_ptr<Parser> make_plain_xml_parser(const text::Languages& languages) {
  return std::make_unique<PlainXml>(languages);
}

}  // namespace lontar::parsers
