// RIS, as EndNote, Zotero and Mendeley read it: two letters, two blanks, a dash, a blank, a value;
// "TY" first, "ER" last. Values are one line each and need no escaping.
#include <array>
#include <cstdio>

#include "search-api/citation.h"

namespace lontar::api {
namespace {

struct TypeOfKind {
  WorkKind kind;
  std::string_view type;
  std::string_view number;  // the tag that holds what it is cited by
};
// By WorkKind. EndNote and Zotero read a case's docket from SV and a statute's number from M1.
constexpr std::array kTypes = {
    TypeOfKind{WorkKind::kDecision, "CASE", "SV"}, TypeOfKind{WorkKind::kLaw, "STAT", "M1"},
    TypeOfKind{WorkKind::kBill, "BILL", "M1"},     TypeOfKind{WorkKind::kReport, "RPRT", "SN"},
    TypeOfKind{WorkKind::kOther, "GEN", "M1"},
};

// "2002/06/10/": what is not known stays empty between the strokes.
std::string ris_date(const Date& date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d/", date.year);
  std::string out = text.data();
  for (const int part : {date.month, date.day}) {
    std::snprintf(text.data(), text.size(), "%02d", part);
    out.append(part > 0 ? text.data() : "").append("/");
  }
  return out;
}

}  // namespace

std::string ris(const Citation& citation) {
  std::string out;
  const auto add = [&](std::string_view tag, std::string_view value) {
    if (!value.empty()) out.append(tag).append("  - ").append(value).append("\r\n");
  };
  const TypeOfKind& type = kTypes[static_cast<std::size_t>(citation.kind)];
  add("TY", type.type);
  add("TI", citation.title);
  add("ST", citation.short_title);
  if (citation.date) {
    add("PY", ris_date(*citation.date).substr(0, 4));
    add("DA", ris_date(*citation.date));
  }
  add("PB", citation.court);
  for (std::size_t i = 0; i < citation.citations.size(); ++i) {
    if (i == 0)
      add(type.number, citation.citations[i]);
    else
      add("N1", "Also cited as " + citation.citations[i]);
  }
  if (citation.kind == WorkKind::kLaw || citation.kind == WorkKind::kOther)
    add("N1", citation.type);
  add("N1", citation.mark);
  add("N1", citation.passage);
  if (citation.page > 0) add("SP", std::to_string(citation.page));
  for (const std::string& topic : citation.topics) add("KW", topic);
  add("LA", citation.language);
  add("AN", citation.id);
  add("DP", "Lontar");
  add("UR", citation.url);
  if (!citation.source_url.empty()) add("N1", "Published at " + citation.source_url);
  return out + "ER  - \r\n";
}

}  // namespace lontar::api
