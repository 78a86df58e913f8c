// The core types as JSON, once for everyone who writes or reads them: the index record, `inspect`,
// JSON Lines, the API. For .cc files only: it shows nlohmann types.
#pragma once

#include <nlohmann/json.hpp>

#include "core/document.h"

namespace lontar::io {

using Json = nlohmann::ordered_json;

// {"title": {"value": "...", "source": "file", "evidence": "..."}, "topics": {"values": [...],
// ...}}; only given fields.
Json to_json(const Metadata& metadata);
Metadata metadata_from_json(const Json& json);

// {"anchor", "kind", "label", "heading", "page", "depth", "language", "ocr_confidence", "doubtful",
// "text"}; empty ones left out, but anchor and text always there.
Json to_json(const Passage& passage);
Passage passage_from_json(const Json& json);

Json to_json(const std::vector<Warning>& warnings);
std::vector<Warning> warnings_from_json(const Json& json);

// {"pages_without_text", "pages_by_ocr", "doubtful_pages", "characters", "legacy_encodings": []}
Json to_json(const Extraction& extraction);

// {"media_type", "part", "pages", "extraction", "metadata", "passages", "warnings"}
Json to_json(const ParsedDocument& document);

// Text form that never throws: broken UTF-8 becomes U+FFFD. `indent` < 0: one line.
std::string dump(const Json& json, int indent = -1);

}  // namespace lontar::io
