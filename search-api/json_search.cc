// The answers of /api/v1/search and /api/v1/facets.
#include <algorithm>
#include <array>

#include "search-api/json_bodies.h"
#include "search-api/json_record.h"
#include "search-api/links.h"

namespace lontar::api {
namespace {

using io::Json;

// In the order of Reason::Kind and of Alternative::Kind.
constexpr std::array<const char*, 3> kReasonNames = {"other-form", "other-name", "lacks"};
constexpr std::array<const char*, 6> kAlternativeNames = {
    "corrected", "without-filter", "without-filters", "without-part", "without-quotes", "not-all"};

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json reasons_json(const std::vector<search::Reason>& reasons) {
  Json all = Json::array();
  for (const search::Reason& reason : reasons)
    all.push_back({{"kind", kReasonNames[static_cast<std::size_t>(reason.kind)]},
                   {"typed", reason.typed},
                   {"found", text_or_null(reason.found)},
                   {"demanding", text_or_null(reason.demanding)}});
  return all;
}

Json counts_json(std::size_t facet, const std::vector<search::FacetCount>& counts,
                 const Vocabulary& vocabulary) {
  Json values = Json::array();
  for (const search::FacetCount& count : counts)
    values.push_back({{"value", count.value},
                      {"label", vocabulary.label(facet, count.value)},
                      {"count", count.count},
                      {"selected", count.selected}});
  return values;
}

Json pairs_json(const std::optional<search::PairCounts>& pairs, const Vocabulary& vocabulary) {
  if (!pairs) return nullptr;
  const auto [first, second] = pairs->facets;
  Json counts = Json::array();
  for (const auto& pair : pairs->counts)
    counts.push_back({{"first", pair.first}, {"second", pair.second}, {"count", pair.count}});
  return {{"facets", {index::kFacets[first].name, index::kFacets[second].name}},
          {"documents", pairs->documents},
          {"first", counts_json(first, pairs->first, vocabulary)},
          {"second", counts_json(second, pairs->second, vocabulary)},
          {"counts", std::move(counts)}};
}

std::string search_url(search::SearchRequest request, std::size_t page) {
  request.page = page;
  return "/api/v1/search" + format_query(search_query(request));
}

Json alternatives_json(const std::vector<search::Alternative>& alternatives) {
  Json all = Json::array();
  for (const search::Alternative& other : alternatives) {
    const bool filter = other.kind == search::Alternative::Kind::kWithoutFilter;
    all.push_back({{"kind", kAlternativeNames[static_cast<std::size_t>(other.kind)]},
                   {"total", other.total},
                   {"url", search_url(other.request, 1)},
                   {"facet", filter ? Json(index::kFacets[other.facet].name) : Json(nullptr)},
                   {"part", text_or_null(other.part)},
                   {"filters_too", other.filters_too}});
  }
  return all;
}

Json search_links(const search::SearchRequest& request, const search::SearchPage& page) {
  Json links = {{"self", search_url(request, request.page)}, {"next", nullptr}, {"prev", nullptr}};
  if (request.page < page.page_count) links["next"] = search_url(request, request.page + 1);
  if (request.page > 1 && page.page_count > 0)
    links["prev"] = search_url(request, std::min(request.page - 1, page.page_count));
  if (page.page_count > 0) {
    links["first"] = search_url(request, 1);
    links["last"] = search_url(request, page.page_count);
  }
  links["corrected"] = nullptr;
  if (page.corrected) {
    search::SearchRequest other = request;
    other.text = *page.corrected;
    links["corrected"] = search_url(other, 1);
  }
  links["html"] = "/search" + format_query(search_query(request));
  return links;
}

}  // namespace

Json hit_json(const search::Hit& hit, const std::string& base) {
  Json json = summary_json(hit.record);
  json["score"] = hit.score;
  json["snippet"] = hit.passages.empty() ? "" : hit.passages.front().snippet;
  json["url"] = base + document_page_url(hit.record.id);
  json["passages"] = Json::array();
  for (const search::PassageHit& passage : hit.passages)
    json["passages"].push_back(
        passage_hit_json(passage, base + passage_url(hit.record, passage.anchor)));
  json["reasons"] = reasons_json(hit.reasons);
  return json;
}

Json expanded_json(const std::vector<search::ExpandedConcept>& expanded) {
  Json all = Json::array();
  for (const search::ExpandedConcept& expansion : expanded)
    all.push_back({{"concept", expansion.id},
                   {"label", expansion.label},
                   {"typed", expansion.typed},
                   {"added", expansion.added}});
  return all;
}

Json search_json(const search::SearchRequest& request, const search::SearchPage& page,
                 const Vocabulary& vocabulary, double took_ms) {
  Json json;
  json["generation"] = page.generation;
  json["query"] = {{"text", page.text},
                   {"parsed", page.parsed},
                   {"corrected", page.corrected ? Json(*page.corrected) : Json(nullptr)},
                   {"warnings", search::texts(page.warnings)},
                   {"expanded", expanded_json(page.expanded)},
                   {"relaxed", page.relaxed}};
  json["total"] = {{"value", page.total}, {"exact", true}, {"complete", page.complete}};
  json["took_ms"] = took_ms;
  json["results"] = Json::array();
  for (const search::Hit& hit : page.hits) json["results"].push_back(hit_json(hit, ""));
  json["alternatives"] = alternatives_json(page.alternatives);
  json["facets"] = Json::object();
  for (const search::FacetCounts& facet : page.facets)
    json["facets"][std::string(index::kFacets[facet.facet].name)] =
        counts_json(facet.facet, facet.counts, vocabulary);
  json["pairs"] = pairs_json(page.pairs, vocabulary);
  json["page"] = {{"number", page.page}, {"size", page.page_size}, {"count", page.page_count}};
  json["links"] = search_links(request, page);
  return json;
}

Json facets_json(const search::SearchPage& everything, const Vocabulary& vocabulary) {
  Json facets = Json::object();
  for (const search::FacetCounts& facet : everything.facets) {
    Json values = Json::array();
    const auto add = [&](const std::string& code, std::uint64_t count) {
      values.push_back(
          {{"value", code}, {"label", vocabulary.label(facet.facet, code)}, {"count", count}});
    };
    for (const search::FacetCount& count : facet.counts) add(count.value, count.count);
    for (const std::string& code : vocabulary.values(facet.facet)) {
      const bool counted = std::any_of(facet.counts.begin(), facet.counts.end(),
                                       [&](const auto& count) { return count.value == code; });
      if (!counted) add(code, 0);
    }
    facets[std::string(index::kFacets[facet.facet].name)] = {
        {"label", Vocabulary::facet_label(facet.facet)}, {"values", std::move(values)}};
  }
  return {{"generation", everything.generation},
          {"documents", everything.total},
          {"facets", std::move(facets)}};
}

std::string link_header(const Json& links) {
  std::string out;
  for (const char* relation : {"next", "prev", "first", "last"}) {
    if (!links.contains(relation) || !links[relation].is_string()) continue;
    out.append(out.empty() ? "" : ", ")
        .append("<" + links[relation].get<std::string>() + ">; rel=\"" + relation + "\"");
  }
  return out;
}

}  // namespace lontar::api
