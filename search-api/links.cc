#include "search-api/links.h"

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

std::string display_title(const index::Record& record) {
  const std::string& title = record.metadata.first(Field::kTitle);
  if (!title.empty()) return title;
  const auto slash = record.origin.file.rfind('/');
  const std::string name =
      slash == std::string::npos ? record.origin.file : record.origin.file.substr(slash + 1);
  return name.empty() ? record.id : name;
}

}  // namespace lontar::api
