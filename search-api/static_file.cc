#include "search-api/static_file.h"

#include <array>

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
    MediaType{".mjs", "text/javascript; charset=utf-8", true},
    MediaType{".svg", "image/svg+xml", true},
    MediaType{".png", "image/png", false},
    MediaType{".gif", "image/gif", false},
    MediaType{".txt", "text/plain; charset=utf-8", true},
    MediaType{".bcmap", "application/octet-stream", false},  // packed by itself
    MediaType{".pfb", "application/octet-stream", false},    // encrypted by its format
    MediaType{".ttf", "font/ttf", true},
};

const MediaType* media_type(const fs::path& path) {
  for (const MediaType& row : kMediaTypes)
    if (path.extension() == row.extension) return &row;
  return nullptr;
}

}  // namespace

bool is_static_file(const fs::path& name) { return media_type(name) != nullptr; }

StaticFile make_static_file(const fs::path& name, std::string body) {
  const MediaType& type = *media_type(name);
  StaticFile file;
  file.content_type = type.type;
  file.hash = io::content_hash(body);
  file.body = std::move(body);
  if (type.compress && file.body.size() >= kGzipThreshold) file.gzipped = gzip(file.body);
  return file;
}

Response static_response(const StaticFile& file, const std::string& accept_encoding,
                         bool url_names_content) {
  Response response;
  const bool gzipped = !file.gzipped.empty() && accepts_gzip(accept_encoding);
  response.body = gzipped ? file.gzipped : file.body;
  if (gzipped) response.set("Content-Encoding", "gzip");
  response.set("Content-Type", file.content_type);
  response.set("ETag", "W/\"" + file.hash + "\"");
  if (!file.policy.empty()) response.set("Content-Security-Policy", file.policy);
  response.set("Cache-Control",
               url_names_content ? "public, max-age=31536000, immutable" : "public, no-cache");
  return response;
}

}  // namespace lontar::api
