// What searching knows beside the index: the languages, whose stems and stop words widen a
// question, the thesaurus, whose names do, and the vocabularies. Immutable after loading and shared
// by all threads; copying copies pointers.
#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"
#include "knowledge/taxonomy.h"
#include "knowledge/thesaurus.h"
#include "text/languages.h"

namespace lontar::search {

struct Knowledge {
  std::shared_ptr<const text::Languages> languages;         // never null
  std::shared_ptr<const knowledge::Taxonomy> taxonomy{};    // null: no topics are suggested
  std::shared_ptr<const knowledge::Thesaurus> thesaurus{};  // null: no names are added

  // Fails naming the file and line of the configuration that cannot be read.
  static Result<Knowledge> load(const std::filesystem::path& config_dir);
};

}  // namespace lontar::search
