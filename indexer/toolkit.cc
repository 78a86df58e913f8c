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

  const auto program = isolation::find_worker_program();
  if (!program) return program.error();
  kit.settings.worker.program = *program;
  kit.settings.worker.config_dir = config_dir;

  auto fingerprint =
      knowledge_fingerprint(config_dir, kit.settings.knowledge_files, kit.settings.worker.ocr);
  if (!fingerprint) return fingerprint.error();
  kit.fingerprint = std::move(*fingerprint);
  return kit;
}

}  // namespace lontar::indexer
