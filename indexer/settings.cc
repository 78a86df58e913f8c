#include "indexer/settings.h"

#include <array>

#include "core/ascii.h"
#include "io/config.h"

namespace lontar::indexer {
namespace {

// Programs and libraries alone take most of this.
constexpr std::int64_t kLeastWorkerMegabytes = 256;

constexpr std::array kKeys = {"catalogue",       "ignore_file",        "ignore",
                              "knowledge_files", "max_file_megabytes", "file_seconds",
                              "worker_megabytes"};

// The first key of the table that nobody knows, as an error; a misspelt setting must not pass.
Result<void> check_keys(const std::filesystem::path& path, const toml::table& table) {
  for (const auto& [key, value] : table) {
    bool known = false;
    for (const char* name : kKeys) known = known || key.str() == name;
    if (!known) {
      return io::toml_error(path, value,
                            "[indexer] has no setting '" + std::string(key.str()) + "'");
    }
  }
  return {};
}

}  // namespace

Result<Settings> Settings::load(const std::filesystem::path& config_dir) {
  const auto path = config_dir / "lontar.toml";
  const auto file = io::read_toml(path);
  if (!file) return file.error();
  const toml::table& root = *file;
  const auto* table = root["indexer"].as_table();
  if (!table) return io::toml_error(path, root, "the table [indexer] is missing");
  if (const auto checked = check_keys(path, *table); !checked) return checked.error();

  const auto at = [&](const char* key) { return root["indexer"][key]; };
  Settings settings;
  settings.catalogue = at("catalogue").value_or(std::string());
  settings.ignore_file = at("ignore_file").value_or(std::string());
  settings.ignore = io::strings(at("ignore"));
  settings.knowledge_files = io::strings(at("knowledge_files"));
  const std::int64_t megabytes = at("max_file_megabytes").value_or<std::int64_t>(0);
  if (settings.catalogue.empty()) {
    return io::toml_error(path, *table, "catalogue must be a file name");
  }
  if (settings.ignore_file.empty()) {
    return io::toml_error(path, *table, "ignore_file must be a file name");
  }
  if (megabytes <= 0) {
    return io::toml_error(path, *table, "max_file_megabytes must be a number above 0");
  }
  settings.max_file_bytes = static_cast<std::uint64_t>(megabytes) * 1'000'000;

  const std::int64_t seconds = at("file_seconds").value_or<std::int64_t>(0);
  const std::int64_t memory = at("worker_megabytes").value_or<std::int64_t>(0);
  if (seconds <= 0) return io::toml_error(path, *table, "file_seconds must be a number above 0");
  if (memory < kLeastWorkerMegabytes) {
    return io::toml_error(
        path, *table,
        "worker_megabytes must be " + std::to_string(kLeastWorkerMegabytes) + " or more");
  }
  settings.worker.processor = std::chrono::seconds(seconds);
  settings.worker.wall = 2 * settings.worker.processor;  // on a machine that does other things too
  // A large file is mapped, which takes addresses but no memory.
  settings.worker.address_space_bytes =
      static_cast<std::uint64_t>(memory) * 1'000'000 + settings.max_file_bytes;
  return settings;
}

}  // namespace lontar::indexer
