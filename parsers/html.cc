#include "parsers/html.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "parsers/encoding_internal.h"
#include "parsers/html_internal.h"
#include "parsers/markup_names_internal.h"
#include "parsers/xml_internal.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

// Elements that begin a piece of HTML without <html>.
constexpr std::array<std::string_view, 16> kFragments = {
    "html", "head", "body", "div", "p",  "h1",    "h2",     "h3",
    "h4",   "ul",   "ol",   "br",  "hr", "table", "center", "font"};

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

bool named_html(std::string_view name) {
  const std::string low = lower(name);
  return low.ends_with(".html") || low.ends_with(".htm") || low.ends_with(".xhtml");
}

bool is_control(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
}

constexpr std::size_t kLook = 4096;

// Nothing but a page begins so, whatever comes after it.
bool begins_as_page(std::string_view bytes) {
  const std::string look = lower(decode(bytes.substr(0, kLook), "").text);
  const std::string_view start =
      std::string_view(look).substr(std::min(look.find_first_not_of(" \t\r\n\f"), look.size()));
  return start.starts_with("<!doctype html") || start.starts_with("<html");
}

class Html final : public Parser {
 public:
  explicit Html(const text::Languages& languages) : languages_(languages) {}

  std::string_view name() const override { return "html"; }

  bool accepts(const Input& input) const override {
    if (!looks_like_text(input.bytes) && !begins_as_page(input.bytes)) return false;
    const std::string look = lower(decode(input.bytes.substr(0, kLook), "").text);
    const auto first = look.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || (look[first] != '<' && !named_html(input.name))) return false;
    const bool says_so = look.find("<!doctype html") != std::string::npos ||
                         look.find("<html") != std::string::npos ||
                         look.find("<body") != std::string::npos;
    const auto root = xml::root_tag(input.bytes);
    const std::string root_name = root ? lower(root->name) : "";
    if (root && !root->space.empty() && root->space != "http://www.w3.org/1999/xhtml") return false;
    if (named_html(input.name)) return look.find('<') != std::string::npos;
    if (root_name.empty()) return says_so;
    return root_name == "html" || (one_of(kFragments, root_name) && !look.starts_with("<?xml"));
  }

  Result<void> parse(const Input& input, const Emit& emit) const override {
    Decoded source = decode(input.bytes, encoding_of(input.bytes));
    ParsedDocument parsed;
    parsed.media_type = "text/html";
    if (source.doubtful) parsed.warnings.push_back({"encoding-doubtful", source.doubt + "."});
    if (const auto controls = std::erase_if(source.text, is_control); controls > 0) {
      parsed.warnings.push_back(
          {"control-characters", std::to_string(controls) + " control " +
                                     (controls == 1 ? "character was" : "characters were") +
                                     " left out: no text is written with them."});
    }
    TextCutter cutter = read(std::move(source.text), parsed);
    parsed.metadata.offer(Field::kTitle, cutter.first_heading(), Source::kInferred,
                          "the first heading");
    parsed.passages = cutter.finish();
    if (parsed.passages.empty() && !parsed.metadata[Field::kTitle].given())
      return Error{ErrorCode::kInvalid, "there is no text in the page"};
    if (parsed.passages.empty()) {
      parsed.warnings.push_back(
          {"no-text", "The page has a title and no text; save it after its scripts have run."});
    }
    emit(std::move(parsed));
    return {};
  }

 private:
  TextCutter read(std::string source, ParsedDocument& parsed) const {
    auto warning = html::too_costly(source);
    if (!warning) {
      const html::Tree tree(std::move(source));
      html::read_metadata(tree.root(), languages_, parsed);
      return html::read_text(tree.root(), languages_);
    }
    parsed.warnings.push_back(std::move(*warning));
    TextCutter cutter(languages_);
    for (const auto& paragraph : paragraphs_of(text::clean(xml::without_tags(source)), languages_))
      cutter.paragraph(paragraph);
    return cutter;
  }

  static std::string encoding_of(std::string_view bytes) {
    const std::string declared = declared_xml_encoding(bytes);
    return declared.empty() ? html::declared_encoding(bytes) : declared;
  }

  const text::Languages& languages_;
};

}  // namespace

std::unique_ptr<Parser> make_html_parser(const text::Languages& languages) {
  return std::make_unique<Html>(languages);
}

}  // namespace lontar::parsers
