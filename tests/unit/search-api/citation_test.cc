// Citations: what is known is there, what is not is left out, and each format reads back. The
// readers here know no more than the format's rules.
#include "search-api/citation.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "hostile_text.h"
#include "text/clean.h"

namespace lontar::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Wording& english() {
  static const Vocabulary vocabulary = *Vocabulary::load(LONTAR_SOURCE_DIR "/config");
  static const InterfaceTexts texts = *InterfaceTexts::load(LONTAR_SOURCE_DIR "/web/i18n");
  static const Wording words{vocabulary, texts.english()};
  return words;
}

index::Record record(std::string id, const std::string& title) {
  index::Record made;
  made.id = std::move(id);
  made.metadata.offer(Field::kTitle, title, Source::kCatalogue);
  return made;
}

index::Record decision() {
  index::Record made = record("yong", "Yong Vui Kong v Public Prosecutor");
  Metadata& metadata = made.metadata;
  metadata.offer(Field::kType, "judgment", Source::kCatalogue);
  metadata.offer(Field::kDate, "2010-05-14", Source::kCatalogue);
  metadata.offer(Field::kCourt, "SGCA", Source::kCatalogue);
  metadata.offer_list(Field::kCitation, {"[2010] SGCA 20"}, Source::kCatalogue);
  return made;
}

index::Record treaty() {
  index::Record made = record("/akn/haze", "Agreement on Haze");
  Metadata& metadata = made.metadata;
  metadata.offer(Field::kType, "agreement", Source::kCatalogue);
  metadata.offer(Field::kDate, "2002-06", Source::kCatalogue);
  metadata.offer(Field::kTextKind, "digest", Source::kCatalogue);
  metadata.offer_list(Field::kTopics, {"transboundary-haze"}, Source::kCatalogue);
  metadata.offer(Field::kLanguage, "en", Source::kInferred);
  return made;
}

Citation cited(const index::Record& made) {
  return citation_of(made, english(), "https://law.example");
}

// Tags and values, in order.
std::vector<std::pair<std::string, std::string>> read_ris(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> lines;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    if (end == text.npos) return {};
    const std::string_view line = text.substr(0, end);
    if (line.size() < 6 || line.substr(2, 4) != "  - ") return {};
    lines.emplace_back(line.substr(0, 2), line.substr(6));
    text.remove_prefix(end + 2);
  }
  return lines;
}

// The fields of one entry as BibTeX takes them: values end where their braces balance.
std::map<std::string, std::string> read_bibtex(std::string_view text) {
  std::map<std::string, std::string> fields;
  if (!text.starts_with("@misc{") || !text.ends_with("\n}\n")) return {};
  text.remove_prefix(6);
  fields["key"] = text.substr(0, text.find_first_of(",\n"));
  while (true) {
    const auto comma = text.find(",\n  ");
    if (comma == text.npos) return fields;
    text.remove_prefix(comma + 4);
    const auto equals = text.find(" = ");
    const std::string name(text.substr(0, equals));
    text.remove_prefix(equals + 3);
    if (!text.starts_with('{')) {
      fields[name] = text.substr(0, text.find_first_of(",\n"));
      continue;
    }
    int depth = 0;
    std::size_t at = 0;
    do {
      if (at == text.size()) return {};
      depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
      ++at;
    } while (depth > 0);
    fields[name] = text.substr(1, at - 2);
    text.remove_prefix(at);
    if (!text.starts_with(",\n") && text != "\n}\n") return {};
  }
}

// What TeX would print.
std::string printed(std::string text) {
  if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
  const std::pair<std::string, std::string> commands[] = {{"{\\textbraceleft}", "\x02"},
                                                          {"{\\textbraceright}", "\x03"},
                                                          {"{\\textasciitilde}", "~"},
                                                          {"{\\textasciicircum}", "^"},
                                                          {"{\\textbackslash}", "\x04"},
                                                          {"\\$", "$"},
                                                          {"\\&", "&"},
                                                          {"\\#", "#"},
                                                          {"\\%", "%"},
                                                          {"\\_", "_"},
                                                          {"\x02", "{"},
                                                          {"\x03", "}"},
                                                          {"\x04", "\\"}};
  for (const auto& [command, sign] : commands)
    for (auto at = text.find(command); at != std::string::npos; at = text.find(command, at + 1))
      text.replace(at, command.size(), sign);
  return text;
}

TEST(Citation, OfADecision) {
  const Citation citation = cited(decision());
  EXPECT_EQ(
      oscola(citation),
      "Yong Vui Kong v Public Prosecutor [2010] SGCA 20 <https://law.example/documents/yong>");
  EXPECT_EQ(plain(citation),
            "Yong Vui Kong v Public Prosecutor. Judgment, " + citation.court +
                ", [2010] SGCA 20, 14 May 2010. https://law.example/documents/yong");
  EXPECT_THAT(citation.court, HasSubstr("Singapore"));
  const auto lines = read_ris(ris(citation));
  EXPECT_THAT(lines, testing::IsSupersetOf(std::vector<std::pair<std::string, std::string>>{
                         {"TY", "CASE"},
                         {"TI", "Yong Vui Kong v Public Prosecutor"},
                         {"PY", "2010"},
                         {"DA", "2010/05/14/"},
                         {"PB", citation.court},
                         {"SV", "[2010] SGCA 20"},
                         {"UR", "https://law.example/documents/yong"}}));
  EXPECT_EQ(lines.front().first, "TY");
  EXPECT_EQ(lines.back(), (std::pair<std::string, std::string>{"ER", ""}));
  const auto fields = read_bibtex(bibtex(citation));
  EXPECT_EQ(fields.at("key"), "yong");
  EXPECT_EQ(fields.at("year"), "2010");
  EXPECT_EQ(fields.at("month"), "may");
  EXPECT_EQ(fields.at("day"), "14");
  EXPECT_EQ(fields.at("organization"), citation.court);
}

TEST(Citation, WithoutANeutralCitationTheCourtAndDateAreSaid) {
  index::Record made = record("oposa", "Oposa v. Factoran");
  made.metadata.offer(Field::kType, "judgment", Source::kCatalogue);
  made.metadata.offer(Field::kDate, "1993-07-30", Source::kCatalogue);
  made.metadata.offer(Field::kCourt, "PHSC", Source::kCatalogue);
  made.metadata.offer_list(Field::kCitation, {"G.R. No. 101083", "224 SCRA 792"},
                           Source::kCatalogue);
  const Citation citation = cited(made);
  EXPECT_EQ(oscola(citation), "Oposa v. Factoran, G.R. No. 101083, 224 SCRA 792 (" +
                                  citation.court +
                                  ", 30 July 1993) <https://law.example/documents/oposa>");
  EXPECT_THAT(ris(citation), HasSubstr("N1  - Also cited as 224 SCRA 792\r\n"));
}

TEST(Citation, ADigestIsCitedAsOneEverywhere) {
  const Citation citation = cited(treaty());
  EXPECT_EQ(oscola(citation),
            "Agreement on Haze (June 2002) (digest, not the official text) "
            "<https://law.example/documents/%2Fakn%2Fhaze>");
  EXPECT_THAT(plain(citation), HasSubstr("Digest, not the official text."));
  EXPECT_THAT(ris(citation), HasSubstr("TY  - STAT\r\n"));
  EXPECT_THAT(ris(citation), HasSubstr("N1  - Digest, not the official text\r\n"));
  EXPECT_THAT(ris(citation), HasSubstr("DA  - 2002/06//\r\n"));
  const auto fields = read_bibtex(bibtex(citation));
  EXPECT_EQ(fields.at("note"), "Digest, not the official text");
  EXPECT_FALSE(fields.contains("day"));
}

TEST(Citation, WhatIsNotKnownIsNotThere) {
  const Citation citation = cited(record("x", ""));
  EXPECT_EQ(ris(citation),
            "TY  - GEN\r\nTI  - x\r\nAN  - x\r\nDP  - Lontar\r\n"
            "UR  - https://law.example/documents/x\r\nER  - \r\n");
  EXPECT_EQ(bibtex(citation),
            "@misc{x,\n  title = {{x}},\n  url = {https://law.example/documents/x}\n}\n");
  EXPECT_EQ(oscola(citation), "x <https://law.example/documents/x>");
  EXPECT_EQ(plain(citation), "x. https://law.example/documents/x");
}

TEST(Citation, APassageIsPinpointed) {
  const Passage article{.anchor = "art_5", .kind = "article", .label = "Article 5", .page = 3};
  const Citation of_treaty = citation_of(treaty(), article, english(), "");
  EXPECT_THAT(oscola(of_treaty), HasSubstr("(June 2002) art 5 (digest"));
  EXPECT_THAT(oscola(of_treaty), HasSubstr("</documents/%2Fakn%2Fhaze#art_5>"));
  EXPECT_THAT(plain(of_treaty), HasSubstr("June 2002, Article 5."));
  EXPECT_THAT(ris(of_treaty), HasSubstr("N1  - Article 5\r\nSP  - 3\r\n"));
  EXPECT_EQ(read_bibtex(bibtex(of_treaty)).at("note"),
            "Digest, not the official text, Article 5, page 3");

  const Passage paragraph{.anchor = "p12", .kind = "paragraph", .label = "12."};
  EXPECT_THAT(oscola(citation_of(decision(), paragraph, english(), "")),
              HasSubstr("[2010] SGCA 20 [12] <"));
  const Passage pasal{.anchor = "p", .kind = "article", .label = "Pasal 5"};
  EXPECT_THAT(oscola(citation_of(treaty(), pasal, english(), "")), HasSubstr(" Pasal 5 "));
}

TEST(Citation, KindsFollowTypes) {
  for (const auto& [type, ris_type] : {std::pair{"judgment", "CASE"},
                                       {"treaty", "STAT"},
                                       {"act", "STAT"},
                                       {"bill", "BILL"},
                                       {"report", "RPRT"},
                                       {"declaration", "GEN"},
                                       {"work-plan", "GEN"}}) {
    index::Record made = record("x", "X");
    made.metadata.offer(Field::kType, type, Source::kCatalogue);
    EXPECT_THAT(ris(cited(made)), HasSubstr("TY  - " + std::string(ris_type) + "\r\n")) << type;
  }
  index::Record made = record("x", "X");
  made.metadata.offer(Field::kCourt, "SGCA", Source::kCatalogue);
  EXPECT_THAT(ris(cited(made)), HasSubstr("TY  - CASE")) << "a court decides";
}

index::Record hostile_record() {
  index::Record made = record("id" + hostile_text(), hostile_text());
  made.metadata.offer(Field::kShortTitle, hostile_text(), Source::kFile);
  made.metadata.offer(Field::kCourt, hostile_text(), Source::kFile);
  made.metadata.offer_list(Field::kCitation, {hostile_text(), hostile_text()}, Source::kFile);
  made.metadata.offer(Field::kSourceUrl, "https://x/" + hostile_text(), Source::kFile);
  return made;
}

RC_GTEST_PROP(Citation, RisReadsBack, ()) {
  const Citation citation = cited(hostile_record());
  const auto lines = read_ris(ris(citation));
  RC_ASSERT(!lines.empty());
  std::map<std::string, int> count;
  for (const auto& [tag, value] : lines) {
    ++count[tag];
    RC_ASSERT(value.find_first_of("\r\n") == std::string::npos);
    if (tag == "TI") RC_ASSERT(value == citation.title);
    if (tag == "ST") RC_ASSERT(value == citation.short_title);
    if (tag == "PB") RC_ASSERT(value == citation.court);
  }
  RC_ASSERT(count["TY"] == 1 && lines.front().first == "TY");
  RC_ASSERT(count["ER"] == 1 && lines.back().first == "ER");
  RC_ASSERT(count["UR"] == 1);
}

RC_GTEST_PROP(Citation, BibtexReadsBack, ()) {
  const Citation citation = cited(hostile_record());
  const auto fields = read_bibtex(bibtex(citation));
  RC_ASSERT(fields.contains("title"));
  RC_ASSERT(printed(fields.at("title")) == citation.title);
  if (!citation.court.empty())
    RC_ASSERT(printed("{" + fields.at("organization") + "}") == citation.court);
  RC_ASSERT(fields.contains("organization") == !citation.court.empty());
  RC_ASSERT(fields.at("url") == citation.url);
  RC_ASSERT(fields.at("key").find_first_of(" {}\\\"#%,=~'") == std::string::npos);
}

RC_GTEST_PROP(Citation, KeysTellDocumentsApart, ()) {
  const std::string one = hostile_text();
  const std::string other = hostile_text();
  const auto key = [](const std::string& id) {
    Citation citation;
    citation.id = id;
    return read_bibtex(bibtex(citation)).at("key");
  };
  RC_ASSERT((one == other) == (key(one) == key(other)));
}

}  // namespace
}  // namespace lontar::api
