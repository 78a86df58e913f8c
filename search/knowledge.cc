#include "search/knowledge.h"

#include <utility>

namespace lontar::search {

Result<Knowledge> Knowledge::load(const std::filesystem::path& config_dir) {
  auto languages = text::Languages::load(config_dir);
  if (!languages) return languages.error();
  auto taxonomy = knowledge::Taxonomy::load(config_dir);
  if (!taxonomy) return taxonomy.error();
  auto thesaurus = knowledge::Thesaurus::load(config_dir, *languages);
  if (!thesaurus) return thesaurus.error();
  return Knowledge{
      .languages = std::make_shared<const text::Languages>(std::move(*languages)),
      .taxonomy = std::make_shared<const knowledge::Taxonomy>(std::move(*taxonomy)),
      .thesaurus = std::make_shared<const knowledge::Thesaurus>(std::move(*thesaurus))};
}

}  // namespace lontar::search
