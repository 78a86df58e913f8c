#include "indexer/settings.h"

#include <array>
#include <span>

#include "core/ascii.h"
#include "io/config.h"

namespace lontar::indexer {
namespace {

// Programs and libraries alone take most of this.
constexpr std::int64_t kLeastWorkerMegabytes = 256;
constexpr std::int64_t kMostOcrSeconds = 100'000;

constexpr std::array kKeys = {"catalogue",        "ignore_file",        "ignore",
                              "knowledge_files",  "max_file_megabytes", "file_seconds",
                              "worker_megabytes", "withdraw_percent",   "confinement"};
constexpr std::array kExtractionKeys = {"ocr", "ocr_page_seconds", "ocr_seconds",
                                        "ocr_cache_megabytes"};

// The first key of the table that nobody knows, as an error; a misspelt setting must not pass.
Result<void> check_keys(const std::filesystem::path& path, const toml::table& table,
                        const std::string& name, std::span<const char* const> keys) {
  for (const auto& [key, value] : table) {
    bool known = false;
    for (const char* one : keys) known = known || key.str() == one;
    if (!known) {
      return io::toml_error(path, value,
                            "[" + name + "] has no setting '" + std::string(key.str()) + "'");
    }
  }
  return {};
}

Result<void> load_extraction(const std::filesystem::path& path, const toml::table& root,
                             Settings& settings) {
  const auto* table = root["extraction"].as_table();
  if (!table) return io::toml_error(path, root, "the table [extraction] is missing");
  if (const auto checked = check_keys(path, *table, "extraction", kExtractionKeys); !checked) {
    return checked;
  }
  const auto mode = ocr::mode_named((*table)["ocr"].value_or(std::string()));
  if (!mode) {
    return io::toml_error(path, *table, "ocr must be \"auto\", \"off\" or \"force\"");
  }
  const auto number = [&](const char* key) { return (*table)[key].value_or<std::int64_t>(0); };
  const std::int64_t page = number("ocr_page_seconds"), most = number("ocr_seconds");
  const std::int64_t megabytes = number("ocr_cache_megabytes");
  if (page <= 0 || most < page || most > kMostOcrSeconds) {
    return io::toml_error(path, *table,
                          "ocr_page_seconds must be a number above 0, and ocr_seconds one from "
                          "there to " +
                              std::to_string(kMostOcrSeconds));
  }
  if (megabytes <= 0) {
    return io::toml_error(path, *table, "ocr_cache_megabytes must be a number above 0");
  }
  settings.worker.ocr = *mode;
  settings.worker.ocr_page = std::chrono::seconds(page);
  settings.worker.ocr_most = std::chrono::seconds(most);
  settings.ocr_cache_bytes = static_cast<std::uint64_t>(megabytes) * 1'000'000;
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
  if (const auto checked = check_keys(path, *table, "indexer", kKeys); !checked)
    return checked.error();

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

  const std::int64_t percent = at("withdraw_percent").value_or<std::int64_t>(-1);
  if (percent < 0 || percent > 100) {
    return io::toml_error(path, *table, "withdraw_percent must be a number from 0 to 100");
  }
  settings.withdraw_percent = static_cast<unsigned>(percent);

  const std::int64_t seconds = at("file_seconds").value_or<std::int64_t>(0);
  const std::int64_t memory = at("worker_megabytes").value_or<std::int64_t>(0);
  if (seconds <= 0) return io::toml_error(path, *table, "file_seconds must be a number above 0");
  if (memory < kLeastWorkerMegabytes) {
    return io::toml_error(
        path, *table,
        "worker_megabytes must be " + std::to_string(kLeastWorkerMegabytes) + " or more");
  }
  const std::string confinement = at("confinement").value_or(std::string());
  if (confinement != "available" && confinement != "full") {
    return io::toml_error(path, *table, "confinement must be \"available\" or \"full\"");
  }
  settings.worker.must_be_confined = confinement == "full";
  settings.worker.processor = std::chrono::seconds(seconds);
  settings.worker.wall = 2 * settings.worker.processor;  // on a machine that does other things too
  settings.worker.memory = static_cast<std::uint64_t>(memory) * 1'000'000;
  if (const auto loaded = load_extraction(path, root, settings); !loaded) return loaded.error();
  return settings;
}

}  // namespace lontar::indexer
