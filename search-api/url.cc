#include "search-api/url.h"

#include <algorithm>

#include "text/clean.h"

namespace lontar::api {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode_form(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return text::clean(percent_decode(spaced));
}

}  // namespace

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  static constexpr std::string_view kUnreserved = "-_.!~*'()";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        byte < 0x80 && (std::isalnum(byte) != 0 || kUnreserved.find(c) != std::string_view::npos);
    if (plain)
      out += c;
    else
      (out += '%').append({kHex[byte >> 4], kHex[byte & 15]});
  }
  return out;
}

QueryPairs parse_query(std::string_view raw) {
  QueryPairs pairs;
  while (!raw.empty()) {
    const auto end = raw.find('&');
    const std::string_view item = raw.substr(0, end);
    raw = end == std::string_view::npos ? std::string_view() : raw.substr(end + 1);
    if (item.empty()) continue;
    const auto equals = item.find('=');
    pairs.emplace_back(
        decode_form(item.substr(0, equals)),
        equals == std::string_view::npos ? std::string() : decode_form(item.substr(equals + 1)));
  }
  return pairs;
}

std::string format_query(const QueryPairs& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs)
    out.append(out.empty() ? "?" : "&")
        .append(percent_encode(name))
        .append("=")
        .append(percent_encode(value));
  return out;
}

}  // namespace lontar::api
