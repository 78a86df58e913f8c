#include "search-api/web_files.h"

#include <array>
#include <vector>

#include "io/file.h"
#include "search-api/negotiate.h"

namespace lontar::api {
namespace {

namespace fs = std::filesystem;

struct MediaType {
  std::string_view extension;
  std::string_view type;
  bool compress;
};
constexpr std::array kMediaTypes = {
    MediaType{".css", "text/css; charset=utf-8", true},
    MediaType{".js", "text/javascript; charset=utf-8", true},
    MediaType{".svg", "image/svg+xml", true},
    MediaType{".png", "image/png", false},
    MediaType{".txt", "text/plain; charset=utf-8", true},
};

const MediaType* media_type(const fs::path& path) {
  for (const MediaType& row : kMediaTypes)
    if (path.extension() == row.extension) return &row;
  return nullptr;
}

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
  const auto templates = files_of(web_dir / "templates");
  if (!templates) return templates.error();
  std::map<std::string, std::string, std::less<>> sources;
  for (const fs::path& path : *templates) {
    if (path.extension() != ".mustache") continue;
    auto text = io::read_file(path);
    if (!text) return text.error();
    sources[path.stem().string()] = std::move(*text);
  }
  std::string everything;
  for (const auto& [name, source] : sources) {
    auto expanded = expand(sources, name, 0);
    if (!expanded) return expanded.error();
    everything += *expanded;
    web.templates_[name] = std::move(*expanded);
  }

  const auto statics = files_of(web_dir / "static");
  if (!statics) return statics.error();
  for (const fs::path& path : *statics) {
    const MediaType* type = media_type(path);
    if (type == nullptr) continue;
    auto body = io::read_file(path);
    if (!body) return body.error();
    StaticFile& file = web.static_files_[path.filename().string()];
    file.content_type = type->type;
    file.hash = io::content_hash(*body);
    file.body = std::move(*body);
    if (type->compress && file.body.size() >= kGzipThreshold) file.gzipped = gzip(file.body);
  }
  for (const auto& [name, file] : web.static_files_) everything += name + file.hash;
  web.fingerprint_ = io::content_hash(everything);
  return web;
}

const std::string* WebFiles::page_template(std::string_view name) const {
  const auto found = templates_.find(name);
  return found == templates_.end() ? nullptr : &found->second;
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
