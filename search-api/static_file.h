// A file that is served as it is, kept with its hash and its compressed form.
#pragma once

#include <filesystem>
#include <string>

#include "search-api/http_message.h"

namespace lontar::api {

struct StaticFile {
  std::string content_type;
  std::string body;
  std::string gzipped;  // "" where that gains nothing
  std::string hash;
  std::string policy;  // its Content-Security-Policy, "" for none
};

// Whether files of this name are of a kind that is served at all.
bool is_static_file(const std::filesystem::path& name);
// `name` is of a kind that is served.
StaticFile make_static_file(const std::filesystem::path& name, std::string body);

// The answer with the file: to be cached for ever where its URL names the content.
Response static_response(const StaticFile& file, const std::string& accept_encoding,
                         bool url_names_content);

}  // namespace lontar::api
