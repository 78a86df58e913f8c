#include "search-api/links.h"

#include "search-api/search_parameters.h"
#include "search-api/url.h"

namespace lontar::api {

std::string api_document_url(std::string_view id) {
  return "/api/v1/documents/" + percent_encode(id);
}

std::string document_page_url(std::string_view id) { return "/documents/" + percent_encode(id); }

std::string passage_url(const index::Record& record, std::string_view anchor) {
  std::string url = document_page_url(record.id);
  if (anchor.empty()) return url;
  const std::string encoded = percent_encode(anchor);
  if (record.passages > kPassagesPerPage) url += "?at=" + encoded;
  return url + "#" + encoded;
}

std::string passage_page_url(std::string_view id, std::string_view anchor, std::size_t part,
                             std::string_view query) {
  QueryPairs pairs;
  if (part > 1) pairs.emplace_back("part", std::to_string(part));
  if (!query.empty()) pairs.emplace_back("q", query);
  return document_page_url(id) + "/passages/" + percent_encode(anchor) + format_query(pairs);
}

std::string reader_url(std::string_view id, int page, std::string_view query) {
  QueryPairs pairs;
  if (page > 0) pairs.emplace_back("page", std::to_string(page));
  if (!query.empty()) pairs.emplace_back("q", query);
  return document_page_url(id) + "/read" + format_query(pairs);
}

std::string compare_url(std::string_view left, std::string_view right) {
  QueryPairs pairs{{"left", std::string(left)}};
  if (!right.empty()) pairs.emplace_back("right", right);
  return "/compare" + format_query(pairs);
}

bool is_pdf(const index::Record& record) {
  return record.part == 0 && record.media_type == "application/pdf";
}

std::string search_page_url(search::SearchRequest request, std::size_t page) {
  request.page = page;
  return "/search" + format_query(search_query(request));
}

std::string display_title(const index::Record& record) {
  const std::string& title = record.metadata.first(Field::kTitle);
  if (!title.empty()) return title;
  const auto slash = record.origin.file.rfind('/');
  const std::string name =
      slash == std::string::npos ? record.origin.file : record.origin.file.substr(slash + 1);
  return name.empty() ? record.id : name;
}

}  // namespace lontar::api
