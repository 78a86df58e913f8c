#include "search/knowledge.h"

#include <utility>

namespace lontar::search {

Result<Knowledge> Knowledge::load(const std::filesystem::path& config_dir) {
  auto languages = text::Languages::load(config_dir);
  if (!languages) return languages.error();
  return Knowledge{.languages = std::make_shared<const text::Languages>(std::move(*languages))};
}

}  // namespace lontar::search
