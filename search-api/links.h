// The URLs of the service's own resources, made in one place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "index/record.h"

namespace lontar::api {

inline constexpr std::size_t kPassagesPerPage = 200;  // of a document page

std::string api_document_url(std::string_view id);   // "/api/v1/documents/" + encoded id
std::string document_page_url(std::string_view id);  // "/documents/" + encoded id
// Where a reader sees the passage: "/documents/ID#ANCHOR"; in a document of several pages with
// "?at=ANCHOR", by which the page is found that holds it, now and after re-indexing.
std::string passage_url(const index::Record& record, std::string_view anchor);

// What a document is called where a name is needed: its title, else its file's name, else its id.
std::string display_title(const index::Record& record);

}  // namespace lontar::api
