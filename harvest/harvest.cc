#include "harvest/harvest.h"

#include <algorithm>
#include <ctime>
#include <deque>
#include <map>
#include <set>

#include "core/ascii.h"
#include "harvest/fetch.h"
#include "harvest/merge.h"
#include "io/file.h"

namespace lontar::harvest {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kSaveEvery = 30s;      // the catalogue, so that a killed run has described most
constexpr auto kFirstPause = 1000ms;  // before another attempt; doubled each time

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

struct Task {
  const Row* row = nullptr;
  Address address;
  int attempt = 1;
};

class Harvest {
 public:
  Harvest(const List& list, Store store, const Settings& settings, const Listener& listener)
      : list_(list),
        store_(std::move(store)),
        settings_(settings),
        listener_(listener),
        client_(settings, listener.stop),
        hosts_(client_, settings, listener.stop),
        fetcher_(hosts_, store_, settings) {}

  Result<Summary> go();

 private:
  bool stopping() const { return listener_.stop && listener_.stop(); }
  void enqueue(const Row& row);
  std::deque<Task>* next_queue();
  void work(Task task, std::deque<Task>& queue);
  std::string target(const Row& row, const Address& address, Media media) const;
  void take(const Task& task, FetchResult result, const std::string& file);
  void keep(const Task& task, const Fetched& before);
  bool try_again(const Task& task, const FetchResult& result, std::deque<Task>& queue);

  void tell(const Row& row, Item item);
  void tell(const text::SheetProblem& problem) {
    if (listener_.problem) listener_.problem(problem);
  }
  void fail(const Row& row, const Failure& failure, int status = 0, const std::string& file = "");
  Result<void> save_catalogue();

  const List& list_;
  Store store_;
  const Settings& settings_;
  const Listener& listener_;
  Client client_;
  Hosts hosts_;
  Fetcher fetcher_;
  std::map<std::string, std::deque<Task>> queues_;  // by the server that is asked first
  std::set<std::string> urls_;
  std::set<std::string> files_;
  std::map<std::string, Wanted> described_;  // by address: not yet in the catalogue
  std::size_t told_ = 0;
  Clock::time_point saved_ = Clock::now();
  Summary summary_;
};

Result<Summary> Harvest::go() {
  // Before anything is fetched: what stands in the catalogue must be readable.
  if (const auto saved = save_catalogue(); !saved) return saved.error();
  if (store_.damaged_lines()) {
    tell(
        {0, "", "damaged-state",
         std::to_string(store_.damaged_lines()) +
             " lines of .harvest/fetched.jsonl cannot be read; what they told of is fetched anew"});
  }
  for (const text::SheetProblem& problem : list_.problems) tell(problem);
  for (const Row& row : list_.rows) enqueue(row);
  const auto start = Clock::now();
  while (auto* queue = next_queue()) {
    if (stopping()) break;
    Task task = std::move(queue->front());
    queue->pop_front();
    if (listener_.progress) listener_.progress(told_, list_.rows.size(), task.row->url);
    work(std::move(task), *queue);
    if (Clock::now() - saved_ < kSaveEvery) continue;
    if (const auto saved = save_catalogue(); !saved) return saved.error();
  }
  for (const auto& [origin, queue] : queues_) {
    for (const Task& task : queue) {
      tell(*task.row,
           {.outcome = Outcome::kNotReached, .message = "stopped before it was reached"});
    }
  }
  summary_.interrupted = summary_.count(Outcome::kNotReached) > 0;
  if (const auto saved = save_catalogue(); !saved) return saved.error();
  if (const auto compacted = store_.compact(); !compacted) return compacted.error();
  summary_.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return summary_;
}

// Into the queue of its server; a row that cannot be fetched is told at once.
void Harvest::enqueue(const Row& row) {
  if (row.url.empty()) {
    return fail(row, {"no-url", "row " + std::to_string(row.number) + " has no source_url"});
  }
  auto address = parse_address(row.url);
  if (!address) return fail(row, {"bad-url", address.error().message});
  if (!urls_.insert(address->text).second) {
    return fail(row,
                {"repeated-url", "the address stands in the list before; the first row counts"});
  }
  if (!row.file.empty()) {
    const auto file = safe_path(row.file);
    if (!file) return fail(row, {"bad-file", file.error().message});
    const std::string name = ascii_lower(fs::path(*file).filename().string());
    if (name == ascii_lower(settings_.catalogue)) {
      return fail(row, {"bad-file", "'" + row.file + "' is the name of the catalogue"});
    }
    if (!files_.insert(*file).second) {
      return fail(row, {"file-taken", "'" + row.file + "' is the file of a row before"});
    }
  }
  queues_[address->origin].push_back({&row, std::move(*address)});
}

// Of the server whose turn is next; null when nothing is left.
std::deque<Task>* Harvest::next_queue() {
  std::deque<Task>* best = nullptr;
  auto first = Clock::time_point::max();
  for (auto& [origin, queue] : queues_) {
    if (queue.empty() || hosts_.ready(origin) >= first) continue;
    first = hosts_.ready(origin);
    best = &queue;
  }
  return best;
}

// Where the row's file is to be: as it asks, as it was before, or by a name of its own that nothing
// else has.
std::string Harvest::target(const Row& row, const Address& address, Media media) const {
  if (!row.file.empty()) return *safe_path(row.file);
  if (const Fetched* before = store_.find(row.url)) return before->file;
  const std::string stem = file_stem(row, address);
  const std::string ending(extension(media));
  const auto taken = [&](const std::string& file) {
    if (files_.contains(file)) return true;
    return std::ranges::any_of(store_.fetched(), [&](const auto& entry) {
      return entry.second.file == file && entry.first != row.url;
    });
  };
  if (!taken(stem + ending)) return stem + ending;
  return stem + "-" + io::content_hash(row.url).substr(0, 8) + ending;
}

void Harvest::work(Task task, std::deque<Task>& queue) {
  const Row& row = *task.row;
  const Fetched* before = store_.find(row.url);
  const bool named = !row.file.empty() || before;
  const std::string file = named ? target(row, task.address, Media::kNone) : std::string();
  const auto there = named ? store_.look(file, before) : Store::There::kNothing;
  if (there == Store::There::kChanged) {
    return fail(row,
                {"changed-here", "'" + file +
                                     "' was changed since it was fetched, and is left "
                                     "as it is; move it away to fetch it again"},
                0, file);
  }
  const Fetched* known = there == Store::There::kOurs ? before : nullptr;
  const Media wanted = named ? media_of_name(file) : media_of_name(task.address.file_name());
  FetchResult result = fetcher_.fetch(row.url, task.address, known, wanted);
  if (result.failure && result.failure->code == "stopped") return queue.push_front(std::move(task));
  if (result.failure && try_again(task, result, queue)) return;
  if (result.failure) return fail(row, *result.failure, result.status, file);
  if (!result.body && known) return keep(task, *known);
  take(task, std::move(result), file);
}

// 304: as it was.
void Harvest::keep(const Task& task, const Fetched& before) {
  Fetched entry = before;
  entry.checked = now_utc();
  if (const auto kept = store_.remember(entry); !kept) {
    return fail(*task.row, {"disk", kept.error().message}, 304, entry.file);
  }
  tell(*task.row,
       {.file = entry.file, .outcome = Outcome::kUnchanged, .status = 304, .bytes = entry.bytes});
}

void Harvest::take(const Task& task, FetchResult result, const std::string& named) {
  const Row& row = *task.row;
  Body& body = *result.body;
  const std::string file = named.empty() ? target(row, task.address, body.media) : named;
  const Fetched* before = store_.find(row.url);
  const auto there = store_.look(file, before);
  Fetched entry{.url = row.url,
                .final_url = body.final_url,
                .file = file,
                .type = body.head.content_type,
                .etag = body.head.etag,
                .last_modified = body.head.last_modified,
                .hash = body.hash,
                .replaces = {},
                .bytes = body.bytes,
                .fetched = now_utc(),
                .checked = now_utc(),
                .row = before ? before->row : Cells()};
  Outcome outcome = Outcome::kFetched;
  Result<void> placed;
  bool same = there == Store::There::kOurs && before->hash == body.hash;
  if (there == Store::There::kForeign) {
    // A file that nothing is remembered of may still be this one.
    const auto opened = io::open_file(store_.folder() / file);
    const auto hash = opened ? io::content_hash(*opened, file) : opened.error();
    same = hash.ok() && *hash == body.hash;
    if (!same) {
      store_.drop_partial(row.url);
      return fail(row,
                  {"file-exists", "'" + file +
                                      "' is there already and is not from this "
                                      "address; move it away, or name another file"},
                  result.status, file);
    }
  }
  if (same) {
    outcome = Outcome::kUnchanged;
    if (before) entry.fetched = before->fetched;
    store_.drop_partial(row.url);
    placed = store_.remember(entry);
  } else {
    if (there == Store::There::kOurs) {
      outcome = Outcome::kUpdated;
      entry.replaces = before->hash;
    }
    placed = store_.place(entry);
  }
  if (!placed) return fail(row, {"disk", placed.error().message}, result.status, file);
  if (outcome != Outcome::kUnchanged) summary_.bytes += body.bytes;
  tell(row, {.file = file, .outcome = outcome, .status = result.status, .bytes = body.bytes});
}

bool Harvest::try_again(const Task& task, const FetchResult& result, std::deque<Task>& queue) {
  if (!result.failure->may_pass || task.attempt >= settings_.attempts) return false;
  // A server that asks for a time gets it (Hosts holds it back); one that does not, a longer one
  // each time.
  if (!result.retry_after)
    hosts_.hold(task.address.origin, kFirstPause * (1 << (task.attempt - 1)));
  queue.push_back({task.row, task.address, task.attempt + 1});
  return true;
}

void Harvest::fail(const Row& row, const Failure& failure, int status, const std::string& file) {
  ++summary_.reasons[failure.code];
  tell(row, {.file = file,
             .outcome = Outcome::kFailed,
             .status = status,
             .code = failure.code,
             .message = failure.message});
}

void Harvest::tell(const Row& row, Item item) {
  item.row = row.number;
  item.url = row.url;
  item.checked = row.checked;
  ++told_;
  ++summary_.outcomes[static_cast<std::size_t>(item.outcome)];
  if (!row.url.empty() && !row.checked) ++summary_.unverified;
  const bool here = item.outcome == Outcome::kFetched || item.outcome == Outcome::kUpdated ||
                    item.outcome == Outcome::kUnchanged;
  if (here) {
    files_.insert(item.file);
    described_[row.url] = {item.file, row.cells, store_.find(row.url)->row};
  }
  if (listener_.item) listener_.item(item);
}

// Brings the catalogue up to date with what was told since, and remembers what the list said there.
Result<void> Harvest::save_catalogue() {
  saved_ = Clock::now();
  const fs::path path = store_.folder() / settings_.catalogue;
  std::string before;
  if (fs::exists(path)) {
    auto text = io::read_file(path);
    if (!text) return text.error();
    before = std::move(*text);
  }
  std::vector<Wanted> wanted;
  for (const auto& [url, one] : described_) wanted.push_back(one);
  const auto merged = merge(before, wanted);
  if (!merged) {
    return Error{ErrorCode::kDamaged, path.string() + ": " + merged.error().message +
                                          "; mend it, so that the rows of what is downloaded can "
                                          "go into it"};
  }
  if (described_.empty()) return {};
  if (merged->bytes != before) {
    const auto written = io::write_file_atomically(path, merged->bytes);
    if (!written) return written;
  }
  for (const text::SheetProblem& problem : merged->problems) tell(problem);
  for (const auto& [url, one] : described_) {
    if (one.now == one.before) continue;
    Fetched entry = *store_.find(url);
    entry.row = one.now;
    if (const auto kept = store_.remember(entry); !kept) return kept;
  }
  described_.clear();
  return {};
}

}  // namespace

Result<Summary> harvest(const List& list, const fs::path& into, const Settings& settings,
                        const Listener& listener) {
  auto store = Store::open(into);
  if (!store) return store.error();
  return Harvest(list, std::move(*store), settings, listener).go();
}

}  // namespace lontar::harvest
