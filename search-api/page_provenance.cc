#include "search-api/page_provenance.h"

#include <algorithm>
#include <array>

#include "search-api/links.h"

namespace lontar::api {
namespace {

std::string format_name(const index::Record& record, const InterfaceText& text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNames = {{
      {"pdf", "PDF"},
      {"akn", "Akoma Ntoso"},
      {"html", "HTML"},
      {"markdown", "Markdown"},
      {"xml", "XML"},
  }};
  for (const auto& [part, name] : kNames)
    if (record.media_type.find(part) != std::string::npos) return std::string(name);
  const bool plain = record.media_type.find("text") != std::string::npos;
  return text.get(plain ? "document.format_text" : "document.format_other");
}

std::uint64_t count(int number) { return static_cast<std::uint64_t>(number > 0 ? number : 0); }

// The mean and the least confidence of what was read off pictures, by passages.
struct Confidence {
  int passages = 0;
  int sum = 0;
  int least = 100;
};

Confidence confidence_of(const std::vector<Passage>& outline) {
  Confidence confidence;
  for (const Passage& passage : outline) {
    if (passage.ocr_confidence <= 0) continue;
    ++confidence.passages;
    confidence.sum += passage.ocr_confidence;
    confidence.least = std::min(confidence.least, passage.ocr_confidence);
  }
  return confidence;
}

template <class Items, class Sentence>
View sentence_views(const Items& items, const char* name, Sentence sentence) {
  View all = list();
  for (const auto& item : items) {
    View view = object();
    view.set(name, sentence(item));
    all << view;
  }
  return all;
}

}  // namespace

std::string original_words(const index::Record& record, const InterfaceText& text) {
  std::string words = format_name(record, text);
  if (record.pages > 0) words += ", " + text.counted("document.pages", count(record.pages));
  return words + ", " + text.size(record.origin.size);
}

std::vector<std::string> extraction_sentences(const index::Record& record,
                                              const std::vector<Passage>& outline,
                                              const InterfaceText& text) {
  const Extraction& extraction = record.extraction;
  std::vector<std::string> sentences;
  if (extraction.characters > 0)
    sentences.push_back(text.counted("provenance.characters", extraction.characters));
  if (record.pages > 0 && extraction.pages_without_text == 0 && extraction.pages_by_ocr == 0)
    sentences.push_back(text.get("provenance.all_text"));
  if (extraction.pages_without_text > 0)
    sentences.push_back(text.get("provenance.without_text",
                                 {{"count", text.number(count(extraction.pages_without_text))},
                                  {"pages", text.number(count(record.pages))}}));
  if (extraction.pages_by_ocr > 0) {
    sentences.push_back(text.counted("provenance.by_ocr", count(extraction.pages_by_ocr)));
    const Confidence confidence = confidence_of(outline);
    if (confidence.passages > 0)
      sentences.push_back(
          text.get("provenance.confidence",
                   {{"mean", text.number(count(confidence.sum / confidence.passages))},
                    {"least", text.number(count(confidence.least))}}));
  }
  if (extraction.doubtful_pages > 0)
    sentences.push_back(text.counted("provenance.doubtful", count(extraction.doubtful_pages)));
  if (const int left = extraction.pages_without_text - extraction.pages_by_ocr; left > 0)
    sentences.push_back(text.counted("provenance.unread", count(left)));
  for (const std::string& encoding : extraction.legacy_encodings)
    sentences.push_back(text.get("provenance.legacy", {{"encoding", encoding}}));
  return sentences;
}

void set_provenance(View& view, const index::Record& record, const std::vector<Passage>& outline,
                    const InterfaceText& text) {
  view.set("file", record.origin.file);
  view.set("file_words", original_words(record, text));
  set_known(view, "copies", sentence_views(record.origin.copies, "copy_file", [](const Copy& copy) {
              return copy.file;
            }));
  set_known(view, "extraction",
            sentence_views(extraction_sentences(record, outline, text), "extraction_words",
                           [](const std::string& sentence) { return sentence; }));
  set_list(view, "warnings", sentence_views(record.warnings, "warning", [](const Warning& warning) {
             return warning.message;
           }));
}

}  // namespace lontar::api
