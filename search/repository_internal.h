// What the Searchers of one program share. Internal to search/. Thread-safe.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "index/snapshot.h"
#include "search/columns.h"
#include "search/knowledge.h"
#include "search/searcher.h"
#include "search/shared_suggester.h"

namespace lontar::search {

struct Repository::Impl {
  Impl(std::filesystem::path index_dir, Knowledge its_knowledge)
      : dir(std::move(index_dir)), knowledge(std::move(its_knowledge)), suggester(knowledge) {}

  // The columns of the snapshot's generation, read at most once by all threads together. A thread
  // that is still on an older generation reads its own. Throws Xapian::Error.
  std::shared_ptr<const Columns> columns(const index::Snapshot& snapshot) {
    const std::lock_guard lock(mutex);
    if (newest && newest->generation == snapshot.generation()) return newest;
    auto fresh = std::make_shared<const Columns>(read_columns(snapshot));
    if (!newest || newest->generation < fresh->generation) newest = fresh;
    return fresh;
  }

  const std::filesystem::path dir;
  const Knowledge knowledge;
  SharedSuggester suggester;
  std::mutex mutex;
  std::shared_ptr<const Columns> newest;
};

}  // namespace lontar::search
