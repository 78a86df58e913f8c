#include "search-api/xml_text.h"

#include <array>

namespace lontar::api {
namespace {

// U+FFFE and U+FFFF in UTF-8: no characters of XML.
constexpr std::array<std::string_view, 2> kNoCharacters = {"\xEF\xBF\xBE", "\xEF\xBF\xBF"};

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char c = text.front();
    std::size_t taken = 1;
    if (text.starts_with(kNoCharacters[0]) || text.starts_with(kNoCharacters[1])) {
      taken = kNoCharacters[0].size();
    } else if (const std::string_view escaped = entity(c); !escaped.empty()) {
      out.append(escaped);
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
      out += c;
    }
    text.remove_prefix(taken);
  }
  return out;
}

std::string xml_element(std::string_view name, std::string_view text) {
  if (text.empty()) return "";
  return "<" + std::string(name) + ">" + xml_text(text) + "</" + std::string(name) + ">\n";
}

}  // namespace lontar::api
