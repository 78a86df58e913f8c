#include "index/schema.h"

#include <algorithm>

#include "io/file.h"

namespace lontar::index {
namespace {

// Xapian refuses terms over 245 bytes, and a zero byte in a term counts double.
constexpr std::size_t kMaxTermBytes = 200;

}  // namespace

std::string prefixed_term(std::string_view prefix, std::string_view value) {
  std::string whole = std::string(prefix) + ":" + std::string(value);
  if (whole.size() <= kMaxTermBytes && whole.find('\0') == std::string::npos) return whole;
  return whole.substr(0, kMaxTermBytes - 33) + "#" + io::content_hash(value);
}

std::optional<std::size_t> facet_named(std::string_view name) {
  const auto row = std::ranges::find(kFacets, name, &Facet::name);
  if (row == kFacets.end()) return {};
  return static_cast<std::size_t>(row - kFacets.begin());
}

std::vector<std::string> facet_values(const Facet& facet, const Metadata& metadata) {
  if (facet.field != Field::kDate) return metadata.all(facet.field);
  const auto date = metadata.date();
  if (!date) return {};
  return {Date{date->year, 0, 0}.iso()};
}

std::string facet_term(const Facet& facet, std::string_view value) {
  return prefixed_term(facet.prefix, value);
}

std::string heading_term(std::string_view language, std::string_view phrase) {
  return prefixed_term(kHeadingPrefix, std::string(language) + ":" + std::string(phrase));
}

HeadingTerm heading_of(std::string_view term) {
  term.remove_prefix(std::min(term.size(), kHeadingPrefix.size() + 1));
  const std::size_t colon = term.find(':');
  if (colon == std::string_view::npos) return {};
  return {std::string(term.substr(0, colon)), std::string(term.substr(colon + 1))};
}

std::string id_term(std::string_view id) { return prefixed_term("Q", id); }

std::string block_key(std::uint64_t key, std::size_t first_passage) {
  return "t" + std::to_string(key) + "." + std::to_string(first_passage);
}

std::string outline_key(std::uint64_t key) { return "o" + std::to_string(key); }
std::string record_key(std::uint64_t key) { return "r" + std::to_string(key); }

}  // namespace lontar::index
