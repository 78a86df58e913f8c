// What web/ holds, read once at start: templates with their partials put in, and static files with
// their hash and their compressed form. Immutable afterwards: share freely between threads.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace lontar::api {

struct StaticFile {
  std::string content_type;
  std::string body;
  std::string gzipped;
  std::string hash;
};

class WebFiles {
 public:
  // Reads web/templates/*.mustache and web/static/*. Fails naming what is missing or unreadable.
  static Result<WebFiles> load(const std::filesystem::path& web_dir);

  // Null when there is no such template or file.
  const std::string* page_template(std::string_view name) const;  // without ".mustache"
  const StaticFile* static_file(std::string_view name) const;
  // "/static/style.css?v=HASH": may be cached for ever, for another content has another URL.
  std::string static_url(std::string_view name) const;
  // Changes whenever any of the files does.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  std::map<std::string, std::string, std::less<>> templates_;
  std::map<std::string, StaticFile, std::less<>> static_files_;
  std::string fingerprint_;
};

}  // namespace lontar::api
