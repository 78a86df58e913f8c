#include "search-api/file_name.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "search-api/url.h"
#include "text/clean.h"

namespace lontar::api {

std::string content_disposition(std::string_view kind, const std::string& name) {
  std::string ascii = name;
  std::replace_if(
      ascii.begin(), ascii.end(),
      [](char c) { return c < 0x20 || c > 0x7E || c == '"' || c == '\\'; }, '_');
  std::string encoded = percent_encode(name);
  for (const auto& [from, to] : {std::pair{"'", "%27"}, {"(", "%28"}, {")", "%29"}, {"*", "%2A"}})
    for (auto at = encoded.find(from); at != std::string::npos; at = encoded.find(from, at + 3))
      encoded.replace(at, 1, to);
  return std::string(kind) + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
}

// Bidirectional signs and other invisible characters are gone with clean_line(): they could make
// one kind of file look like another.
std::string file_name_part(std::string_view text, std::size_t bytes) {
  std::string part;
  for (const char c : text::clean_line(text)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte >= 0x80 || std::isalnum(byte) != 0;
    const bool begins = (byte & 0xC0) != 0x80;  // a character
    if (begins && part.size() >= bytes) break;
    if (kept)
      part += c;
    else if (!part.empty() && part.back() != '-')
      part += '-';
  }
  while (part.ends_with('-')) part.pop_back();
  return part;
}

}  // namespace lontar::api
