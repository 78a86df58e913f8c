// The API's answers as JSON; docs/api.md and openapi.json describe them. Pure functions. For .cc
// files only: it shows nlohmann types.
#pragma once

#include "io/json.h"
#include "search-api/search_parameters.h"
#include "search/request.h"
#include "search/suggestion.h"

namespace lontar::api {

io::Json search_json(const search::SearchRequest& request, const search::SearchPage& page,
                     const Vocabulary& vocabulary, double took_ms);
io::Json facets_json(const search::SearchPage& everything, const Vocabulary& vocabulary);

// A window of at most `limit` of something, from number `offset`; the API's paging inside
// documents.
struct Window {
  std::size_t offset = 0;
  std::size_t limit = 0;
};

io::Json document_json(const search::DocumentView& view, Window outline);
io::Json inside_json(const search::InsideHits& hits, std::string_view id, const QueryPairs& query,
                     Window window);

// Bytes of one passage's text in one answer; longer ones continue by `text_offset`.
inline constexpr std::size_t kMaxTextBytes = search::WindowSize{}.passage_bytes;

// The longest beginning of `text` of at most `limit` bytes that ends between characters.
std::string_view utf8_prefix(std::string_view text, std::size_t limit);

io::Json text_json(const search::PassageWindow& window, std::size_t limit);
io::Json passage_json(const search::PassageWindow& window, std::size_t text_offset);

// `typed` as it was asked.
io::Json suggestions_json(const search::Suggestions& found, std::string_view typed);

io::Json similar_json(const search::SimilarDocuments& found, std::string_view id);

// "links" as the Link header of RFC 8288, next, prev, first and last only; "" when there is none.
std::string link_header(const io::Json& links);

}  // namespace lontar::api
