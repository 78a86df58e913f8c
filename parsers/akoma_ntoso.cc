#include "parsers/akoma_ntoso.h"

#include "parsers/akoma_ntoso_internal.h"

namespace lontar::parsers {
namespace {

class AkomaNtoso final : public Parser {
 public:
  explicit AkomaNtoso(const text::Languages& languages) : languages_(languages) {}

  std::string_view name() const override { return "akoma-ntoso"; }

  // By the root's name: the namespace changes with every draft.
  bool accepts(const Input& input) const override {
    const auto root = xml::root_tag(input.bytes);
    return root && (root->name == "akomaNtoso" || root->name == "akomantoso");
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    const auto source = xml::Document::parse(input.bytes);
    if (!source) return source.error();
    ParsedDocument parsed;
    parsed.media_type = "application/akn+xml";
    parsed.warnings = source->warnings();
    akn::read_metadata(akn::document_element(source->root()), languages_, parsed);
    akn::read_passages(*source, languages_, parsed);
    infer_title(parsed);
    emit(std::move(parsed));
    return {};
  }

 private:
  // A decision without a name is known by its citation, any other text by its first heading.
  static void infer_title(ParsedDocument& parsed) {
    if (parsed.metadata.first(Field::kType) == "judgment") {
      parsed.metadata.offer(Field::kTitle, parsed.metadata.first(Field::kCitation),
                            Source::kInferred, "the citation");
    }
    for (const Passage& passage : parsed.passages) {
      if (passage.heading.empty()) continue;
      parsed.metadata.offer(Field::kTitle, passage.heading, Source::kInferred,
                            "the first heading (" + passage.anchor + ")");
      return;
    }
  }

  const text::Languages& languages_;
};

}  // namespace

std::unique_ptr<Parser> make_akoma_ntoso_parser(const text::Languages& languages) {
  return std::make_unique<AkomaNtoso>(languages);
}

}  // namespace lontar::parsers
