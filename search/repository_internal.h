// What the Searchers of one program share. Internal to search/. Thread-safe.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "index/history.h"
#include "index/snapshot.h"
#include "search/answer.h"
#include "search/knowledge.h"
#include "search/made_once.h"
#include "search/resident.h"
#include "search/searcher.h"
#include "search/speller.h"
#include "search/suggester.h"

namespace lontar::search {

struct Repository::Impl {
  Impl(std::filesystem::path index_dir, Knowledge its_knowledge)
      : dir(std::move(index_dir)), knowledge(std::move(its_knowledge)) {}

  // What is in memory of the snapshot's generation, read at most once by all threads together. A
  // thread that is still on an older generation reads its own. Throws Xapian::Error.
  std::shared_ptr<const Resident> resident(const index::Snapshot& snapshot) {
    const std::lock_guard lock(mutex);
    if (newest && newest->columns.generation == snapshot.generation()) return newest;
    auto fresh = std::make_shared<const Resident>(
        read_resident(snapshot, *knowledge.languages, newest.get()));
    if (!newest || newest->columns.generation < fresh->columns.generation) newest = fresh;
    return fresh;
  }

  // What became of documents up to this generation and perhaps later; read once per generation. One
  // that cannot be read is as good as none: nothing that is in the index depends on it.
  std::shared_ptr<const index::History> history(std::uint64_t generation) {
    const std::lock_guard lock(history_mutex);
    if (known_history && history_generation >= generation) return known_history;
    auto loaded = index::History::load(dir);
    if (loaded) {
      known_history = std::make_shared<const index::History>(std::move(*loaded));
      history_generation = generation;
    }
    return known_history;
  }

  // The order of the snapshot's documents by what happened to them last; made as resident() is.
  std::shared_ptr<const Latest> latest(const index::Snapshot& snapshot, const Columns& columns) {
    const auto its_history = history(columns.generation);
    const std::lock_guard lock(latest_mutex);
    if (known_latest && known_latest->generation == columns.generation) return known_latest;
    auto fresh = std::make_shared<const Latest>(read_latest(snapshot, columns, its_history));
    if (!known_latest || known_latest->generation < fresh->generation) known_latest = fresh;
    return fresh;
  }

  const std::filesystem::path dir;
  const Knowledge knowledge;
  MadeOnce<Suggester> suggester;
  MadeOnce<Speller> speller;
  std::mutex mutex;
  std::shared_ptr<const Resident> newest;
  std::mutex history_mutex;
  std::shared_ptr<const index::History> known_history;  // null until it is asked for
  std::uint64_t history_generation = 0;
  std::mutex latest_mutex;
  std::shared_ptr<const Latest> known_latest;  // null until it is asked for
};

}  // namespace lontar::search
