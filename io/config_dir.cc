#include "io/config_dir.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace lontar::io {
namespace {

namespace fs = std::filesystem;

bool is_config(const fs::path& dir) {
  std::error_code error;
  return fs::is_regular_file(dir / "lontar.toml", error);
}

Result<fs::path> asked_for(const fs::path& dir, const std::string& by) {
  if (is_config(dir)) return fs::absolute(dir).lexically_normal();
  return Error{ErrorCode::kNotFound,
               dir.string() + ": there is no lontar.toml in the folder that " + by + " names"};
}

}  // namespace

Result<fs::path> find_config_dir(const fs::path& given) {
  if (!given.empty()) return asked_for(given, "--config");
  const char* variable = std::getenv("LONTAR_CONFIG");
  if (variable && *variable) return asked_for(variable, "LONTAR_CONFIG");

  constexpr int kFoldersAbove = 4;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  fs::path above = program;
  for (int i = 0; i <= kFoldersAbove && !above.empty(); ++i) {
    if (is_config(above / "config")) return above / "config";
    if (above == above.root_path()) break;
    above = above.parent_path();
  }
  const fs::path installed = program.parent_path() / "share" / "lontar" / "config";
  if (is_config(installed)) return installed;
  return Error{ErrorCode::kNotFound, "there is no folder config/ with a lontar.toml near " +
                                         program.string() +
                                         "; name it with --config DIR or in LONTAR_CONFIG"};
}

}  // namespace lontar::io
