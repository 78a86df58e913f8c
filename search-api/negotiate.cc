#include "search-api/negotiate.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace lontar::api {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
    return std::nullopt;
  return value;
}

// The weight of an item's parts, in thousandths; 1000 where none is given or it cannot be read.
int weight_of(const std::vector<std::string_view>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!parts[i].starts_with("q=") && !parts[i].starts_with("Q=")) continue;
    const std::string_view weight = trim(parts[i].substr(2));
    const std::string_view decimals = weight.size() > 2 ? weight.substr(2, 3) : "";
    const bool fraction = weight.starts_with('0') && (weight.size() == 1 || weight[1] == '.');
    if (!fraction) return 1000;
    int thousandths = 0;
    for (std::size_t digit = 0; digit < 3; ++digit) {
      const char c = digit < decimals.size() ? decimals[digit] : '0';
      if (c < '0' || c > '9') return 1000;
      thousandths = thousandths * 10 + (c - '0');
    }
    return thousandths;
  }
  return 1000;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> gzip_said;
  bool star = false;
  for (const std::string_view item : split(accept_encoding, ',')) {
    const auto parts = split(item, ';');
    const bool wanted = weight_of(parts) > 0;
    if (same_word(parts[0], "gzip") || same_word(parts[0], "x-gzip")) gzip_said = wanted;
    if (parts[0] == "*") star = wanted;
  }
  return gzip_said.value_or(star);
}

std::vector<std::string> accepted_languages(std::string_view accept_language) {
  std::vector<std::pair<int, std::string>> weighted;
  for (const std::string_view item : split(accept_language, ',')) {
    const auto parts = split(item, ';');
    const int weight = weight_of(parts);
    if (weight > 0 && !parts[0].empty() && parts[0] != "*") weighted.emplace_back(weight, parts[0]);
  }
  std::ranges::stable_sort(weighted, std::ranges::greater{}, &std::pair<int, std::string>::first);
  std::vector<std::string> languages;
  for (auto& [weight, language] : weighted) languages.push_back(std::move(language));
  return languages;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kGzipFrame = 16;
  if (deflateInit2(&stream, 5, Z_DEFLATED, MAX_WBITS + kGzipFrame, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool complete = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(complete ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  const auto opaque = [](std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
  };
  for (const std::string_view candidate : split(if_none_match, ','))
    if (candidate == "*" || (!candidate.empty() && opaque(candidate) == opaque(etag))) return true;
  return false;
}

RangeChoice choose_range(std::string_view range, std::uint64_t size) {
  range = trim(range);
  if (range.size() < 6 || !same_word(range.substr(0, 6), "bytes=")) return WholeFile{};
  const auto specs = split(range.substr(6), ',');
  if (specs.size() != 1) return WholeFile{};  // several ranges: allowed to ignore (RFC 9110, 14.2)
  const std::string_view spec = specs[0];
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos) return WholeFile{};
  const auto first = number(trim(spec.substr(0, dash)));
  const auto last = number(trim(spec.substr(dash + 1)));

  if (dash == 0) {  // "-500": the last 500 bytes
    if (!last) return WholeFile{};
    if (*last == 0 || size == 0) return Unsatisfiable{};
    return ByteRange{size - std::min(*last, size), size - 1};
  }
  const bool open_end = dash + 1 == spec.size();
  if (!first || (!last && !open_end) || (last && *last < *first)) return WholeFile{};
  if (*first >= size) return Unsatisfiable{};
  return ByteRange{*first, open_end ? size - 1 : std::min(*last, size - 1)};
}

}  // namespace lontar::api
