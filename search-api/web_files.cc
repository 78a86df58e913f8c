#include "search-api/web_files.h"

#include <algorithm>
#include <vector>

#include "io/file.h"
#include "search-api/script_imports.h"

namespace lontar::api {
namespace {

namespace fs = std::filesystem;

// Puts {{> name}} partials in place. The template engine would parse them anew at each use.
Result<std::string> expand(const std::map<std::string, std::string, std::less<>>& sources,
                           const std::string& name, int depth) {
  static constexpr std::string_view kOpen = "{{> ";
  const auto source = sources.find(name);
  if (source == sources.end() || depth > 8)
    return Error{ErrorCode::kInvalid, "the template '" + name +
                                          "' is missing or includes itself; restore web/templates"};
  std::string out;
  std::string_view rest = source->second;
  for (;;) {
    const auto open = rest.find(kOpen);
    const auto close = open == std::string_view::npos ? open : rest.find("}}", open);
    if (close == std::string_view::npos) return out.append(rest);
    out.append(rest.substr(0, open));
    const auto partial =
        expand(sources, std::string(rest.substr(open + kOpen.size(), close - open - kOpen.size())),
               depth + 1);
    if (!partial) return partial.error();
    out.append(*partial);
    rest.remove_prefix(close + 2);
  }
}

Result<std::vector<fs::path>> files_of(const fs::path& dir) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(dir, error))
    if (entry.is_regular_file()) files.push_back(entry.path());
  if (error)
    return Error{ErrorCode::kNotFound, "cannot read " + dir.string() + ": " + error.message() +
                                           "; point --web at the folder web/ of the project"};
  return files;
}

}  // namespace

Result<WebFiles> WebFiles::load(const fs::path& web_dir) {
  WebFiles web;
  auto texts = InterfaceTexts::load(web_dir / "i18n");
  if (!texts)
    return Error{texts.error().code,
                 texts.error().message + "; point --web at the folder web/ of the project, whole"};
  web.texts_ = std::move(*texts);
  if (auto loaded = web.load_templates(web_dir / "templates"); !loaded) return loaded.error();
  if (auto loaded = web.load_static_files(web_dir); !loaded) return loaded.error();

  std::string everything;
  for (const InterfaceText& text : web.texts_.all())
    for (const auto& [key, sentence] : text.own()) everything += key + sentence;
  for (const auto& [language, templates] : web.templates_)
    for (const auto& [name, source] : templates) everything += name + source;
  for (const auto& [name, file] : web.static_files_) everything += name + file.hash;
  if (auto pdfjs = PdfjsFiles::load(web_dir / "node_modules" / "pdfjs-dist")) {
    everything += pdfjs->hash();
    web.pdfjs_ = std::move(*pdfjs);
  } else {
    web.pdfjs_missing_ = pdfjs.error().message;
  }
  web.fingerprint_ = io::content_hash(everything);
  return web;
}

Result<void> WebFiles::load_templates(const fs::path& dir) {
  const auto files = files_of(dir);
  if (!files) return files.error();
  Templates sources;
  for (const fs::path& path : *files) {
    if (path.extension() != ".mustache") continue;
    auto text = io::read_file(path);
    if (!text) return text.error();
    sources[path.stem().string()] = std::move(*text);
  }
  for (const auto& [name, source] : sources) {
    const auto expanded = expand(sources, name, 0);
    if (!expanded) return expanded.error();
    for (const InterfaceText& text : texts_.all()) {
      auto worded = put_sentences(*expanded, text);
      if (!worded)
        return Error{ErrorCode::kInvalid, "the template '" + name + "' " + worded.error().message};
      templates_[text.code()][name] = std::move(*worded);
    }
  }
  return Result<void>();
}

Result<void> WebFiles::load_static_files(const fs::path& web_dir) {
  const auto files = files_of(web_dir / "static");
  if (!files) return files.error();
  Scripts scripts;
  for (const fs::path& path : *files) {
    if (!is_static_file(path)) continue;
    auto body = io::read_file(path);
    if (!body) return body.error();
    const std::string name = path.filename().string();
    if (path.extension() == ".js")
      scripts[name] = std::move(*body);
    else
      static_files_[name] = make_static_file(name, std::move(*body));
  }
  auto versioned = with_versioned_imports(scripts);
  if (!versioned) return versioned.error();
  for (auto& [name, source] : *versioned)
    static_files_[name] = make_static_file(name, std::move(source));
  auto styles = files_of(web_dir / "styles");
  if (!styles) return styles.error();
  std::sort(styles->begin(), styles->end());
  std::string sheet;
  for (const fs::path& path : *styles) {
    if (path.extension() != ".css") continue;
    const auto body = io::read_file(path);
    if (!body) return body.error();
    sheet += *body;
  }
  static_files_["style.css"] = make_static_file("style.css", std::move(sheet));
  return Result<void>();
}

const std::string* WebFiles::page_template(std::string_view name, std::string_view language) const {
  const auto templates = templates_.find(language);
  if (templates == templates_.end()) return nullptr;
  const auto found = templates->second.find(name);
  return found == templates->second.end() ? nullptr : &found->second;
}

const StaticFile* WebFiles::static_file(std::string_view name) const {
  const auto found = static_files_.find(name);
  return found == static_files_.end() ? nullptr : &found->second;
}

std::string WebFiles::static_url(std::string_view name) const {
  const StaticFile* file = static_file(name);
  std::string url = "/static/" + std::string(name);
  return file == nullptr ? url : url + "?v=" + file->hash.substr(0, 16);
}

}  // namespace lontar::api
