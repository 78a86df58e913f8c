#include <cctype>

#include "parsers/encoding_internal.h"
#include "parsers/xml_internal.h"

namespace lontar::parsers::xml {
namespace {

constexpr std::size_t kFirstLook = 64 * 1024;

bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Reads the prolog and the first start tag; the text shrinks as it is read.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool skip_prolog() {
    for (;;) {
      skip_space();
      if (rest_.starts_with("<?")) {
        if (!skip_past("?>")) return false;
      } else if (rest_.starts_with("<!--")) {
        if (!skip_past("-->")) return false;
      } else if (rest_.starts_with("<!DOCTYPE") || rest_.starts_with("<!doctype")) {
        if (!skip_doctype()) return false;
      } else {
        return rest_.size() > 1 && rest_[0] == '<' && name_start(rest_[1]);
      }
    }
  }

  std::optional<RootTag> tag() {
    rest_.remove_prefix(1);
    std::string qualified = name();
    const auto colon = qualified.find(':');
    const std::string prefix = colon == std::string::npos ? "" : qualified.substr(0, colon);
    const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + prefix;
    RootTag found{colon == std::string::npos ? qualified : qualified.substr(colon + 1), ""};
    for (;;) {
      skip_space();
      if (rest_.empty()) return {};
      if (rest_[0] == '>' || rest_[0] == '/') return found;
      const std::string attribute = name();
      skip_space();
      if (attribute.empty() || rest_.empty() || rest_[0] != '=') return found;  // not well-formed
      rest_.remove_prefix(1);
      skip_space();
      if (rest_.empty() || (rest_[0] != '"' && rest_[0] != '\'')) return found;
      const auto close = rest_.find(rest_[0], 1);
      if (close == std::string_view::npos) return {};
      if (attribute == declaration) found.space = rest_.substr(1, close - 1);
      rest_.remove_prefix(close + 1);
    }
  }

 private:
  static bool name_start(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  }
  void skip_space() {
    while (!rest_.empty() && space(rest_[0])) rest_.remove_prefix(1);
  }
  bool skip_past(std::string_view end) {
    const auto at = rest_.find(end);
    if (at == std::string_view::npos) return false;
    rest_.remove_prefix(at + end.size());
    return true;
  }
  // Up to the '>' outside quotes and outside the internal subset's brackets.
  bool skip_doctype() {
    bool inside = false;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (c == '"' || c == '\'') {
        i = rest_.find(c, i + 1);
        if (i == std::string_view::npos) return false;
      } else if (c == '[') {
        inside = true;
      } else if (c == ']') {
        inside = false;
      } else if (c == '>' && !inside) {
        rest_.remove_prefix(i + 1);
        return true;
      }
    }
    return false;
  }
  std::string name() {
    std::size_t end = 0;
    while (end < rest_.size() && !space(rest_[end]) && rest_[end] != '=' && rest_[end] != '>' &&
           rest_[end] != '/')
      ++end;
    const std::string found(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return found;
  }

  std::string_view rest_;
};

std::optional<RootTag> scan(std::string_view bytes) {
  const Decoded source = decode(bytes, declared_xml_encoding(bytes));
  Scanner scanner(source.text);
  if (!scanner.skip_prolog()) return {};
  return scanner.tag();
}

}  // namespace

std::optional<RootTag> root_tag(std::string_view bytes) {
  if (!looks_like_text(bytes)) return {};
  if (auto found = scan(bytes.substr(0, kFirstLook))) return found;
  // A prolog longer than the first look is rare; anything else than '<' first is no XML.
  const Decoded look = decode(bytes.substr(0, 1024), declared_xml_encoding(bytes));
  const auto first = look.text.find_first_not_of(" \t\r\n");
  const bool begins = first != std::string::npos && look.text[first] == '<';
  return begins && bytes.size() > kFirstLook ? scan(bytes) : std::nullopt;
}

}  // namespace lontar::parsers::xml
