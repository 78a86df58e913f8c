#include "index/batches.h"

#include "index/generation.h"

namespace lontar::index {
namespace {

// How many databases are merged at a time: bounds the open files (about six each).
constexpr std::size_t kMergeWidth = 24;

// A batch that a crash destroys is made again from the sources, so it need not reach the disk.
constexpr int kBatchFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                            Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

void compact(const std::vector<std::filesystem::path>& sources,
             const std::filesystem::path& target) {
  Xapian::Database all;
  for (const auto& source : sources) all.add_database(Xapian::Database(source.string()));
  all.compact(target.string(), Xapian::Compactor::FULL);
}

void remove_all(const std::vector<std::filesystem::path>& paths) {
  std::error_code error;
  for (const auto& path : paths) std::filesystem::remove_all(path, error);
}

}  // namespace

void store(Xapian::WritableDatabase& database, const Prepared& prepared) {
  database.add_document(prepared.document);
  for (const auto& [key, text] : prepared.entries) database.set_metadata(key, text);
}

std::filesystem::path Batches::next_path() {
  return building_path(dir_, "batch-" + std::to_string(++made_));
}

void Batches::add(const std::vector<Prepared>& documents) {
  const auto path = next_path();
  Xapian::WritableDatabase database(path.string(), kBatchFlags);
  database.begin_transaction(false);  // one flush, whatever the environment's threshold
  for (const Prepared& prepared : documents) store(database, prepared);
  database.commit_transaction();
  database.close();
  push(0, path);
}

void Batches::push(std::size_t level, std::filesystem::path database) {
  if (levels_.size() <= level) levels_.resize(level + 1);
  levels_[level].push_back(std::move(database));
  if (levels_[level].size() < kMergeWidth) return;
  auto merged = next_path();
  compact(levels_[level], merged);
  remove_all(levels_[level]);
  levels_[level].clear();
  push(level + 1, std::move(merged));
}

void Batches::merge_into(const std::filesystem::path& target, const std::filesystem::path& first) {
  std::vector<std::filesystem::path> sources;
  if (!first.empty()) sources.push_back(first);
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    sources.insert(sources.end(), level->begin(), level->end());
  }
  if (sources.empty()) {
    const Xapian::WritableDatabase made(target.string(),
                                        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    return;
  }
  compact(sources, target);
  remove_all(sources);
}

}  // namespace lontar::index
