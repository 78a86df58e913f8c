#include "io/config.h"

#include "io/file.h"

namespace lontar::io {
namespace {

Error at_line(const std::filesystem::path& path, const toml::source_region& region,
              const std::string& what) {
  return {ErrorCode::kInvalid,
          path.string() + ":" + std::to_string(region.begin.line) + ": " + what};
}

}  // namespace

Result<toml::table> read_toml(const std::filesystem::path& path) {
  const auto text = read_file(path);
  if (!text) return text.error();
  try {
    return toml::parse(*text, path.string());
  } catch (const toml::parse_error& error) {
    return at_line(path, error.source(), std::string(error.description()));
  }
}

Error toml_error(const std::filesystem::path& path, const toml::node& where,
                 const std::string& what) {
  return at_line(path, where.source(), what);
}

std::vector<std::string> strings(const toml::node_view<const toml::node>& node) {
  std::vector<std::string> found;
  if (const auto one = node.value<std::string>()) found.push_back(*one);
  if (const toml::array* many = node.as_array()) {
    for (const toml::node& item : *many) {
      if (const auto text = item.value<std::string>()) found.push_back(*text);
    }
  }
  return found;
}

}  // namespace lontar::io
