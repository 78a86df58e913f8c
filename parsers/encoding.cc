#include <algorithm>
#include <array>
#include <cctype>

#include "parsers/encoding_internal.h"
#include "text/clean.h"

namespace lontar::parsers {
namespace {

struct Mark {
  std::string_view bytes;
  std::string_view encoding;
};
using namespace std::string_view_literals;

// UTF-32LE begins like UTF-16LE, so it stands first.
constexpr std::array kMarks = {
    Mark{"\xFF\xFE\0\0"sv, "UTF-32LE"}, Mark{"\0\0\xFE\xFF"sv, "UTF-32BE"},
    Mark{"\xEF\xBB\xBF"sv, "UTF-8"},    Mark{"\xFF\xFE"sv, "UTF-16LE"},
    Mark{"\xFE\xFF"sv, "UTF-16BE"},
};

constexpr std::size_t kLook = 4096;

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(), [](unsigned char c) { return std::tolower(c); });
  return low;
}

// UTF-16 without a mark shows as text whose every other byte is NUL.
std::string_view unmarked_utf16(std::string_view bytes) {
  const std::string_view look = bytes.substr(0, kLook);
  if (look.size() < 4) return {};
  std::array<std::size_t, 2> nul{};
  for (std::size_t i = 0; i < look.size(); ++i) nul[i % 2] += look[i] == '\0';
  const std::size_t many = look.size() / 5;
  if (nul[1] > many && nul[0] == 0) return "UTF-16LE";
  if (nul[0] > many && nul[1] == 0) return "UTF-16BE";
  return {};
}

std::size_t sequence_length(std::string_view at) {
  const auto lead = static_cast<unsigned char>(at[0]);
  const std::size_t length = lead < 0x80                    ? 1
                             : lead >= 0xC2 && lead <= 0xDF ? 2
                             : lead >= 0xE0 && lead <= 0xEF ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
  if (length == 0 || at.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(at[i]) & 0xC0) != 0x80) return 0;
  }
  const auto second = length > 1 ? static_cast<unsigned char>(at[1]) : 0;
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || beyond ? 0 : length;
}

struct Utf8Count {
  std::size_t wide = 0;    // sequences of several bytes
  std::size_t broken = 0;  // bytes that are none
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    count.wide += length > 1;
    count.broken += length == 0;
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return count;
}

Decoded as(std::string_view bytes, std::string_view encoding) {
  return {text::to_utf8(bytes, encoding), std::string(encoding), false, ""};
}

Decoded decode_utf8(std::string_view bytes, bool declared) {
  const Utf8Count count = count_utf8(bytes);
  if (count.broken == 0) return {std::string(bytes), "UTF-8", false, ""};
  // A few bytes broken among many good ones are damage; otherwise it never was UTF-8.
  const bool damaged = count.wide > count.broken;
  Decoded decoded = as(bytes, damaged ? "UTF-8" : "windows-1252");
  decoded.doubtful = declared || damaged;
  decoded.doubt = damaged
                      ? std::to_string(count.broken) +
                            " bytes are not UTF-8 and are shown as U+FFFD; save the file as UTF-8"
                      : "declared UTF-8 but is not; it was read as windows-1252; save the file "
                        "as UTF-8";
  return decoded;
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view declared) {
  for (const Mark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    const std::string_view rest = bytes.substr(mark.bytes.size());
    return mark.encoding == "UTF-8" ? decode_utf8(rest, true) : as(rest, mark.encoding);
  }
  if (const auto utf16 = unmarked_utf16(bytes); !utf16.empty()) return as(bytes, utf16);
  const std::string name = lower(declared);
  const bool utf8 = name == "utf-8" || name == "utf8";
  // What says of itself in single bytes that it is UTF-16 is not.
  if (name.empty() || utf8 || name.starts_with("utf-16") || name.starts_with("utf-32"))
    return decode_utf8(bytes, utf8);
  if (name == "iso-8859-1" || name == "latin1" || name == "latin-1" || name == "us-ascii" ||
      name == "ascii") {
    return count_utf8(bytes).wide > 0 && count_utf8(bytes).broken == 0 ? decode_utf8(bytes, false)
                                                                       : as(bytes, "windows-1252");
  }
  return as(bytes, declared);
}

std::string declared_xml_encoding(std::string_view bytes) {
  std::string_view look = bytes.substr(0, kLook);
  const auto begin = look.find("<?xml");
  const auto end = look.find("?>");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  look = look.substr(begin, end - begin);
  auto at = look.find("encoding");
  if (at == std::string_view::npos) return {};
  at = look.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const auto close = look.find(look[at], at + 1);
  if (close == std::string_view::npos) return {};
  return std::string(look.substr(at + 1, close - at - 1));
}

bool looks_like_text(std::string_view bytes) {
  for (const Mark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes) && mark.encoding != "UTF-8") return true;
  }
  if (!unmarked_utf16(bytes).empty()) return true;
  const std::string_view look = bytes.substr(0, 64 * 1024);
  if (look.find('\0') != std::string_view::npos) return false;
  const auto controls = std::ranges::count_if(look, [](unsigned char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
  });
  return static_cast<std::size_t>(controls) * 100 <= look.size();
}

}  // namespace lontar::parsers
