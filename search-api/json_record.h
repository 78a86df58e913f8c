// The parts that several of the API's answers share. For .cc files only: it shows nlohmann types.
#pragma once

#include "io/json.h"
#include "search/request.h"

namespace lontar::api {

// id, title and every other field: a list for a field of many values, a string or null otherwise.
io::Json summary_json(const index::Record& record);
io::Json expanded_json(const std::vector<search::ExpandedConcept>& expanded);
io::Json passage_hit_json(const search::PassageHit& hit, std::string url);
// One result of a search; its URLs begin with `base`, as base_url() gives it or "".
io::Json hit_json(const search::Hit& hit, const std::string& base);

}  // namespace lontar::api
