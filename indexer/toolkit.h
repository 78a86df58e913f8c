// All that turns a file into documents, made once from the configuration folder. One per thread:
// enricher and worker keep state. The parts refer to each other, so each has an address of its own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"
#include "indexer/settings.h"
#include "isolation/worker.h"
#include "knowledge/enricher.h"
#include "knowledge/taxonomy.h"
#include "text/languages.h"

namespace lontar::indexer {

struct Toolkit {
  Settings settings;
  std::unique_ptr<const text::Languages> languages;
  std::unique_ptr<const knowledge::Taxonomy> taxonomy;
  std::unique_ptr<isolation::Worker> worker;  // which parses
  std::unique_ptr<knowledge::Enricher> enricher;
  std::string fingerprint;  // of the program and of what it knows (indexer/fingerprint.h)

  // Fails naming the file and line of the configuration that cannot be read.
  static Result<Toolkit> load(const std::filesystem::path& config_dir);
};

}  // namespace lontar::indexer
