#include "io/json.h"

namespace lontar::io {
namespace {

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int number_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number_integer() ? found->get<int>() : 0;
}

std::vector<std::string> texts(const Json& json) {
  std::vector<std::string> found;
  for (const Json& item : json) {
    if (item.is_string()) found.push_back(item.get<std::string>());
  }
  return found;
}

void set(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

void set(Json& json, const char* key, int number) {
  if (number != 0) json[key] = number;
}

}  // namespace

Json to_json(const Metadata& metadata) {
  Json json = Json::object();
  for (const FieldInfo& row : kFields) {
    const FieldValue& value = metadata[row.field];
    if (!value.given()) continue;
    Json field = Json::object();
    if (row.many) {
      field["values"] = value.values;
    } else {
      field["value"] = metadata.first(row.field);
    }
    field["source"] = name(value.source);
    set(field, "evidence", value.evidence);
    json[std::string(row.name)] = std::move(field);
  }
  return json;
}

Metadata metadata_from_json(const Json& json) {
  Metadata metadata;
  for (const FieldInfo& row : kFields) {
    const auto field = json.find(row.name);
    if (field == json.end()) continue;
    const auto source = source_named(text_at(*field, "source"));
    if (!source) continue;
    auto values = row.many ? texts(field->value("values", Json::array()))
                           : std::vector<std::string>{text_at(*field, "value")};
    metadata.offer_list(row.field, std::move(values), *source, text_at(*field, "evidence"));
  }
  return metadata;
}

Json to_json(const Passage& passage) {
  Json json = {{"anchor", passage.anchor}};
  set(json, "kind", passage.kind);
  set(json, "label", passage.label);
  set(json, "heading", passage.heading);
  set(json, "page", passage.page);
  set(json, "depth", passage.depth);
  set(json, "language", passage.language);
  set(json, "ocr_confidence", passage.ocr_confidence);
  if (passage.doubtful) json["doubtful"] = true;
  json["text"] = passage.text;
  return json;
}

Passage passage_from_json(const Json& json) {
  return {.anchor = text_at(json, "anchor"),
          .kind = text_at(json, "kind"),
          .label = text_at(json, "label"),
          .heading = text_at(json, "heading"),
          .text = text_at(json, "text"),
          .language = text_at(json, "language"),
          .page = number_at(json, "page"),
          .depth = number_at(json, "depth"),
          .ocr_confidence = number_at(json, "ocr_confidence"),
          .doubtful = json.value("doubtful", false)};
}

Json to_json(const std::vector<Warning>& warnings) {
  Json json = Json::array();
  for (const Warning& warning : warnings) {
    json.push_back({{"code", warning.code}, {"message", warning.message}});
  }
  return json;
}

std::vector<Warning> warnings_from_json(const Json& json) {
  std::vector<Warning> warnings;
  for (const Json& item : json)
    warnings.push_back({text_at(item, "code"), text_at(item, "message")});
  return warnings;
}

Json to_json(const Extraction& extraction) {
  return {{"pages_without_text", extraction.pages_without_text},
          {"pages_by_ocr", extraction.pages_by_ocr},
          {"doubtful_pages", extraction.doubtful_pages},
          {"characters", extraction.characters},
          {"legacy_encodings", extraction.legacy_encodings}};
}

Json to_json(const ParsedDocument& document) {
  Json passages = Json::array();
  for (const Passage& passage : document.passages) passages.push_back(to_json(passage));
  Json json = {{"media_type", document.media_type}};
  set(json, "part", document.part);
  set(json, "pages", document.pages);
  json["extraction"] = to_json(document.extraction);
  json["metadata"] = to_json(document.metadata);
  json["passages"] = std::move(passages);
  json["warnings"] = to_json(document.warnings);
  return json;
}

std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lontar::io
