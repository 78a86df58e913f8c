// The configuration folder (config/): TOML files that say what Lontar knows. Each layer reads its
// own tables; this is how it finds and opens them. For .cc files only: it shows toml++ types.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace lontar::io {

// The parsed file, or an error that names file, line and what was expected there.
Result<toml::table> read_toml(const std::filesystem::path& path);

// An error about one place of a parsed file: "config/x.toml:12: ...".
Error toml_error(const std::filesystem::path& path, const toml::node& where,
                 const std::string& what);

// The strings of an array or a single string; empty when the key is absent or of another type.
std::vector<std::string> strings(const toml::node_view<const toml::node>& node);

}  // namespace lontar::io
