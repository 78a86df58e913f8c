// What the configuration folder says, read once. Constant after load() and safe from any thread.
// The parts refer to each other, so each has an address of its own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"
#include "indexer/settings.h"
#include "knowledge/taxonomy.h"
#include "text/languages.h"

namespace lontar::indexer {

struct Toolkit {
  Settings settings;
  std::unique_ptr<const text::Languages> languages;
  std::unique_ptr<const knowledge::Taxonomy> taxonomy;
  std::string fingerprint;  // of the program and of what it knows (indexer/fingerprint.h)

  // Fails naming the file and line of the configuration that cannot be read. What only parsers read
  // is checked where they start (indexer/extract.h).
  static Result<Toolkit> load(const std::filesystem::path& config_dir);
};

}  // namespace lontar::indexer
