// Fills what neither the catalogue nor the file says, from the text and from config/taxonomy.toml:
// language, type, community, topics, body; each with its evidence. Never overwrites a given field,
// and never infers member states from a mention. A digest's dates and places are facts about the
// instrument only where catalogue or file state them.
#pragma once

#include <filesystem>
#include <memory>

#include "core/document.h"
#include "core/result.h"
#include "knowledge/taxonomy.h"
#include "text/languages.h"

namespace lontar::knowledge {

// Not thread-safe: one per thread. `taxonomy` and `languages` must outlive it.
class Enricher {
 public:
  static Result<Enricher> create(const Taxonomy& taxonomy, const text::Languages& languages);
  ~Enricher();
  Enricher(Enricher&&) noexcept;
  Enricher& operator=(Enricher&&) noexcept;

  void enrich(ParsedDocument& document);

 private:
  struct Impl;
  explicit Enricher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::knowledge
