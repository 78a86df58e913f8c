#include "indexer/run.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <unordered_map>

#include "index/audit.h"
#include "indexer/collection.h"
#include "indexer/extract.h"
#include "indexer/fingerprint.h"
#include "indexer/id_book.h"
#include "indexer/id_registry.h"
#include "io/file.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

std::string place_name(const Place& place) {
  return place.part ? place.path + ", document " + std::to_string(place.part) : place.path;
}

// Whether a document of a file of many is what it was, though others of its file are not.
bool same_part(const index::Record& record, const Origin& origin, int part) {
  return part > 0 && record.part == part && path_of(record.origin) == path_of(origin) &&
         record.origin.corpus == origin.corpus && record.origin.fingerprint == origin.fingerprint;
}

using Records = std::vector<const index::Record*>;

class Run {
 public:
  Run(const Collection& sources, index::Writer& writer, IdRegistry& registry, Toolkit& kit,
      const Listener& listener)
      : sources_(sources),
        writer_(writer),
        registry_(registry),
        book_(registry),
        kit_(kit),
        listener_(listener) {}

  Result<Summary> go(const std::vector<index::Record>& before, index::WriteMode mode);
  void tell(const Issue& issue);

 private:
  void learn(const std::vector<index::Record>& before);
  void visit(const SourceFile& file);
  void keep(const Records& before);
  bool displaced(const Records& before) const;

  std::optional<std::string> reason_to_make(const SourceFile& file, const Records& before);
  bool same_content(const SourceFile& file, const Records& before);
  bool ids_hold(const SourceFile& file, const Records& before);
  void leave(const SourceFile& file, const Records& before);
  void restamp(const std::string& id, const Origin& origin);

  void make(const SourceFile& file, const Records& before, const std::string& why);
  void enter(const SourceFile& file, const std::string& hash, Extracted made,
             const std::string& why);
  void fail(const SourceFile& file, int part, std::string reason, std::vector<Warning> warnings);
  void warn_of_shared_row(const SourceFile& file);

  Result<void> remove_what_left(const std::vector<index::Record>& before);

  void tell(const Entry& entry);
  void tell_conflict(const SourceFile& file, const Place& place, const std::string& claim,
                     const IdBook::Given& given);
  void note_content(const SourceFile& file, const std::string& hash);

  const Collection& sources_;
  index::Writer& writer_;
  IdRegistry& registry_;
  IdBook book_;
  Toolkit& kit_;
  const Listener& listener_;

  std::unordered_map<std::string, Records> before_;                     // of each file, by its path
  std::unordered_map<std::string_view, const index::Record*> earlier_;  // all, by id
  std::unordered_map<std::string, std::string> first_;  // file of each content, by its hash
  std::optional<Error> fatal_;
  Summary summary_;
};

Result<Summary> Run::go(const std::vector<index::Record>& before, index::WriteMode mode) {
  learn(before);
  for (const Issue& issue : sources_.issues()) tell(issue);
  for (const Issue& refused : sources_.refused()) {
    tell(Entry{refused.corpus,
               refused.file,
               0,
               Outcome::kFailed,
               "",
               {{refused.code, refused.message}},
               refused.message});
  }
  summary_.skipped = sources_.skipped();

  std::size_t done = 0;
  for (const SourceFile& file : sources_.files()) {
    if (listener_.progress) listener_.progress(done++, sources_.files().size(), file.file);
    if (!summary_.interrupted && listener_.stop) summary_.interrupted = listener_.stop();
    visit(file);
    if (fatal_) return *fatal_;
  }
  if (const auto removed = remove_what_left(before); !removed) return removed.error();
  const bool commit = !summary_.interrupted || mode == index::WriteMode::kUpdate;
  if (commit) {
    // Ids first: one that nobody uses does no harm, a document without its id would.
    if (const auto saved = registry_.save(); !saved) return saved.error();
    const auto generation = writer_.commit();
    if (!generation) return generation.error();
    summary_.generation = *generation;
  }
  return summary_;
}

// Files the documents of the index under their files; those the run has nothing to say about keep
// their ids from the start.
void Run::learn(const std::vector<index::Record>& before) {
  for (const index::Record& record : before) {
    const std::string path = path_of(record.origin);
    earlier_.emplace(record.id, &record);
    if (!sources_.covers(path)) {
      book_.hold(record.id, {path, record.part});
    } else if (sources_.unknown(path)) {
      book_.keep(record.id, {path, record.part});
    } else {
      before_[path].push_back(&record);
    }
  }
}

void Run::visit(const SourceFile& file) {
  static const Records none;
  const auto found = before_.find(file.path);
  const Records& before = found == before_.end() ? none : found->second;
  // Stopped: the rest stays as it is, but for documents whose id has just gone to another; they
  // would be lost.
  if (summary_.interrupted && !displaced(before)) return keep(before);
  if (const auto why = reason_to_make(file, before)) {
    make(file, before, *why);
  } else {
    leave(file, before);
  }
}

void Run::keep(const Records& before) {
  for (const auto* record : before) {
    book_.keep(record->id, {path_of(record->origin), record->part});
  }
}

bool Run::displaced(const Records& before) const {
  return std::ranges::any_of(before,
                             [&](const auto* record) { return book_.is_given(record->id); });
}

// Nothing when the file can be left alone; "" for a new file, else what changed.
std::optional<std::string> Run::reason_to_make(const SourceFile& file, const Records& before) {
  if (before.empty()) return "";
  const std::string settings = settings_fingerprint(kit_.fingerprint, file.row);
  for (const auto* record : before) {
    if (settings_of(record->origin.fingerprint) != settings) {
      return what_changed(record->origin.fingerprint, settings);
    }
    if (record->origin.corpus != file.corpus) return "its folder is now indexed as another corpus";
  }
  if (!same_content(file, before)) return "its content changed";
  if (!ids_hold(file, before)) return "its id changed hands";
  return {};
}

bool Run::same_content(const SourceFile& file, const Records& before) {
  const auto as_remembered = [&](const auto* record) {
    return record->origin.size == file.size && record->origin.mtime == file.mtime;
  };
  if (std::ranges::all_of(before, as_remembered)) return true;
  if (before.front()->origin.size != file.size) return false;
  const auto opened = io::open_file(file.path);
  const auto hash = opened ? io::content_hash(*opened, file.path) : opened.error();
  if (!hash) return false;  // make() says why
  return std::ranges::all_of(before,
                             [&](const auto* record) { return record->origin.hash == *hash; });
}

bool Run::ids_hold(const SourceFile& file, const Records& before) {
  std::vector<IdBook::Given> given(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const index::Record& record = *before[i];
    const Place place{file.path, record.part};
    if (book_.confirm(record.id, place, claimed_id(record.metadata), given[i])) continue;
    for (std::size_t j = 0; j < i; ++j) book_.withdraw(before[j]->id);
    return false;
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    tell_conflict(file, {file.path, before[i]->part}, claimed_id(before[i]->metadata), given[i]);
  }
  return true;
}

void Run::leave(const SourceFile& file, const Records& before) {
  note_content(file, before.front()->origin.hash);
  for (const auto* record : before) {
    if (record->origin.mtime != file.mtime) {
      // Touched only: remember the new time, so that the next run need not open the file.
      Origin origin = record->origin;
      origin.mtime = file.mtime;
      restamp(record->id, origin);
    }
    tell(Entry{file.corpus, file.file, record->part, Outcome::kUnchanged, record->id,
               record->warnings, ""});
  }
}

void Run::restamp(const std::string& id, const Origin& origin) {
  if (const auto stamped = writer_.restamp(id, origin); !stamped) fatal_ = stamped.error();
}

void Run::make(const SourceFile& file, const Records& before, const std::string& why) {
  const auto keep_last_good = [&](int part) {
    for (const auto* record : before) {
      if (part && record->part != part) continue;
      if (!book_.is_given(record->id)) book_.keep(record->id, {file.path, record->part});
    }
  };
  if (file.size > kit_.settings.max_file_bytes) {
    fail(file, 0, "larger than max_file_megabytes in config/lontar.toml allows", {});
    return keep_last_good(0);
  }
  const auto opened = io::open_file(file.path);
  const auto hash = opened ? io::content_hash(*opened, file.path) : opened.error();
  if (!hash) {
    fail(file, 0, hash.error().message, {});
    return keep_last_good(0);
  }
  if (registry_.has_parts(file.path)) {
    registry_.follow_parts(file.path, part_hashes(*opened, file.file, kit_));
  }
  bool of_many = false;
  std::vector<int> unreadable_parts;
  const auto extracted = extract(*opened, file.file, file.row, kit_, [&](Extracted made) {
    if (fatal_) return;
    of_many = of_many || made.document.part > 0;
    if (is_unreadable_part(made.document)) {
      unreadable_parts.push_back(made.document.part);
      const std::string reason = made.document.warnings.front().message;
      return fail(file, made.document.part, reason, std::move(made.document.warnings));
    }
    enter(file, *hash, std::move(made), why);
  });
  for (const int part : unreadable_parts) keep_last_good(part);
  if (of_many) warn_of_shared_row(file);
  if (extracted) return note_content(file, *hash);
  fail(file, 0, extracted.error().message, {});
  keep_last_good(0);
}

void Run::enter(const SourceFile& file, const std::string& hash, Extracted made,
                const std::string& why) {
  ParsedDocument& content = made.document;
  const Place place{file.path, content.part};
  const std::string claim = claimed_id(content.metadata);
  const std::string name =
      content.part ? content.metadata.first(Field::kTitle) : readable_stem(file.file);
  const auto given = book_.give(place, claim, content.part ? made.part_hash : hash, name);
  tell_conflict(file, place, claim, given);

  const std::string settings = settings_fingerprint(kit_.fingerprint, file.row);
  const Origin origin{file.corpus, file.file, file.size,
                      file.mtime,  hash,      document_fingerprint(settings, made.part_hash)};
  const auto earlier = earlier_.find(given.id);
  Outcome outcome = earlier == earlier_.end() ? Outcome::kAdded : Outcome::kUpdated;
  if (outcome == Outcome::kUpdated && same_part(*earlier->second, origin, place.part)) {
    outcome = Outcome::kUnchanged;
    restamp(given.id, origin);
  } else {
    const Document document{given.id, origin, std::move(content)};
    if (const auto put = writer_.put(document); !put) fatal_ = put.error();
    content.warnings = document.content.warnings;
  }
  tell(Entry{file.corpus, file.file, place.part, outcome, given.id, std::move(content.warnings),
             outcome == Outcome::kUpdated ? why : ""});
}

void Run::fail(const SourceFile& file, int part, std::string reason,
               std::vector<Warning> warnings) {
  std::string id;
  if (const auto found = before_.find(file.path); found != before_.end()) {
    const auto kept = std::ranges::find_if(
        found->second, [&](const auto* record) { return part == 0 || record->part == part; });
    if (kept != found->second.end()) id = (*kept)->id;
  }
  if (!id.empty()) reason += "; its last good version stays in the index";
  tell(Entry{file.corpus, file.file, part, Outcome::kFailed, id, std::move(warnings),
             std::move(reason)});
}

void Run::warn_of_shared_row(const SourceFile& file) {
  if (!file.row) return;
  for (const FieldInfo& field : kFields) {
    if (!names_one_document(field.field) || !(*file.row)[field.field].given()) continue;
    tell(Issue{file.corpus, file.file, 0, std::string(field.name), "row-of-many",
               file.file + ": the catalogue gives one " + std::string(field.name) +
                   " to a file of many documents; it is not used"});
  }
}

Result<void> Run::remove_what_left(const std::vector<index::Record>& before) {
  for (const index::Record& record : before) {
    if (book_.is_given(record.id)) continue;
    const std::string path = path_of(record.origin);
    if (!sources_.covers(path)) continue;
    if (const auto removed = writer_.remove(record.id); !removed) return removed;
    tell(Entry{record.origin.corpus,
               record.origin.file,
               record.part,
               Outcome::kRemoved,
               record.id,
               {},
               ""});
  }
  return {};
}

void Run::tell(const Entry& entry) {
  ++summary_.outcomes[static_cast<std::size_t>(entry.outcome)];
  if (listener_.entry) listener_.entry(entry);
}

void Run::tell(const Issue& issue) {
  ++summary_.issues;
  if (listener_.issue) listener_.issue(issue);
}

void Run::tell_conflict(const SourceFile& file, const Place& place, const std::string& claim,
                        const IdBook::Given& given) {
  if (!given.claimed_by_other) return;
  tell(Issue{file.corpus, file.file, 0, "id", "id-conflict",
             place_name(*given.claimed_by_other) + " and " + place_name(place) +
                 " both claim the id '" + claim + "'; the first has it and the second is '" +
                 given.id + "'; give one of them another id"});
}

void Run::note_content(const SourceFile& file, const std::string& hash) {
  if (file.size == 0) return;
  const auto [at, fresh] = first_.emplace(hash, file.path);
  if (fresh) return;
  tell(Issue{file.corpus, file.file, 0, "", "duplicate-content",
             file.path + " has the same content as " + at->second +
                 "; both are in the index, take one away if it is not wanted"});
}

// The documents of the index as it is, also when it is about to be replaced. A rebuild is the way
// out of a damaged index, so it does without.
Result<std::vector<index::Record>> earlier_records(const Job& job, const index::Writer& writer) {
  if (job.mode == index::WriteMode::kUpdate) return writer.records();
  const auto audit = index::Audit::open(job.index_dir);
  auto records = audit ? audit->records() : audit.error();
  return records ? std::move(records) : std::vector<index::Record>();
}

// Ids that the registry has lost are still in the index.
void learn_ids(const std::vector<index::Record>& records, IdRegistry& registry) {
  for (const index::Record& record : records) {
    if (claimed_id(record.metadata) == record.id) continue;
    registry.adopt({path_of(record.origin), record.part}, record.origin.hash, record.id);
  }
}

}  // namespace

Result<Summary> run(const Job& job, Toolkit& kit, const Listener& listener) {
  const auto begin = std::chrono::steady_clock::now();
  std::error_code error;
  const fs::path index_dir = fs::weakly_canonical(job.index_dir, error);
  const auto sources = Collection::gather(job.corpora, error ? job.index_dir : index_dir, kit);
  if (!sources) return sources.error();
  auto writer = index::Writer::open(job.index_dir, job.mode);
  if (!writer) return writer.error();
  auto before = earlier_records(job, *writer);
  if (!before) return before.error();
  std::vector<Issue> issues;
  auto registry = IdRegistry::load(job.index_dir, issues);
  if (!registry) return registry.error();
  learn_ids(*before, *registry);
  if (job.mode == index::WriteMode::kRebuild) before->clear();

  Run run(*sources, *writer, *registry, kit, listener);
  for (const Issue& issue : issues) run.tell(issue);
  auto summary = run.go(*before, job.mode);
  if (!summary) return summary;
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  summary->seconds = spent.count();
  return summary;
}

}  // namespace lontar::indexer
