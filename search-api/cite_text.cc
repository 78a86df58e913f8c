// Citations as one line of text.
#include <algorithm>
#include <array>
#include <cctype>

#include "search-api/citation.h"

namespace lontar::api {
namespace {

struct Pinpoint {
  std::string_view kind;  // of the passage
  std::string_view word;  // with which its label begins in English
  std::string_view short_form;
};
constexpr std::array kPinpoints = {
    Pinpoint{"article", "Article ", "art "},
    Pinpoint{"section", "Section ", "s "},
    Pinpoint{"paragraph", "Paragraph ", "para "},
    Pinpoint{"chapter", "Chapter ", "ch "},
    Pinpoint{"page", "Page ", "p "},
};

// "Article 5" as "art 5", a paragraph of a decision as "[5]"; labels in other languages stay as
// they are.
std::string pinpoint(const Citation& citation) {
  if (citation.kind == WorkKind::kDecision && citation.passage_kind == "paragraph") {
    const auto blank = citation.passage.rfind(' ');
    const std::string number =
        blank == std::string::npos ? citation.passage : citation.passage.substr(blank + 1);
    if (!number.empty() &&
        std::ranges::all_of(number, [](unsigned char c) { return std::isdigit(c); }))
      return "[" + number + "]";
  }
  for (const Pinpoint& row : kPinpoints) {
    if (citation.passage_kind == row.kind && citation.passage.starts_with(row.word))
      return std::string(row.short_form) + citation.passage.substr(row.word.size());
  }
  return citation.passage;
}

// "[2010] SGCA 20": a year in brackets, a court in letters, a number. It says court and year
// itself.
bool is_neutral(std::string_view text) {
  if (text.size() < 9 || text[0] != '[' || text[5] != ']' || text[6] != ' ') return false;
  text.remove_prefix(7);
  const auto blank = text.find(' ');
  if (blank == text.npos || blank == 0) return false;
  const auto all = [](std::string_view part, int (*is)(int)) {
    for (const char c : part)
      if (is(static_cast<unsigned char>(c)) == 0) return false;
    return !part.empty();
  };
  return all(text.substr(0, blank), std::isalpha) && all(text.substr(blank + 1), std::isdigit);
}

void append(std::string& out, std::string_view before, std::string_view text) {
  if (!text.empty()) out.append(out.empty() ? "" : before).append(text);
}

}  // namespace

std::string oscola(const Citation& citation) {
  std::string out = citation.title;
  bool neutral = false;
  for (std::size_t i = 0; i < citation.citations.size(); ++i) {
    const std::string& each = citation.citations[i];
    // What begins with its year follows a name without a comma.
    out.append(i == 0 && (each.starts_with('[') || each.starts_with('(')) ? " " : ", ");
    out.append(each);
    neutral = neutral || is_neutral(each);
  }
  std::string inside;
  if (!neutral) {
    append(inside, "", citation.court);
    append(inside, ", ", citation.date_words);
  }
  if (!inside.empty()) out.append(" (" + inside + ")");
  const std::string where = pinpoint(citation);
  if (!where.empty())
    out.append(citation.kind != WorkKind::kDecision || where.starts_with('[') ? " " : ", ");
  out.append(where);
  if (!citation.mark.empty())
    out.append(citation.mark.starts_with("Digest") ? " (digest, not the official text)"
                                                   : " (translation)");
  return out + " <" + citation.url + ">";
}

std::string plain(const Citation& citation) {
  std::string out = citation.title + ".";
  std::string facts;
  append(facts, ", ", citation.type);
  append(facts, ", ", citation.court);
  for (const std::string& each : citation.citations) append(facts, ", ", each);
  append(facts, ", ", citation.date_words);
  append(facts, ", ", citation.passage);
  for (const std::string& part : {facts, citation.mark})
    if (!part.empty()) out.append(" " + part + ".");
  return out + " " + citation.url;
}

}  // namespace lontar::api
