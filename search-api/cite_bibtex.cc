// BibTeX entries in UTF-8, for biber and for bibtex8 with inputenc. What TeX reads as a command is
// written as a command that prints it; braces of a value always balance, which is all that BibTeX
// itself looks at.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "io/file.h"
#include "search-api/citation.h"

namespace lontar::api {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 10> kEscapes = {{
    {'\\', "{\\textbackslash}"},
    {'{', "{\\textbraceleft}"},
    {'}', "{\\textbraceright}"},
    {'~', "{\\textasciitilde}"},
    {'^', "{\\textasciicircum}"},
    {'$', "\\$"},
    {'&', "\\&"},
    {'#', "\\#"},
    {'%', "\\%"},
    {'_', "\\_"},
}};

// The macros that every style defines, which print the month in its own way.
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

constexpr std::size_t kMaxKey = 60;

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto row = std::ranges::find(kEscapes, c, &std::pair<char, std::string_view>::first);
    if (row == kEscapes.end())
      out += c;
    else
      out += row->second;
  }
  return out;
}

// Addresses are taken as they stand by \url and its like; what would end the value is written as an
// address can write it.
std::string escape_url(std::string_view url) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && std::string_view("{}\\\"^`").find(c) == std::string::npos)
      out += c;
    else
      (out += '%').append({kHex[byte >> 4], kHex[byte & 15]});
  }
  return out;
}

// The id where it can be one, else what of it can, with a few digits of its hash: two documents
// never have the same key.
std::string key_of(const std::string& id) {
  std::string key;
  for (const char c : id) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
    if (plain)
      key += c;
    else if (!key.empty() && key.back() != '-')
      key += '-';
  }
  if (key == id && key.size() <= kMaxKey) return key;
  key = key.substr(0, kMaxKey);
  return key + (key.empty() || key.ends_with('-') ? "" : "-") + io::content_hash(id).substr(0, 12);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out.append(out.empty() ? "" : ", ").append(text);
  return out;
}

}  // namespace

std::string bibtex(const Citation& citation) {
  std::string out = "@misc{" + key_of(citation.id);
  const auto raw = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out.append(",\n  ").append(name).append(" = ").append(value);
  };
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) raw(name, "{" + escape(value) + "}");
  };
  const auto add_url = [&](std::string_view name, std::string_view url) {
    if (!url.empty()) raw(name, "{" + escape_url(url) + "}");
  };
  // The inner braces keep the capitals of names.
  raw("title", "{{" + escape(citation.title) + "}}");
  if (!citation.short_title.empty()) raw("shorttitle", "{{" + escape(citation.short_title) + "}}");
  if (citation.date) {
    raw("year", "{" + std::to_string(citation.date->year) + "}");
    if (citation.date->month > 0)
      raw("month", kMonths[static_cast<std::size_t>(citation.date->month) - 1]);
    if (citation.date->day > 0) raw("day", "{" + std::to_string(citation.date->day) + "}");
  }
  add("howpublished", citation.type);
  add("organization", citation.court);
  add("number", joined(citation.citations));
  std::vector<std::string> notes;
  for (const std::string* note : {&citation.mark, &citation.passage})
    if (!note->empty()) notes.push_back(*note);
  if (citation.page > 0 && citation.passage != "Page " + std::to_string(citation.page))
    notes.push_back("page " + std::to_string(citation.page));
  add("note", joined(notes));
  add("keywords", joined(citation.topics));
  add("language", citation.language);
  add_url("url", citation.url);
  add_url("origurl", citation.source_url);
  return out + "\n}\n";
}

}  // namespace lontar::api
