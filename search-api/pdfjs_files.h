// What the reading page needs of pdf.js, from the npm package pdfjs-dist as it lies in
// web/node_modules: an allow-list of its files, each with its compressed form. Immutable.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.h"
#include "search-api/static_file.h"

namespace lontar::api {

class PdfjsFiles {
 public:
  // Fails naming what is missing: the service can do without.
  static Result<PdfjsFiles> load(const std::filesystem::path& package_dir);

  // By its path below url(): "build/pdf.min.mjs"; null for whatever is not on the list.
  const StaticFile* file(std::string_view path) const;
  // "/static/pdfjs/HASH": of another version every file has another URL, also those that pdf.js
  // asks for by itself (character maps, fonts), so that all may be cached for ever.
  const std::string& url() const { return url_; }
  const std::string& hash() const { return hash_; }

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
  std::string url_;
  std::string hash_;
};

}  // namespace lontar::api
