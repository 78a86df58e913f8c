// Where the configuration folder of a program is.
#pragma once

#include <filesystem>

#include "core/result.h"

namespace lontar::io {

// The first of: `given` (what --config says; "" for nothing); the environment variable
// LONTAR_CONFIG; config/ beside the program or in one of the folders above it, as in a source tree
// with its build folder; ../share/lontar/config from the program, as installed. Fails, naming what
// was tried, when the one that is asked for, or none of the others, holds lontar.toml.
Result<std::filesystem::path> find_config_dir(const std::filesystem::path& given);

}  // namespace lontar::io
