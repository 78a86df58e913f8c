#include "harvest/address.h"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "core/ascii.h"

namespace lontar::harvest {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK || !text) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

Error bad(std::string_view text, const std::string& what) {
  return {ErrorCode::kInvalid, "'" + std::string(text) + "' " + what};
}

struct Network {
  std::uint32_t address;
  int bits;
};

// IANA's special-purpose networks, as far as a request could reach something in them.
constexpr Network kPrivate4[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
    {0xAC100000, 12}, {0xC0000000, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xE0000000, 3},
};

bool is_private4(std::uint32_t address) {
  return std::ranges::any_of(kPrivate4, [&](const Network& network) {
    return (address >> (32 - network.bits)) == (network.address >> (32 - network.bits));
  });
}

std::uint32_t last_four(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | bytes[3];
}

// Only 2000::/3 is the internet; an IPv4 address may be wrapped in one of IPv6 (mapped, NAT64,
// 6to4).
bool is_private6(const std::array<std::uint8_t, 16>& ip) {
  constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  constexpr std::array<std::uint8_t, 12> kNat64 = {0, 0x64, 0xFF, 0x9B};
  const auto starts = [&](const auto& prefix) {
    return std::equal(prefix.begin(), prefix.end(), ip.begin());
  };
  if (starts(kMapped) || starts(kNat64)) return is_private4(last_four(ip.data() + 12));
  if (ip[0] == 0x20 && ip[1] == 0x02) return is_private4(last_four(ip.data() + 2));
  return (ip[0] & 0xE0) != 0x20;
}

}  // namespace

bool is_private_ip(std::string_view text) {
  const std::string ip(text.substr(0, text.find('%')));
  in_addr four{};
  if (::inet_pton(AF_INET, ip.c_str(), &four) == 1) return is_private4(ntohl(four.s_addr));
  std::array<std::uint8_t, 16> six{};
  return ::inet_pton(AF_INET6, ip.c_str(), six.data()) != 1 || is_private6(six);
}

std::string Address::file_name() const {
  const std::string only = path.substr(0, path.find('?'));
  const std::string last = only.substr(only.rfind('/') + 1);
  int size = 0;
  char* decoded = curl_easy_unescape(nullptr, last.c_str(), static_cast<int>(last.size()), &size);
  if (!decoded) return {};
  std::string name(decoded, static_cast<std::size_t>(size));
  curl_free(decoded);
  return name;
}

Result<Address> parse_address(std::string_view text) {
  const bool control = std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
  if (control) return bad("...", "has control characters in it");
  const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
  const std::string copy(text);
  if (copy.find("://") == copy.npos ||
      curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
    return bad(text, "is not an address that starts with https:// or http://");
  }
  Address address;
  address.scheme = ascii_lower(part(url.get(), CURLUPART_SCHEME));
  if (address.scheme != "http" && address.scheme != "https") {
    return bad(text, "starts with " + address.scheme + "://; only https:// and http:// are read");
  }
  if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_PASSWORD).empty()) {
    return bad("...", "has a user's name or password in it; such an address is not followed");
  }
  address.host = ascii_lower(part(url.get(), CURLUPART_HOST));
  if (address.host.empty()) return bad(text, "names no host");
  curl_url_set(url.get(), CURLUPART_HOST, address.host.c_str(), 0);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  address.text = part(url.get(), CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  address.origin = address.scheme + "://" + address.host + ":" +
                   part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  const std::string query = part(url.get(), CURLUPART_QUERY);
  address.path = part(url.get(), CURLUPART_PATH);
  if (address.path.empty()) address.path = "/";
  if (!query.empty()) address.path += "?" + query;
  return address;
}

}  // namespace lontar::harvest
