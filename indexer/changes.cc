#include "indexer/changes.h"

#include <algorithm>

#include "indexer/fingerprint.h"
#include "io/file.h"

namespace lontar::indexer {
namespace {

bool same_content(const SourceFile& file, const Records& before) {
  const auto as_remembered = [&](const auto* record) {
    return record->origin.size == file.size && record->origin.mtime == file.mtime;
  };
  if (std::ranges::all_of(before, as_remembered)) return true;
  if (before.front()->origin.size != file.size) return false;
  const auto opened = io::open_file(file.path);
  const auto hash = opened ? io::content_hash(*opened, file.path) : opened.error();
  if (!hash) return false;  // reading it says why
  return std::ranges::all_of(before,
                             [&](const auto* record) { return record->origin.hash == *hash; });
}

}  // namespace

std::optional<std::string> change_of(const SourceFile& file, const Records& before,
                                     std::string_view knowledge) {
  if (before.empty()) return "";
  const std::string settings = settings_fingerprint(knowledge, file.row);
  for (const auto* record : before) {
    if (settings_of(record->origin.fingerprint) != settings) {
      return what_changed(record->origin.fingerprint, settings);
    }
    if (record->origin.corpus != file.corpus) return "its folder is now indexed as another corpus";
  }
  if (!same_content(file, before)) return "its content changed";
  return {};
}

}  // namespace lontar::indexer
