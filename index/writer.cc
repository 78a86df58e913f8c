#include "index/writer.h"

#include <algorithm>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "index/batches.h"
#include "index/change_log.h"
#include "index/crew.h"
#include "index/generation.h"
#include "index/schema.h"
#include "index/snapshot.h"

namespace lontar::index {
namespace {

namespace fs = std::filesystem;

// How much is held in memory before it is written. Small batches keep Xapian's trees in the
// processor's caches (docs/performance.md); an update that stays below its limit commits in place.
struct Limit {
  std::size_t bytes;  // of text
  std::size_t documents;
};
constexpr Limit kBatch = {2u << 20, 200};
constexpr Limit kInPlace = {8u << 20, 1000};

std::uint64_t number_in(const Xapian::Database& database, std::string_view key) {
  const std::string text = database.get_metadata(std::string(key));
  return text.empty() ? 0 : std::strtoull(text.c_str(), nullptr, 10);
}

// Removes the document with this id and its passages; nothing when there is none.
void erase(Xapian::WritableDatabase& database, const std::string& id) {
  const std::string term = id_term(id);
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return;
  const Xapian::docid document = *posting;
  const Record record = read_record(database, document);
  for (const std::size_t first : record.blocks) {
    database.set_metadata(block_key(record.key, first), "");
  }
  database.set_metadata(outline_key(record.key), "");
  database.set_metadata(record_key(record.key), "");
  database.delete_document(document);
}

// Changes where a document comes from in its record; terms and values stay as they are.
void restamp_record(Xapian::WritableDatabase& database, const std::string& id,
                    const Origin& origin) {
  const std::string term = id_term(id);
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return;
  Record record = read_record(database, *posting);
  record.origin = origin;
  database.set_metadata(record_key(record.key), encode(record));
}

std::size_t threads_of(const WriterOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
}

Error write_error(const fs::path& dir, const std::string& reason) {
  return {ErrorCode::kIo, dir.string() + ": the index could not be written (" + reason +
                              "); it is as it was before this run"};
}

}  // namespace

struct Writer::Impl {
  fs::path dir;
  WriteLock lock;
  std::optional<Snapshot> base;  // the state before this run; none for a rebuild or a first run
  fs::path base_path;
  std::uint64_t generation = 0;  // of the last committed state
  std::uint64_t next_key = 1;
  std::unordered_set<std::string> put_ids;
  std::unordered_set<std::string> erased_ids;           // of the base
  std::unordered_map<std::string, Origin> new_origins;  // of the base, by id
  Batch pending;                                        // what the next batch is made of
  std::vector<Batch> held;  // full ones, as long as the run may still be committed in place
  std::size_t held_bytes = 0;
  std::size_t held_documents = 0;
  Crew crew;
  Batches batches;
  ChangeLog log;
  bool replaces_everything = false;

  Impl(fs::path directory, WriteLock held_lock, const WriterOptions& options)
      : dir(std::move(directory)),
        lock(std::move(held_lock)),
        crew(threads_of(options), options.memory),
        batches(dir, crew, options.merge_width) {}

  bool changed() const {
    return replaces_everything || !put_ids.empty() || !erased_ids.empty() || !new_origins.empty();
  }

  // What this run changes in documents that were there before.
  void change_base(Xapian::WritableDatabase& database) const {
    for (const std::string& id : erased_ids) erase(database, id);
    for (const auto& [id, origin] : new_origins) restamp_record(database, id, origin);
  }

  void erase_from_base(std::string_view id) {
    if (base && base->find(id)) erased_ids.emplace(id);
  }

  void add(Document document) {
    pending.bytes += text_bytes(document.content);
    pending.documents.push_back({std::move(document), next_key++});
    if (pending.bytes >= kBatch.bytes || pending.documents.size() >= kBatch.documents) flush();
  }

  // Passes on what is pending: to be built at once, or held while it may be committed in place.
  void flush() {
    if (pending.documents.empty()) return;
    held_bytes += pending.bytes;
    held_documents += pending.documents.size();
    held.push_back(std::exchange(pending, {}));
    const bool few = held_bytes < kInPlace.bytes && held_documents < kInPlace.documents;
    if (base && batches.empty() && few) return;
    build_held();
  }

  void build_held() {
    for (Batch& batch : std::exchange(held, {})) batches.add(std::move(batch));
  }

  void number(Xapian::WritableDatabase& database) {
    database.set_metadata(std::string(kSchemaKey), std::to_string(kSchemaVersion));
    database.set_metadata(std::string(kGenerationKey), std::to_string(generation + 1));
    database.set_metadata(std::string(kNextKeyKey), std::to_string(next_key));
  }

  // What is held, in order, made ready by all threads.
  std::vector<std::vector<Xapian::Document>> build_held_documents() {
    std::vector<std::vector<Xapian::Document>> built(held.size());
    for (std::size_t i = 0; i < held.size(); ++i) {
      crew.run(weight_of(held[i]), [&batch = held[i], &made = built[i]](PostingBuilder& builder) {
        for (const auto& [document, key] : batch.documents) {
          made.push_back(builder.build(document, key));
        }
      });
    }
    crew.wait();
    return built;
  }

  void commit_in_place() {
    const auto built = build_held_documents();
    Xapian::WritableDatabase database(base_path.string(), Xapian::DB_OPEN);
    database.begin_transaction(true);  // nothing is visible before the one commit at its end
    change_base(database);
    for (std::size_t i = 0; i < held.size(); ++i) {
      for (const Xapian::Document& document : built[i]) database.add_document(document);
      for (const Numbered& numbered : held[i].documents) store(database, entries_of(numbered));
    }
    number(database);
    database.commit_transaction();
    database.close();
  }

  // The base without what this run replaced, as a copy that may be changed; empty without a base.
  fs::path copied_base() {
    if (!base) return {};
    fs::path copy = building_path(dir, "base");
    fs::copy(base_path, copy, fs::copy_options::recursive);
    Xapian::WritableDatabase database(copy.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    database.begin_transaction(true);
    change_base(database);
    database.commit_transaction();
    database.close();
    return copy;
  }

  Result<void> commit_anew() {
    build_held();
    const fs::path merged = building_path(dir, "merged");
    batches.merge_into(merged, copied_base());
    Xapian::WritableDatabase database(merged.string(), Xapian::DB_OPEN);
    number(database);
    database.commit();
    database.close();
    const fs::path target = next_database(dir);
    fs::rename(merged, target);
    return publish(dir, target);
  }
};

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::~Writer() {
  if (!impl_) return;
  impl_->crew.stop();  // or it would write what is removed here
  remove_leftovers(impl_->dir);
}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

Result<Writer> Writer::open(const fs::path& dir, WriteMode mode, const WriterOptions& options) {
  auto lock = WriteLock::acquire(dir);
  if (!lock) return lock.error();
  remove_leftovers(dir);
  auto impl = std::make_unique<Impl>(dir, std::move(*lock), options);
  impl->replaces_everything = mode == WriteMode::kRebuild;

  const auto path = current_database(dir);
  if (!path && path.error().code == ErrorCode::kNotFound) {
    impl->replaces_everything = true;  // a first run leaves an index behind even if it is empty
    return Writer(std::move(impl));
  }
  auto base = path ? Snapshot::open(dir) : Result<Snapshot>(path.error());
  if (!base) {
    // Whatever the index held, its numbers must not come again: the history counts by them.
    const auto history = History::load(dir);
    if (!history) return history.error();
    impl->generation = history->newest_generation();
  } else {
    // Numbers go on after a rebuild too: a generation or a storage key never means two things.
    impl->generation = base->generation();
    impl->next_key = number_in(base->database(), kNextKeyKey);
  }
  if (mode == WriteMode::kRebuild) {
    if (base) impl->log.replaces(std::move(*base));
    return Writer(std::move(impl));
  }
  if (!base) return base.error();
  impl->base = std::move(*base);
  impl->log.changes(*impl->base);
  impl->base_path = *path;
  return Writer(std::move(impl));
}

Result<std::vector<Record>> Writer::records() const {
  std::vector<Record> records;
  if (!impl_->base) return records;
  try {
    const Xapian::Database& database = impl_->base->database();
    records.reserve(database.get_doccount());
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
      records.push_back(impl_->base->record(*it));
    }
  } catch (const Xapian::Error& error) {
    return translate(error);
  }
  return records;
}

Result<void> Writer::put(Document document) {
  if (document.id.empty()) return Error{ErrorCode::kInvalid, "a document without an id"};
  if (!impl_->put_ids.insert(document.id).second) {
    return Error{ErrorCode::kInvalid, document.id + ": put twice in one run"};
  }
  try {
    impl_->log.put(document);
    impl_->erase_from_base(document.id);
    impl_->add(std::move(document));
  } catch (const Xapian::Error& error) {
    return write_error(impl_->dir, error.get_description());
  } catch (const std::exception& error) {  // of the file system; memory
    return write_error(impl_->dir, error.what());
  }
  return {};
}

Result<void> Writer::restamp(std::string_view id, const Origin& origin) {
  try {
    if (impl_->base && impl_->base->find(id))
      impl_->new_origins.insert_or_assign(std::string(id), origin);
  } catch (const Xapian::Error& error) {
    return translate(error);
  }
  return {};
}

Result<void> Writer::remove(std::string_view id) {
  try {
    impl_->log.remove(id);
    impl_->erase_from_base(id);
  } catch (const Xapian::Error& error) {
    return translate(error);
  }
  return {};
}

Result<std::uint64_t> Writer::commit() {
  Impl& impl = *impl_;
  if (!impl.changed()) return impl.generation;
  try {
    // Before the commit: what it says of a generation that never comes does not count.
    impl.flush();
    if (const auto saved = impl.log.save(impl.dir, impl.generation); !saved)
      return write_error(impl.dir, saved.error().message);
    if (impl.base && impl.batches.empty()) {
      impl.commit_in_place();
    } else if (auto committed = impl.commit_anew(); !committed) {
      return committed.error();
    }
  } catch (const Xapian::Error& error) {
    return write_error(impl.dir, error.get_description());
  } catch (const std::exception& error) {  // of the file system; memory
    return write_error(impl.dir, error.what());
  }
  return impl.generation + 1;
}

}  // namespace lontar::index
