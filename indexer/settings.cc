#include "indexer/settings.h"

#include <array>
#include <span>

#include "core/ascii.h"
#include "io/config.h"

namespace lontar::indexer {
namespace {

// A setting that is a whole number.
struct Number {
  const char* key;
  std::int64_t least;
  std::int64_t most;
};
constexpr std::array kNumbers = {
    Number{"max_file_megabytes", 1, 1'000'000}, Number{"withdraw_percent", 0, 100},
    Number{"file_seconds", 1, 100'000},
    Number{"worker_megabytes", 256, 1'000'000},  // programs and libraries alone take most of 256
};
constexpr std::array kExtractionNumbers = {Number{"ocr_page_seconds", 1, 100'000},
                                           Number{"ocr_seconds", 1, 100'000},
                                           Number{"ocr_cache_megabytes", 1, 10'000'000}};

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

bool is_file_name(const std::string& text) { return !text.empty() && text.find('/') == text.npos; }

Result<void> check_numbers(const std::filesystem::path& path, const toml::table& table,
                           const std::string& name, std::span<const Number> numbers) {
  for (const Number& number : numbers) {
    const toml::node* node = table.get(number.key);
    const auto value = node ? node->value_exact<std::int64_t>() : std::nullopt;
    if (value && *value >= number.least && *value <= number.most) continue;
    return io::toml_error(path, node ? *node : table,
                          "[" + name + "] " + number.key + " must be a whole number from " +
                              std::to_string(number.least) + " to " + std::to_string(number.most));
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
  const auto checked = check_numbers(path, *table, "extraction", kExtractionNumbers);
  if (!checked) return checked;
  const auto number = [&](const char* key) { return (*table)[key].value_or<std::int64_t>(0); };
  const std::int64_t page = number("ocr_page_seconds"), most = number("ocr_seconds");
  if (most < page) {
    return io::toml_error(path, *table, "ocr_seconds must not be less than ocr_page_seconds");
  }
  settings.worker.ocr = *mode;
  settings.worker.ocr_page = std::chrono::seconds(page);
  settings.worker.ocr_most = std::chrono::seconds(most);
  settings.ocr_cache_bytes = static_cast<std::uint64_t>(number("ocr_cache_megabytes")) * 1'000'000;
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
  if (const auto checked = check_numbers(path, *table, "indexer", kNumbers); !checked)
    return checked.error();

  const auto at = [&](const char* key) { return root["indexer"][key]; };
  Settings settings;
  settings.catalogue = at("catalogue").value_or(std::string());
  settings.ignore_file = at("ignore_file").value_or(std::string());
  settings.ignore = io::strings(at("ignore"));
  settings.knowledge_files = io::strings(at("knowledge_files"));
  const auto number = [&](const char* key) { return at(key).value_or<std::int64_t>(0); };
  if (!is_file_name(settings.catalogue)) {
    return io::toml_error(path, *table, "catalogue must be a file name");
  }
  if (!is_file_name(settings.ignore_file)) {
    return io::toml_error(path, *table, "ignore_file must be a file name");
  }
  settings.max_file_bytes = static_cast<std::uint64_t>(number("max_file_megabytes")) * 1'000'000;
  settings.withdraw_percent = static_cast<unsigned>(number("withdraw_percent"));
  const std::string confinement = at("confinement").value_or(std::string());
  if (confinement != "available" && confinement != "full") {
    return io::toml_error(path, *table, "confinement must be \"available\" or \"full\"");
  }
  settings.worker.must_be_confined = confinement == "full";
  settings.worker.processor = std::chrono::seconds(number("file_seconds"));
  settings.worker.wall = 2 * settings.worker.processor;  // on a machine that does other things too
  settings.worker.memory = static_cast<std::uint64_t>(number("worker_megabytes")) * 1'000'000;
  if (const auto loaded = load_extraction(path, root, settings); !loaded) return loaded.error();
  return settings;
}

}  // namespace lontar::indexer
