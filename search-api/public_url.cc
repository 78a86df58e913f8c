#include "search-api/public_url.h"

#include <algorithm>
#include <cctype>

namespace lontar::api {
namespace {

constexpr std::size_t kMaxHost = 261;  // a name of 253 letters, ':', a port

bool all_of(std::string_view text, std::string_view signs) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || signs.find(c) != signs.npos;
  });
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && !text.empty() &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// "law.example", "127.0.0.1:8080", "[::1]:8080"
bool is_authority(std::string_view text) {
  if (text.size() > kMaxHost) return false;
  const bool ipv6 = text.starts_with('[');
  const auto end = ipv6 ? text.find(']') : text.find(':');
  if (ipv6 && end == text.npos) return false;
  const std::string_view host = ipv6 ? text.substr(1, end - 1) : text.substr(0, end);
  const std::string_view rest = end == text.npos ? "" : text.substr(ipv6 ? end + 1 : end);
  const bool port = rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
  return port && all_of(host, ipv6 ? ":." : ".-");
}

}  // namespace

std::optional<std::string> read_public_url(std::string_view text) {
  if (text.empty()) return "";
  if (text.ends_with('/')) text.remove_suffix(1);
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (text.starts_with(scheme) && is_authority(text.substr(scheme.size())))
      return std::string(text);
  }
  return std::nullopt;
}

std::string base_url(std::string_view public_url, const Request& request) {
  if (!public_url.empty()) return std::string(public_url);
  const std::string host = request.header("host");
  return is_authority(host) ? "http://" + host : std::string();
}

}  // namespace lontar::api
