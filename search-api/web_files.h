// What web/ holds, read once at start: templates with their partials and, for each language, the
// interface's sentences put in; static files with their hash and their compressed form; all of
// web/styles as the one static file style.css. Immutable afterwards: share freely between threads.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "search-api/interface_text.h"
#include "search-api/pdfjs_files.h"
#include "search-api/static_file.h"

namespace lontar::api {

class WebFiles {
 public:
  // Reads web/templates/*.mustache, web/i18n/*.toml, web/static/*, web/styles/*.css and, where it
  // is installed, pdf.js. Fails naming what is missing or unreadable.
  static Result<WebFiles> load(const std::filesystem::path& web_dir);

  const InterfaceTexts& texts() const { return texts_; }
  // Null when there is no such template or file. The template's name is without ".mustache"; the
  // language is the code of one of texts().
  const std::string* page_template(std::string_view name, std::string_view language) const;
  const StaticFile* static_file(std::string_view name) const;
  // "/static/style.css?v=HASH": may be cached for ever, for another content has another URL.
  std::string static_url(std::string_view name) const;
  // Null when it is not installed: pdfjs_missing() says why.
  const PdfjsFiles* pdfjs() const { return pdfjs_ ? &*pdfjs_ : nullptr; }
  const std::string& pdfjs_missing() const { return pdfjs_missing_; }
  // Changes whenever any of the files does.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  using Templates = std::map<std::string, std::string, std::less<>>;

  Result<void> load_templates(const std::filesystem::path& dir);
  Result<void> load_static_files(const std::filesystem::path& web_dir);

  InterfaceTexts texts_;
  std::map<std::string, Templates, std::less<>> templates_;  // by language, by name
  std::map<std::string, StaticFile, std::less<>> static_files_;
  std::optional<PdfjsFiles> pdfjs_;
  std::string pdfjs_missing_;
  std::string fingerprint_;
};

}  // namespace lontar::api
