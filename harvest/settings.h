// [harvest] of config/lontar.toml: how politely, how long and how much is downloaded. The file
// itself explains each setting. Plain values.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.h"

namespace lontar::harvest {

struct Settings {
  std::string catalogue;  // of [indexer]: the file's name
  std::string contact;    // where a server's keeper can complain; "" says nothing
  std::chrono::milliseconds pause{};
  std::chrono::milliseconds longest_wait{};
  std::chrono::seconds connect{};
  std::chrono::seconds stalled{};
  std::uint64_t max_bytes = 0;
  int attempts = 0;
  int redirects = 0;
  bool private_addresses = false;
  std::string certificates;  // "": those of the system

  // Fails when a setting is missing, unknown or out of range.
  static Result<Settings> load(const std::filesystem::path& config_dir);
};

}  // namespace lontar::harvest
