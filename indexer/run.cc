#include "indexer/run.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <unordered_map>

#include "indexer/changes.h"
#include "indexer/collection.h"
#include "indexer/copies.h"
#include "indexer/id_book.h"
#include "indexer/id_registry.h"
#include "indexer/intake.h"
#include "indexer/previous.h"
#include "indexer/readers.h"
#include "indexer/withdrawal.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

class Run {
 public:
  Run(const Job& job, const Previous& previous, const Collection& sources, index::Writer& writer,
      IdRegistry& registry, const Toolkit& kit, Readers& readers, const Listener& listener)
      : job_(job),
        previous_(previous),
        sources_(sources),
        writer_(writer),
        registry_(registry),
        kit_(kit),
        readers_(readers),
        listener_(listener),
        book_(registry),
        ledger_(listener),
        intake_(updates() ? &previous : nullptr, writer, book_, kit, ledger_) {}

  Result<Summary> go();
  Ledger& ledger() { return ledger_; }

 private:
  bool updates() const { return job_.mode == index::WriteMode::kUpdate; }
  void learn();
  void tell_refused();
  Result<void> visit_files();
  void read_ahead();
  void stop_if_asked();
  void remove_what_left();
  void take_over();

  void visit(const SourceFile& file, const std::optional<std::string>& change);
  const Records& before(const std::string& path) const;
  void keep(const Records& before);
  bool displaced(const Records& before) const;
  bool ids_hold(const SourceFile& file, const Records& before);
  void leave(const SourceFile& file, const Records& before);

  using Read = std::function<Result<void>(const Reading&)>;
  void make(const SourceFile& file, const std::string& why, const Read& read);

  const Job& job_;
  const Previous& previous_;
  const Collection& sources_;
  index::Writer& writer_;
  IdRegistry& registry_;
  const Toolkit& kit_;
  Readers& readers_;
  const Listener& listener_;
  IdBook book_;
  Ledger ledger_;
  Intake intake_;

  std::unordered_map<std::string, Records> before_;  // of each file, by its path
  // Of the files that were looked at ahead and not visited yet: what changed. The readers have been
  // asked for those where something did, in the same order.
  std::deque<std::optional<std::string>> ahead_;
  std::size_t visited_ = 0;
  bool interrupted_ = false;
  std::optional<Error> broken_;  // why nothing can be read
};

Result<Summary> Run::go() {
  learn();
  tell_refused();
  if (const auto visited = visit_files(); !visited) return visited.error();
  remove_what_left();
  take_over();
  if (intake_.broken()) return *intake_.broken();
  Summary& summary = ledger_.summary;
  summary.skipped = sources_.skipped();
  summary.interrupted = interrupted_;
  if (!interrupted_ || updates()) {
    // Ids first: one that nobody uses does no harm, a document without its id would.
    if (const auto saved = registry_.save(); !saved) return saved.error();
    const auto generation = writer_.commit();
    if (!generation) return generation.error();
    summary.generation = *generation;
  }
  return summary;
}

void Run::tell_refused() {
  for (const Issue& issue : sources_.issues()) ledger_.tell(issue);
  for (const Issue& refused : sources_.refused()) {
    ledger_.tell(Entry{refused.corpus,
                       refused.file,
                       0,
                       Outcome::kFailed,
                       "",
                       {{refused.code, refused.message}},
                       refused.message,
                       refused.code});
  }
}

Result<void> Run::visit_files() {
  const auto& files = sources_.files();
  for (; visited_ < files.size(); ++visited_) {
    if (listener_.progress) listener_.progress(visited_, files.size(), files[visited_].file);
    stop_if_asked();
    if (!interrupted_) read_ahead();
    // Stopped: what was looked at ahead and not visited stays as it is, as the rest does.
    std::optional<std::string> change;
    if (!ahead_.empty()) {
      change = std::move(ahead_.front());
      ahead_.pop_front();
    }
    visit(files[visited_], change);
    if (intake_.broken()) return *intake_.broken();
    if (broken_) return *broken_;
  }
  return {};
}

void Run::stop_if_asked() {
  if (!interrupted_ && listener_.stop) interrupted_ = listener_.stop();
}

// Looks at files until the readers have enough to do, and always at the one visited now.
void Run::read_ahead() {
  const auto& files = sources_.files();
  while (visited_ + ahead_.size() < files.size() && (ahead_.empty() || readers_.hungry())) {
    const SourceFile& file = files[visited_ + ahead_.size()];
    ahead_.push_back(job_.again.contains(file.path) ? kAgain
                     : updates() ? change_of(file, before(file.path), kit_.fingerprint)
                                 : "");
    if (ahead_.back()) readers_.ask(file, registry_.has_parts(file.path));
  }
}

// Files the documents of the index under their files; those the run has nothing to say about keep
// their ids from the start.
void Run::learn() {
  for (const index::Record& record : previous_.records()) {
    const std::string path = path_of(record.origin);
    if (!sources_.covers(path)) {
      if (updates()) {
        book_.hold(record.id, {path, record.part});
      } else if (job_.others_stay) {
        book_.keep(record.id, {path, record.part});
      }
    } else if (sources_.unknown(path)) {
      book_.keep(record.id, {path, record.part});
    } else {
      before_[path].push_back(&record);
    }
  }
}

const Records& Run::before(const std::string& path) const {
  static const Records none;
  const auto found = before_.find(path);
  return found == before_.end() ? none : found->second;
}

void Run::visit(const SourceFile& file, const std::optional<std::string>& change) {
  const Read now = [&](const Reading& reading) {
    return readers_.read_now(file, registry_.has_parts(file.path), reading);
  };
  if (interrupted_) {
    // The rest stays as it is, but for documents whose id has just gone to another; they would be
    // lost.
    if (!displaced(before(file.path))) return keep(before(file.path));
    return make(file, "its id changed hands", now);
  }
  if (change) {
    return make(file, *change, [&](const Reading& reading) { return readers_.take(reading); });
  }
  if (!ids_hold(file, before(file.path))) return make(file, "its id changed hands", now);
  leave(file, before(file.path));
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
    intake_.tell_conflict(file, before[i]->part, claimed_id(before[i]->metadata), given[i]);
  }
  return true;
}

void Run::leave(const SourceFile& file, const Records& before) {
  intake_.note_content(file, before.front()->origin.hash);
  for (const auto* record : before) {
    if (record->origin.mtime != file.mtime || record->origin.copies != file.copies) {
      // Touched only: remember the new time, so that the next run need not open the file.
      Origin origin = record->origin;
      origin.mtime = file.mtime;
      origin.copies = file.copies;
      intake_.restamp(record->id, origin);
    }
    ledger_.tell(Entry{file.corpus, file.file, record->part, Outcome::kUnchanged, record->id,
                       record->warnings, ""});
  }
  intake_.tell_copies(file, before.front()->id);
}

void Run::make(const SourceFile& file, const std::string& why, const Read& read) {
  const auto keep_last_good = [&](int part) {
    const auto keep_free = [&](const index::Record& record) {
      const bool free = !book_.is_given(record.id) && (part == 0 || record.part == part);
      if (free) book_.keep(record.id, {path_of(record.origin), record.part});
    };
    for (const auto* record : before(file.path)) keep_free(*record);
    for (const Copy& copy : file.copies) {
      const auto path = (fs::path(file.corpus) / copy.file).string();
      for (const auto* record : before(path)) keep_free(*record);
    }
  };
  std::string hash, id;
  bool of_many = false;
  bool grew = false;
  std::optional<Extracted> whole;  // of a file of one document: entered when it has been read
  std::vector<int> unreadable_parts;
  const auto opened = [&](std::string content, const std::vector<std::string>& part_hashes) {
    hash = std::move(content);
    if (registry_.has_parts(file.path)) registry_.follow_parts(file.path, part_hashes);
  };
  const auto document = [&](Extracted made) {
    of_many = of_many || made.document.part > 0;
    if (is_unreadable_part(made.document)) {
      unreadable_parts.push_back(made.document.part);
      const std::string reason = made.document.warnings.front().message;
      return intake_.fail(file, made.document.part,
                          {"bad-line", reason, std::move(made.document.warnings)},
                          before(file.path));
    }
    if (made.document.part == 0) {
      whole = std::move(made);
    } else {
      id = intake_.enter(file, hash, std::move(made), why);
    }
  };
  const auto end = read({opened, document, [&] { grew = true; }});
  if (const Error* broken = readers_.broken()) {
    stop_if_asked();
    if (!interrupted_) broken_ = *broken;
    return keep_last_good(0);
  }
  if (grew) {
    intake_.wait(file, before(file.path));
    return keep_last_good(0);
  }
  if (end && whole) id = intake_.enter(file, hash, std::move(*whole), why);
  for (const int part : unreadable_parts) keep_last_good(part);
  if (of_many) intake_.warn_of_shared_row(file);
  if (end) {
    intake_.tell_copies(file, id);
    return intake_.note_content(file, hash);
  }
  const Failure failure{std::string(failure_code(end.error().code)), end.error().message};
  intake_.fail(file, 0, failure, before(file.path));
  keep_last_good(0);
}

// Documents that nobody gives any more: their file says something else now, or is gone. A run that
// was stopped has not met all files yet, and a missing one may have another name.
void Run::remove_what_left() {
  Withdrawals withdrawals(sources_, kit_.settings.withdraw_percent);
  std::vector<const index::Record*> missing;
  for (const index::Record& record : previous_.records()) {
    const std::string path = path_of(record.origin);
    if (!sources_.covers(path)) continue;
    const bool leaves = !book_.is_given(record.id);
    const bool unmet = interrupted_ && sources_.original_of(path);
    const bool is_missing = leaves && (unmet || !sources_.has(path));
    withdrawals.count(record, is_missing);
    if (is_missing) {
      missing.push_back(&record);
    } else if (leaves && updates()) {
      const std::string* original = sources_.original_of(path);
      intake_.remove(record, original ? "it has the same content as " + *original + " now" : "");
    }
  }
  withdrawals.decide(interrupted_ ? MissingFiles::kKeep : job_.missing, listener_);
  for (const MassWithdrawal& doubted : withdrawals.doubted()) {
    ledger_.summary.unconfirmed += doubted.missing;
    ledger_.tell(issue_of(doubted));
  }
  for (const auto* record : missing) {
    if (!withdrawals.leaves(*record)) {
      book_.keep(record->id, {path_of(record->origin), record->part});
      if (!interrupted_) intake_.miss(*record);
    } else if (updates()) {
      intake_.remove(*record);
    }
  }
}

// What stays as it was must be put into an index that is made anew.
void Run::take_over() {
  if (updates() || interrupted_) return;
  for (const index::Record& record : previous_.records()) {
    if (book_.is_kept(record.id)) intake_.take_over(record, previous_.document(record));
  }
}

// Ids that the registry has lost are still in the index.
void learn_ids(const std::vector<index::Record>& records, IdRegistry& registry) {
  for (const index::Record& record : records) {
    if (claimed_id(record.metadata) == record.id) continue;
    registry.adopt({path_of(record.origin), record.part}, record.origin.hash, record.id);
  }
}

std::size_t processes(const Job& job) {
  return job.jobs ? job.jobs : std::max(1u, std::thread::hardware_concurrency());
}

// Where something is missing, the report says so too.
void say_how_confined(const isolation::Confinement& confinement, Ledger& ledger,
                      const Listener& listener) {
  const std::string sentence = to_sentence(confinement);
  if (!confinement.full()) ledger.tell(Issue{"", "", 0, "", "not-confined", sentence});
  if (confinement.full() && listener.note) listener.note(sentence);
}

}  // namespace

Result<Summary> run(const Job& job, const Toolkit& kit, const Listener& listener) {
  const auto begin = std::chrono::steady_clock::now();
  std::error_code error;
  const fs::path index_dir = fs::weakly_canonical(job.index_dir, error);
  auto sources = Collection::gather(job.corpora, error ? job.index_dir : index_dir, kit);
  if (!sources) return sources.error();
  ocr::FolderCache pages = page_cache(index_dir, kit.settings);
  auto readers = Readers::create(kit, {processes(job), job.memory / 4, listener.stop, &pages});
  if (!readers) return readers.error();
  auto writer = index::Writer::open(job.index_dir, job.mode,
                                    {.threads = processes(job), .memory = job.memory / 2});
  if (!writer) return writer.error();
  if (listener.begin) {
    if (const auto begun = listener.begin(); !begun) return begun.error();
  }
  const auto previous = Previous::load(job.index_dir, job.mode, *writer);
  if (!previous) return previous.error();
  std::vector<Issue> issues;
  auto registry = IdRegistry::load(job.index_dir, issues);
  if (!registry) return registry.error();
  learn_ids(previous->records(), *registry);
  sources->fold(find_copies(sources->files(), previous->records(), kit.settings.max_file_bytes,
                            listener.stop));
  for (const auto& [copy, original] : sources->originals()) registry->let_go(copy);

  Run run(job, *previous, *sources, *writer, *registry, kit, *readers, listener);
  say_how_confined(readers->confinement(), run.ledger(), listener);
  for (const Issue& issue : issues) run.ledger().tell(issue);
  auto summary = run.go();
  if (!summary) return summary;
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  summary->seconds = spent.count();
  return summary;
}

}  // namespace lontar::indexer
