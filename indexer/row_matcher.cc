#include "indexer/row_matcher.h"

#include <algorithm>

#include "core/ascii.h"
#include "text/clean.h"

namespace lontar::indexer {

RowMatcher::RowMatcher(std::span<const SourceFile> files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    exact_.emplace(files[i].file, i);
    std::string composed = text::clean_line(files[i].file);
    std::ranges::replace(composed, '\\', '/');  // rows are written so: they may come from Windows
    const auto note = [&](auto& names, const std::string& name) {
      const auto [at, fresh] = names.emplace(name, i);
      if (!fresh) at->second = kAmbiguous;
    };
    note(composed_, composed);
    note(lower_, ascii_lower(composed));
  }
}

std::optional<RowMatcher::Match> RowMatcher::find(const std::string& path) const {
  const auto look = [](const auto& names, const std::string& name) -> std::optional<std::size_t> {
    const auto found = names.find(name);
    if (found == names.end() || found->second == kAmbiguous) return {};
    return found->second;
  };
  if (const auto file = look(exact_, path)) return Match{*file, false};
  const std::string composed = text::clean_line(path);
  if (const auto file = look(composed_, composed)) return Match{*file, false};
  if (const auto file = look(lower_, ascii_lower(composed))) return Match{*file, true};
  return {};
}

}  // namespace lontar::indexer
