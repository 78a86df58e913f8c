#include "harvest/settings.h"

#include <algorithm>
#include <array>

#include "io/config.h"

namespace lontar::harvest {
namespace {

constexpr std::array kKeys = {"contact",         "pause_seconds",   "longest_wait_seconds",
                              "connect_seconds", "stalled_seconds", "max_file_megabytes",
                              "attempts",        "redirects",       "private_addresses",
                              "certificates"};

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

}  // namespace

Result<Settings> Settings::load(const std::filesystem::path& config_dir) {
  const auto path = config_dir / "lontar.toml";
  const auto file = io::read_toml(path);
  if (!file) return file.error();
  const toml::table& root = *file;
  const auto* table = root["harvest"].as_table();
  if (!table) return io::toml_error(path, root, "the table [harvest] is missing");
  for (const auto& [key, value] : *table) {
    if (std::ranges::find(kKeys, key.str()) == kKeys.end()) {
      return io::toml_error(path, value,
                            "[harvest] has no setting '" + std::string(key.str()) + "'");
    }
  }
  const auto text = [&](const char* key) { return (*table)[key].value_or(std::string()); };
  const auto number = [&](const char* key) { return (*table)[key].value_or(-1.0); };

  struct Least {
    const char* key;
    double least;
    double most;
  };
  constexpr Least kLimits[] = {
      {"pause_seconds", 0, 3600},
      {"longest_wait_seconds", 0, 86'400},
      {"connect_seconds", 1, 600},
      {"stalled_seconds", 1, 3600},
      {"attempts", 1, 10},
      {"redirects", 0, 20},
      {"max_file_megabytes", 1, 1'000'000},
  };
  for (const Least& limit : kLimits) {
    const double value = number(limit.key);
    if (value >= limit.least && value <= limit.most) continue;
    return io::toml_error(path, *table,
                          std::string("[harvest] ") + limit.key + " must be a number from " +
                              std::to_string(static_cast<int>(limit.least)) + " to " +
                              std::to_string(static_cast<int>(limit.most)));
  }
  Settings settings;
  settings.catalogue = root["indexer"]["catalogue"].value_or(std::string("catalogue.csv"));
  settings.contact = text("contact");
  settings.pause = milliseconds(number("pause_seconds"));
  settings.longest_wait = milliseconds(number("longest_wait_seconds"));
  settings.connect = std::chrono::seconds(static_cast<int>(number("connect_seconds")));
  settings.stalled = std::chrono::seconds(static_cast<int>(number("stalled_seconds")));
  settings.max_bytes = static_cast<std::uint64_t>(number("max_file_megabytes")) * 1'000'000;
  settings.attempts = static_cast<int>(number("attempts"));
  settings.redirects = static_cast<int>(number("redirects"));
  settings.private_addresses = (*table)["private_addresses"].value_or(false);
  settings.certificates = text("certificates");
  return settings;
}

}  // namespace lontar::harvest
