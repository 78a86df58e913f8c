// The answers of /api/v1/suggest and /api/v1/documents/{id}/similar.
#include <array>

#include "search-api/json_bodies.h"
#include "search-api/json_record.h"
#include "search-api/links.h"

namespace lontar::api {
namespace {

using io::Json;
using search::Suggestion;
using search::SuggestionKind;

// In the order of SuggestionKind.
constexpr std::array<const char*, 5> kKindNames = {"title", "short_title", "citation", "topic",
                                                   "phrase"};

std::string url_of(const Suggestion& suggestion) {
  if (!suggestion.document.empty()) return document_page_url(suggestion.document);
  if (suggestion.kind == SuggestionKind::kTopic)
    return "/search" + format_query({{"topic", escape_list_value(suggestion.topic)}});
  return "/search" + format_query({{"q", suggestion.query}});
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json suggestion_json(const Suggestion& suggestion) {
  return {
      {"text", suggestion.text},   {"kind", kKindNames[static_cast<std::size_t>(suggestion.kind)]},
      {"url", url_of(suggestion)}, {"query", text_or_null(suggestion.query)},
      {"count", suggestion.count}, {"language", text_or_null(suggestion.language)}};
}

}  // namespace

Json suggestions_json(const search::Suggestions& found, std::string_view typed) {
  Json all = Json::array();
  for (const Suggestion& suggestion : found.suggestions) all.push_back(suggestion_json(suggestion));
  return {{"generation", found.generation}, {"typed", typed}, {"suggestions", std::move(all)}};
}

Json similar_json(const search::SimilarDocuments& found, std::string_view id) {
  Json all = Json::array();
  for (const auto& one : found.documents) {
    Json json = summary_json(one.record);
    json["likeness"] = one.likeness;
    json["url"] = document_page_url(one.record.id);
    all.push_back(std::move(json));
  }
  return {{"generation", found.generation}, {"id", id}, {"similar", std::move(all)}};
}

}  // namespace lontar::api
