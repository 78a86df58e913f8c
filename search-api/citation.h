// A document, or a passage of it, as others cite it. Only what its metadata states is there: what
// they lack is left out, and a digest is always called one. Pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "index/record.h"
#include "search-api/wording.h"

namespace lontar::api {

// What reference managers tell apart.
enum class WorkKind { kDecision, kLaw, kBill, kReport, kOther };

struct Citation {
  WorkKind kind = WorkKind::kOther;
  std::string id;     // of the document
  std::string title;  // what it is called, see display_title()
  std::string short_title;
  std::string type;  // in words: "Agreement"
  std::optional<Date> date;
  std::string date_words;              // "10 June 2002"
  std::string court;                   // in words
  std::vector<std::string> citations;  // "G.R. No. 118295", "[2010] SGCA 20"
  std::vector<std::string> topics;     // in words
  std::string language;                // BCP 47
  std::string mark;  // what a reader must know: "Digest, not the official text", "Translation"
  std::string url;   // absolute
  std::string source_url;
  std::string passage;  // its label, or ""
  std::string passage_kind;
  int page = 0;  // of the original, where the passage begins
};

// In the words of `words`; `base` as base_url() gives it.
Citation citation_of(const index::Record& record, const Wording& words, std::string_view base);
Citation citation_of(const index::Record& record, const Passage& passage, const Wording& words,
                     std::string_view base);

// One record of the RIS format with its "ER  - ", lines ending in "\r\n".
std::string ris(const Citation& citation);
// One @misc entry, in UTF-8: classic BibTeX knows no type for laws and decisions.
std::string bibtex(const Citation& citation);
// One line in the manner of OSCOLA (4th edition): names of cases stand first, then what finds them.
std::string oscola(const Citation& citation);
// One line for a footnote of any style, with its parts spelt out.
std::string plain(const Citation& citation);

// How a citation may be asked for. To add a style, add a row.
struct CitationStyle {
  std::string_view name;
  std::string_view label;
  std::string_view media_type;
  std::string_view extension;
  std::string (*write)(const Citation&);
};
std::span<const CitationStyle> citation_styles();

}  // namespace lontar::api
