#include "search-api/citation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "search-api/links.h"
#include "text/clean.h"

namespace lontar::api {
namespace {

struct KindOfType {
  std::string_view type;
  WorkKind kind;
};
// Of types that are not laws; those that bind are.
constexpr std::array kKinds = {
    KindOfType{"judgment", WorkKind::kDecision},
    KindOfType{"advisory-opinion", WorkKind::kDecision},
    KindOfType{"bill", WorkKind::kBill},
    KindOfType{"report", WorkKind::kReport},
};

WorkKind kind_of(const Metadata& metadata, const Vocabulary& vocabulary) {
  const std::string& type = metadata.first(Field::kType);
  const auto row = std::ranges::find(kKinds, type, &KindOfType::type);
  if (row != kKinds.end()) return row->kind;
  if (type.empty() && !metadata.first(Field::kCourt).empty()) return WorkKind::kDecision;
  return vocabulary.binding(type) == true ? WorkKind::kLaw : WorkKind::kOther;
}

std::string mark_of(const std::string& text_kind) {
  if (text_kind == "digest") return "Digest, not the official text";
  if (text_kind == "translation") return "Translation";
  return "";
}

std::string label_of(Field field, const Metadata& metadata, const Wording& words) {
  const std::string& code = metadata.first(field);
  return code.empty() ? code : words.label(field, code);
}

// Each of the formats is made of lines.
void make_lines(Citation& citation) {
  for (std::string* text :
       {&citation.id, &citation.title, &citation.short_title, &citation.type, &citation.court,
        &citation.language, &citation.passage, &citation.source_url}) {
    *text = text::clean_line(*text);
  }
  for (std::string& each : citation.citations) each = text::clean_line(each);
  for (std::string& each : citation.topics) each = text::clean_line(each);
}

}  // namespace

Citation citation_of(const index::Record& record, const Wording& words, std::string_view base) {
  const Metadata& metadata = record.metadata;
  Citation citation;
  citation.kind = kind_of(metadata, words.vocabulary);
  citation.id = record.id;
  citation.title = display_title(record);
  citation.short_title = metadata.first(Field::kShortTitle);
  citation.type = label_of(Field::kType, metadata, words);
  citation.date = metadata.date();
  if (citation.date) citation.date_words = words.text.date(*citation.date);
  citation.court = label_of(Field::kCourt, metadata, words);
  citation.citations = metadata.all(Field::kCitation);
  for (const std::string& topic : metadata.all(Field::kTopics))
    citation.topics.push_back(words.label(Field::kTopics, topic));
  citation.language = metadata.first(Field::kLanguage);
  citation.mark = mark_of(metadata.first(Field::kTextKind));
  citation.url = std::string(base) + document_page_url(record.id);
  const std::string& source = metadata.first(Field::kSourceUrl);
  if (source.starts_with("https://") || source.starts_with("http://")) citation.source_url = source;
  make_lines(citation);
  return citation;
}

Citation citation_of(const index::Record& record, const Passage& passage, const Wording& words,
                     std::string_view base) {
  Citation citation = citation_of(record, words, base);
  citation.url = std::string(base) + passage_url(record, passage.anchor);
  citation.passage = display_label(passage);
  citation.passage_kind = passage.kind;
  citation.page = passage.page;
  make_lines(citation);
  return citation;
}

std::span<const CitationStyle> citation_styles() {
  static constexpr std::array kStyles = {
      CitationStyle{"oscola", "OSCOLA", "text/plain; charset=utf-8", "txt", oscola},
      CitationStyle{"plain", "Plain", "text/plain; charset=utf-8", "txt", plain},
      CitationStyle{"ris", "RIS", "application/x-research-info-systems", "ris", ris},
      CitationStyle{"bibtex", "BibTeX", "application/x-bibtex", "bib", bibtex},
  };
  return kStyles;
}

}  // namespace lontar::api
