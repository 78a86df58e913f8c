// The answers about one document: its record, its text, hits inside it.
#include <algorithm>

#include "search-api/json_bodies.h"
#include "search-api/json_record.h"
#include "search-api/links.h"

namespace lontar::api {
namespace {

using io::Json;

Json outline_json(const search::DocumentView& view, Window window) {
  Json outline = Json::array();
  const std::size_t end = std::min(view.outline.size(), window.offset + window.limit);
  for (std::size_t i = window.offset; i < end; ++i) {
    Json entry = io::to_json(view.outline[i]);
    entry.erase("text");
    entry["label"] = display_label(view.outline[i]);
    entry["url"] = passage_url(view.record, view.outline[i].anchor);
    outline.push_back(std::move(entry));
  }
  return outline;
}

// Newest first, as a reader asks for them.
Json versions_json(const std::vector<index::Event>& history) {
  Json versions = Json::array();
  for (auto event = history.rbegin(); event != history.rend(); ++event) {
    Json changes = Json::array();
    for (const index::FieldChange& change : event->changes) {
      changes.push_back(
          {{"field", change.field}, {"before", change.before}, {"after", change.after}});
    }
    versions.push_back({{"event", name(event->kind)},
                        {"when", event->when},
                        {"generation", event->generation},
                        {"hash", event->hash},
                        {"file", event->file},
                        {"changes", std::move(changes)}});
  }
  return versions;
}

Json document_links(const index::Record& record) {
  const std::string self = api_document_url(record.id);
  return {{"self", self},
          {"text", self + "/text"},
          {"search", self + "/search{?q}"},
          {"file", record.part == 0 ? Json(self + "/file") : Json(nullptr)},
          {"html", document_page_url(record.id)}};
}

// self, next and prev of a window over `total` things.
Json window_links(const std::string& path, const QueryPairs& query, Window window,
                  std::size_t shown, std::size_t total) {
  const auto at = [&](std::size_t offset) {
    QueryPairs pairs = query;
    pairs.emplace_back("offset", std::to_string(offset));
    pairs.emplace_back("limit", std::to_string(window.limit));
    return Json(path + format_query(pairs));
  };
  const std::size_t end = window.offset + shown;
  return {{"self", at(window.offset)},
          {"next", shown > 0 && end < total ? at(end) : Json(nullptr)},
          {"prev", window.offset > 0 ? at(window.offset - std::min(window.offset, window.limit))
                                     : Json(nullptr)}};
}

// What every answer with passages of a document begins with.
Json text_head(const search::PassageWindow& window) {
  return {{"generation", window.generation},
          {"id", window.record.id},
          {"title", display_title(window.record)},
          {"language", window.record.metadata.first(Field::kLanguage)},
          {"text_kind", window.record.metadata.first(Field::kTextKind)},
          {"total", window.total}};
}

Json passage_with_text(const Passage& passage, const index::Record& record,
                       std::size_t text_offset) {
  Json json = io::to_json(passage);
  json["label"] = display_label(passage);
  json["url"] = passage_url(record, passage.anchor);
  std::size_t begin = std::min(text_offset, passage.text.size());
  while (begin < passage.text.size() && (passage.text[begin] & 0xC0) == 0x80) ++begin;
  const std::string_view rest = std::string_view(passage.text).substr(begin);
  const std::string_view shown = utf8_prefix(rest, kMaxTextBytes);
  json["text"] = shown;
  if (shown.size() < passage.text.size()) {
    json["text_offset"] = begin;
    json["text_bytes"] = passage.text.size();
  }
  return json;
}

}  // namespace

Json summary_json(const index::Record& record) {
  Json json;
  json["id"] = record.id;
  json["title"] = display_title(record);
  for (const FieldInfo& field : kFields) {
    if (field.field == Field::kId || field.field == Field::kTitle) continue;
    const std::string& first = record.metadata.first(field.field);
    if (field.many)
      json[std::string(field.name)] = record.metadata.all(field.field);
    else
      json[std::string(field.name)] = first.empty() ? Json(nullptr) : Json(first);
  }
  return json;
}

Json passage_hit_json(const search::PassageHit& hit, std::string url) {
  Json json = {{"anchor", hit.anchor},
               {"label", hit.label},
               {"heading", hit.heading},
               {"language", hit.language},
               {"page", hit.page == 0 ? Json(nullptr) : Json(hit.page)},
               {"snippet", hit.snippet},
               {"url", std::move(url)}};
  if (hit.ocr_confidence > 0) json["ocr_confidence"] = hit.ocr_confidence;
  if (hit.doubtful) json["doubtful"] = true;
  return json;
}

Json document_json(const search::DocumentView& view, Window outline) {
  const index::Record& record = view.record;
  Json json = {{"generation", view.generation}};
  json.update(summary_json(record));
  json["url"] = document_page_url(record.id);
  json["metadata"] = io::to_json(record.metadata);
  json["media_type"] = record.media_type;
  json["pages"] = record.pages;
  json["extraction"] = io::to_json(record.extraction);
  json["file"] = record.origin.file;
  json["copies"] = Json::array();
  for (const Copy& copy : record.origin.copies) json["copies"].push_back(copy.file);
  json["hash"] = record.origin.hash;
  json["versions"] = versions_json(view.history);
  json["warnings"] = io::to_json(record.warnings);
  json["passages"] = view.outline.size();
  json["outline"] = outline_json(view, outline);
  json["offset"] = outline.offset;
  json["limit"] = outline.limit;
  json["links"] = document_links(record);
  const std::size_t shown = json["outline"].size();
  const Json window =
      window_links(api_document_url(record.id), {}, outline, shown, view.outline.size());
  json["links"]["next"] = window["next"];
  json["links"]["prev"] = window["prev"];
  return json;
}

Json inside_json(const search::InsideHits& hits, std::string_view id, const QueryPairs& query,
                 Window window) {
  Json json = {{"generation", hits.generation},
               {"id", id},
               {"query",
                {{"text", query.empty() ? "" : query.front().second},
                 {"parsed", hits.parsed},
                 {"corrected", nullptr},
                 {"warnings", search::texts(hits.warnings)},
                 {"expanded", expanded_json(hits.expanded)},
                 {"relaxed", hits.relaxed}}},
               {"total", hits.total},
               {"offset", window.offset},
               {"limit", window.limit},
               {"passages", Json::array()}};
  for (const search::PassageHit& hit : hits.passages) {
    const std::string anchor = percent_encode(hit.anchor);
    json["passages"].push_back(
        passage_hit_json(hit, document_page_url(id) + "?at=" + anchor + "#" + anchor));
  }
  json["links"] = window_links(api_document_url(id) + "/search", query, window,
                               hits.passages.size(), hits.total);
  return json;
}

std::string_view utf8_prefix(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (text[limit] & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

Json text_json(const search::PassageWindow& window, std::size_t limit) {
  Json json = text_head(window);
  json["offset"] = window.from;
  json["limit"] = limit;
  json["passages"] = Json::array();
  for (const Passage& passage : window.passages)
    json["passages"].push_back(passage_with_text(passage, window.record, 0));
  json["links"] = window_links(api_document_url(window.record.id) + "/text", {},
                               {window.from, limit}, window.passages.size(), window.total);
  return json;
}

Json passage_json(const search::PassageWindow& window, std::size_t text_offset) {
  Json json = text_head(window);
  const Passage& passage = window.passages.front();
  json["offset"] = window.from;
  json["limit"] = 1;
  const Json shown = passage_with_text(passage, window.record, text_offset);
  const std::size_t end = shown.value("text_offset", std::size_t{0}) +
                          shown["text"].get_ref<const std::string&>().size();
  json["passages"] = Json::array({shown});
  const auto at = [&](std::size_t offset) {
    QueryPairs pairs{{"passage", passage.anchor}};
    if (offset > 0) pairs.emplace_back("text_offset", std::to_string(offset));
    return api_document_url(window.record.id) + "/text" + format_query(pairs);
  };
  json["links"] = {{"self", at(text_offset)},
                   {"next", end < passage.text.size() ? Json(at(end)) : Json(nullptr)},
                   {"prev", nullptr}};
  return json;
}

}  // namespace lontar::api
