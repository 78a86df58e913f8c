#include "parsers/plain_text.h"

#include <array>

#include "parsers/encoding_internal.h"
#include "parsers/text_cutter.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

// Formats that are written in text and are not text.
constexpr std::array<std::string_view, 4> kNotText = {"{\\rtf", "%PDF-", "%!PS", "MIME-Version:"};

bool only_looks_like_text(std::string_view bytes) {
  for (const std::string_view beginning : kNotText) {
    if (bytes.starts_with(beginning)) return true;
  }
  return false;
}

class PlainText final : public Parser {
 public:
  explicit PlainText(const text::Languages& languages) : languages_(languages) {}

  std::string_view name() const override { return "plain-text"; }

  bool accepts(const Input& input) const override {
    return looks_like_text(input.bytes) && !only_looks_like_text(input.bytes);
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    const Decoded source = decode(input.bytes, "");
    ParsedDocument parsed;
    parsed.media_type = "text/plain";
    if (source.doubtful) parsed.warnings.push_back({"encoding-doubtful", source.doubt + "."});
    TextCutter cutter(languages_);
    const auto paragraphs = paragraphs_of(text::clean(source.text), languages_);
    if (paragraphs.empty()) return Error{ErrorCode::kInvalid, "there is no text in the file"};
    for (const std::string& paragraph : paragraphs) cutter.paragraph(paragraph);
    parsed.passages = cutter.finish();
    if (!text::article_heading(paragraphs.front(), languages_)) {
      parsed.metadata.offer(Field::kTitle, title_like(paragraphs.front()), Source::kInferred,
                            "the first paragraph");
    }
    emit(std::move(parsed));
    return {};
  }

 private:
  const text::Languages& languages_;
};

}  // namespace

std::unique_ptr<Parser> make_plain_text_parser(const text::Languages& languages) {
  return std::make_unique<PlainText>(languages);
}

}  // namespace lontar::parsers
