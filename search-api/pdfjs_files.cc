#include "search-api/pdfjs_files.h"

#include <algorithm>
#include <array>
#include <vector>

#include "io/file.h"

namespace lontar::api {
namespace {

namespace fs = std::filesystem;

// Files of one kind in one folder of the package, and the folder they are served in.
struct Served {
  std::string_view folder;     // of the package
  std::string_view name;       // "" for every file with the extension
  std::string_view extension;  // "" where the name says all
  std::string_view as;
};
constexpr std::array kServed = {
    Served{"legacy/build", "pdf.min.mjs", "", "build"},
    Served{"legacy/build", "pdf.worker.min.mjs", "", "build"},
    Served{"legacy/web", "pdf_viewer.mjs", "", "web"},
    Served{"legacy/web", "pdf_viewer.css", "", "web"},
    // Of annotations; the style sheet names them by "images/".
    Served{"legacy/web/images", "", ".svg", "web/images"},
    Served{"legacy/web/images", "", ".gif", "web/images"},
    // For fonts that a PDF names and does not hold: Chinese, Japanese, Korean; the standard 14.
    Served{"cmaps", "", ".bcmap", "cmaps"},
    Served{"standard_fonts", "", ".pfb", "standard_fonts"},
    Served{"standard_fonts", "", ".ttf", "standard_fonts"},
    // Pictures of scans, without WebAssembly.
    Served{"wasm", "jbig2_nowasm_fallback.js", "", "wasm"},
    Served{"wasm", "openjpeg_nowasm_fallback.js", "", "wasm"},
};

// The names in the folder that the row means, sorted.
Result<std::vector<std::string>> names_of(const fs::path& dir, const Served& row) {
  if (!row.name.empty()) return std::vector{std::string(row.name)};
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(dir, error)) {
    if (entry.is_regular_file() && entry.path().extension() == row.extension)
      names.push_back(entry.path().filename().string());
  }
  if (error || names.empty())
    return Error{ErrorCode::kNotFound,
                 "there is no *" + std::string(row.extension) + " in " + dir.string()};
  std::ranges::sort(names);
  return names;
}

}  // namespace

Result<PdfjsFiles> PdfjsFiles::load(const fs::path& package_dir) {
  PdfjsFiles pdfjs;
  std::string everything;
  for (const Served& row : kServed) {
    const fs::path dir = package_dir / row.folder;
    const auto names = names_of(dir, row);
    if (!names) return names.error();
    for (const std::string& name : *names) {
      auto body = io::read_file(dir / name);
      if (!body) return body.error();
      StaticFile file = make_static_file(name, std::move(*body));
      // A worker is under its script's policy and not under the page's.
      file.policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
      const std::string path = std::string(row.as) + "/" + name;
      everything += path + file.hash;
      pdfjs.files_[path] = std::move(file);
    }
  }
  pdfjs.hash_ = io::content_hash(everything).substr(0, 16);
  pdfjs.url_ = "/static/pdfjs/" + pdfjs.hash_;
  return pdfjs;
}

const StaticFile* PdfjsFiles::file(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace lontar::api
