#include "search-api/script_imports.h"

#include <algorithm>
#include <array>
#include <set>

#include "io/file.h"

namespace lontar::api {
namespace {

constexpr std::array<std::string_view, 2> kImports = {"from \"./", "import \"./"};

class Versions {
 public:
  explicit Versions(const Scripts& scripts) : scripts_(scripts) {}

  // The finished source.
  Result<std::string> source(const std::string& name) {
    if (const auto known = done_.find(name); known != done_.end()) return known->second;
    const auto script = scripts_.find(name);
    if (script == scripts_.end()) return broken(name, "is imported and missing");
    if (!open_.insert(name).second) return broken(name, "imports itself in the end");
    std::string out;
    std::string_view rest = script->second;
    for (auto at = next_import(rest); at != std::string_view::npos; at = next_import(rest)) {
      out.append(rest.substr(0, at));
      rest.remove_prefix(at);
      const auto end = rest.find('"');
      const std::string imported(rest.substr(0, end));
      const auto inner = source(imported);
      if (!inner) return inner.error();
      out.append(imported + "?v=" + version_of(*inner));
      rest.remove_prefix(std::min(end, rest.size()));
    }
    open_.erase(name);
    return done_[name] = out.append(rest);
  }

 private:
  // Where the name of the next imported script begins.
  static std::size_t next_import(std::string_view text) {
    std::size_t nearest = std::string_view::npos;
    for (const std::string_view import : kImports) {
      const auto at = text.find(import);
      if (at != std::string_view::npos) nearest = std::min(nearest, at + import.size());
    }
    return nearest;
  }

  static Error broken(const std::string& name, const std::string& how) {
    return {ErrorCode::kInvalid, "the script '" + name + "' " + how + "; restore web/static"};
  }

  const Scripts& scripts_;
  Scripts done_;
  std::set<std::string> open_;
};

}  // namespace

std::string version_of(std::string_view body) { return io::content_hash(body).substr(0, 16); }

Result<Scripts> with_versioned_imports(const Scripts& scripts) {
  Versions versions(scripts);
  Scripts finished;
  for (const auto& [name, source] : scripts) {
    auto versioned = versions.source(name);
    if (!versioned) return versioned.error();
    finished[name] = std::move(*versioned);
  }
  return finished;
}

}  // namespace lontar::api
