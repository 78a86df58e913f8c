// The URLs of the service's own resources, made in one place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "index/record.h"
#include "search/request.h"

namespace lontar::api {

inline constexpr std::size_t kPassagesPerPage = 200;  // of a document page

std::string api_document_url(std::string_view id);   // "/api/v1/documents/" + encoded id
std::string document_page_url(std::string_view id);  // "/documents/" + encoded id
// Where a reader sees the passage: "/documents/ID#ANCHOR"; in a document of several pages with
// "?at=ANCHOR", by which the page is found that holds it, now and after re-indexing.
std::string passage_url(const index::Record& record, std::string_view anchor);

// A long passage by itself: "/documents/ID/passages/ANCHOR?part=2".
std::string passage_page_url(std::string_view id, std::string_view anchor, std::size_t part,
                             std::string_view query);
// The text beside the PDF: "/documents/ID/read?page=3&q=haze"; without a page for 0.
std::string reader_url(std::string_view id, int page, std::string_view query);
// Two documents side by side; the choice of the second one where `right` is empty.
std::string compare_url(std::string_view left, std::string_view right);

// Whether the original is a PDF of the document's own.
bool is_pdf(const index::Record& record);

// The page of results of a search.
std::string search_page_url(search::SearchRequest request, std::size_t page = 1);

// What a document is called where a name is needed: its title, else its file's name, else its id.
std::string display_title(const index::Record& record);

}  // namespace lontar::api
