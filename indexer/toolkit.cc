#include "indexer/toolkit.h"

#include "indexer/fingerprint.h"

namespace lontar::indexer {
namespace {

template <class T>
std::unique_ptr<T> keep(Result<T>& made) {
  return std::make_unique<T>(std::move(*made));
}

}  // namespace

Result<Toolkit> Toolkit::load(const std::filesystem::path& config_dir) {
  Toolkit kit;
  auto settings = Settings::load(config_dir);
  if (!settings) return settings.error();
  kit.settings = std::move(*settings);

  auto languages = text::Languages::load(config_dir);
  if (!languages) return languages.error();
  kit.languages = keep(languages);

  auto taxonomy = knowledge::Taxonomy::load(config_dir);
  if (!taxonomy) return taxonomy.error();
  kit.taxonomy = keep(taxonomy);

  auto parsers = parsers::Registry::create(config_dir, *kit.languages);
  if (!parsers) return parsers.error();
  kit.parsers = keep(parsers);

  auto enricher = knowledge::Enricher::create(*kit.taxonomy, *kit.languages);
  if (!enricher) return enricher.error();
  kit.enricher = keep(enricher);

  auto fingerprint = knowledge_fingerprint(config_dir, kit.settings.knowledge_files);
  if (!fingerprint) return fingerprint.error();
  kit.fingerprint = std::move(*fingerprint);
  return kit;
}

}  // namespace lontar::indexer
