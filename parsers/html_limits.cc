// What a page may cost: Gumbo's time grows with the square of the depth of nesting and of the
// number of attributes in one tag, so both are estimated before a page is given to it.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "core/ascii.h"
#include "parsers/html_internal.h"
#include "parsers/markup_names_internal.h"

namespace lontar::parsers::html {
namespace {

constexpr std::size_t kMaxDepth = 1000;
constexpr std::size_t kMaxAttributes = 500;

// Elements without content, and those whose end tag HTML supplies by itself.
constexpr std::array<std::string_view, 29> kClosedByThemselves = {
    "area",  "base",   "br",    "col",   "embed",    "hr",     "img",      "input", "link", "meta",
    "param", "source", "track", "wbr",   "p",        "li",     "dt",       "dd",    "tr",   "td",
    "th",    "tbody",  "thead", "tfoot", "colgroup", "option", "optgroup", "rp",    "rt"};

// The page without the programs in it, where "a<b" is no tag. Inside drawings and formulas a
// program is read like any element, so such a page is left as it is.
std::string without_programs(std::string_view source) {
  const std::string low = ascii_lower(source);
  std::string kept;
  std::size_t at = 0;
  const bool foreign = low.find("<svg") != low.npos || low.find("<math") != low.npos;
  while (!foreign) {
    const std::size_t begin = low.find("<script", at);
    const std::size_t end = low.find("</script", begin);
    if (begin == low.npos || end == low.npos) break;
    kept += source.substr(at, begin - at);
    at = end;
  }
  return kept.append(source.substr(at));
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string lower_name(std::string_view source, std::size_t begin) {
  constexpr std::size_t kLongest = 20;
  std::size_t end = begin;
  while (end < source.size() && std::isalnum(static_cast<unsigned char>(source[end]))) ++end;
  return ascii_lower(source.substr(begin, std::min(end - begin, kLongest)));
}

std::size_t estimated_depth(std::string_view source) {
  std::map<std::string, std::size_t, std::less<>> open;
  std::size_t depth = 0, deepest = 0;
  for (std::size_t at = 0; (at = source.find('<', at)) != std::string_view::npos;) {
    const bool closing = at + 1 < source.size() && source[at + 1] == '/';
    const std::size_t begin = at + (closing ? 2 : 1);
    const std::string name = lower_name(source, begin);
    at = std::max(begin + name.size(), at + 1);
    if (name.empty()) continue;
    if (one_of(kClosedByThemselves, name)) continue;
    std::size_t& count = open[name];
    if (closing && count == 0) continue;
    count += closing ? -1 : 1;
    depth += closing ? -1 : 1;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

// How many attributes the tag at `at` has; moves `at` behind the tag.
std::size_t count_attributes(std::string_view source, std::size_t& at) {
  std::size_t found = 0;
  char quote = 0;
  bool apart = false;  // whether a name may begin here
  for (; at < source.size() && (quote || source[at] != '>'); ++at) {
    const char c = source[at];
    if (quote) {
      if (c == quote) quote = 0, apart = true;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '/' || std::isspace(static_cast<unsigned char>(c))) {
      apart = true;
    } else {
      if (apart && c != '=') ++found;
      apart = false;
    }
  }
  return found;
}

std::size_t estimated_attributes(std::string_view source) {
  std::size_t most = 0;
  for (std::size_t at = 0; (at = source.find('<', at)) != std::string_view::npos;) {
    if (++at >= source.size() || !is_letter(source[at])) continue;
    most = std::max(most, count_attributes(source, at));
  }
  return most;
}

}  // namespace

std::optional<Warning> too_costly(std::string_view page) {
  const std::string source = without_programs(page);
  if (estimated_depth(source) > kMaxDepth) {
    return Warning{"html-too-deep", "Elements are nested more than " + std::to_string(kMaxDepth) +
                                        " deep; the text was kept without its structure. Save the "
                                        "page anew with a program that closes its elements."};
  }
  if (estimated_attributes(source) > kMaxAttributes) {
    return Warning{"html-too-many-attributes",
                   "A tag has more than " + std::to_string(kMaxAttributes) +
                       " attributes; the text was kept without its structure. Save the page anew "
                       "with a program that writes ordinary HTML."};
  }
  return std::nullopt;
}

}  // namespace lontar::parsers::html
