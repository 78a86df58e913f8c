#include "indexer/readers.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include "io/file.h"

namespace lontar::indexer {
namespace {

using namespace std::chrono_literals;

constexpr auto kTimeToStop = 100ms;      // between two questions whether to stop
constexpr auto kTimeToSettle = 2s;       // of a file that changes, since it was last written to
constexpr std::size_t kAheadPerJob = 8;  // files asked for and not taken, for each process

struct Opening {
  std::string hash;
  std::vector<std::string> part_hashes;
};
struct Grew {};
using Piece = std::variant<Opening, Extracted, Grew>;

// One file that was asked for. Guarded by Readers::Impl::mutex, but for `file` and `parts`.
struct Request {
  const SourceFile* file;
  bool parts;
  bool begun = false;                                     // by a thread
  std::deque<std::pair<Piece, std::size_t>> pieces = {};  // each with its bytes
  std::optional<Result<void>> end = {};
};

std::size_t bytes_of(const Piece& piece) {
  const auto* made = std::get_if<Extracted>(&piece);
  return made ? text_bytes(made->document) : 0;
}

// Written to since it was found, and just now: who copies slowly may not be seen at it again while
// the file is read.
bool is_growing(const SourceFile& file, const io::FileState& state) {
  if (state == io::FileState{file.size, file.mtime}) return false;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::nanoseconds(state.mtime) > now - kTimeToSettle;
}

using TakePiece = std::function<void(Piece)>;

Result<void> read(const SourceFile& file, bool parts, const Toolkit& kit, Extractor& extractor,
                  const TakePiece& take) {
  if (file.size > kit.settings.max_file_bytes) {
    return Error{ErrorCode::kTooLarge,
                 "larger than max_file_megabytes in config/lontar.toml allows"};
  }
  const auto opened = io::open_file(file.path);
  const auto state = opened ? io::state_of(*opened) : io::FileState{};
  if (opened && is_growing(file, state)) {
    take(Grew{});
    return {};
  }
  if (opened && file.size == 0) return Error{ErrorCode::kInvalid, "the file is empty"};
  auto hash = opened ? io::content_hash(*opened, file.path) : opened.error();
  if (!hash) return Error{hash.error().code, io::without_path(hash.error(), file.path)};
  Opening opening{std::move(*hash), {}};
  if (parts) opening.part_hashes = extractor.part_hashes(*opened, file.file);
  take(std::move(opening));
  auto end = extractor.extract(*opened, file.file, file.row,
                               [&](Extracted made) { take(std::move(made)); });
  if (io::state_of(*opened) != state) take(Grew{});
  return end;
}

void tell(Piece piece, const Reading& reading) {
  if (auto* made = std::get_if<Extracted>(&piece)) return reading.document(std::move(*made));
  if (auto* opening = std::get_if<Opening>(&piece)) {
    return reading.opened(std::move(opening->hash), std::move(opening->part_hashes));
  }
  if (reading.grew) reading.grew();
}

}  // namespace

struct Readers::Impl {
  const Toolkit& kit;
  ReadersOptions options;
  std::atomic<bool> stopping = false;
  std::optional<Extractor> idle;  // started to see whether it can be; the first thread takes it
  std::optional<Extractor> own;   // of read_now()
  isolation::Confinement confinement;

  mutable std::mutex mutex;
  std::condition_variable changed;
  std::deque<Request> requests;  // asked for and not taken; references hold while others come
  std::size_t begun = 0;         // how many of them are
  std::size_t waiting = 0;       // threads without a file
  std::size_t ahead = 0;         // bytes in all pieces
  std::optional<Error> broken;
  std::vector<std::jthread> threads;

  Impl(const Toolkit& toolkit, ReadersOptions given) : kit(toolkit), options(std::move(given)) {}
  ~Impl() { stop(); }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    changed.notify_all();
    threads.clear();  // joins them
  }

  Result<Extractor> start() {
    return Extractor::create(kit, {[this] { return stopping.load(); }, options.cache});
  }

  void work(std::optional<Extractor> extractor, bool in_order);
  Request& next(bool in_order);
  bool prepare(std::optional<Extractor>& extractor);
  void push(Request& request, Piece piece);
  void give_up(const Error& why);
};

// Nothing more can be read. The caller holds the mutex.
void Readers::Impl::give_up(const Error& why) {
  if (!broken) broken = why;
  stopping = true;
  changed.notify_all();
}

// Whether there is a process to read in.
bool Readers::Impl::prepare(std::optional<Extractor>& extractor) {
  Result<void> ready;
  if (extractor) {
    ready = extractor->ready();
  } else if (auto started = start()) {
    extractor.emplace(std::move(*started));
  } else {
    ready = started.error();
  }
  if (ready) return true;
  const std::lock_guard lock(mutex);
  if (!stopping) give_up(ready.error());
  return false;
}

// The one of those not begun that a thread reads next: the largest, so that no large one is left to
// the end, when the others have nothing more to do. One thread keeps to the order: what it reads
// has nothing before it that is not begun, so the one that is taken next always is, and may go on.
Request& Readers::Impl::next(bool in_order) {
  Request* best = nullptr;
  for (Request& request : requests) {
    if (request.begun) continue;
    if (best == nullptr || request.file->size > best->file->size) best = &request;
    if (in_order) break;
  }
  best->begun = true;
  ++begun;
  return *best;
}

void Readers::Impl::work(std::optional<Extractor> extractor, bool in_order) {
  for (;;) {
    Request* request = nullptr;
    {
      std::unique_lock lock(mutex);
      ++waiting;
      changed.wait(lock, [&] { return stopping || begun < requests.size(); });
      --waiting;
      if (stopping) return;
      request = &next(in_order);
    }
    if (!prepare(extractor)) return;
    auto end = read(*request->file, request->parts, kit, *extractor,
                    [&](Piece piece) { push(*request, std::move(piece)); });
    const std::lock_guard lock(mutex);
    request->end = std::move(end);
    changed.notify_all();
  }
}

// The file that is taken next may always go on, one document at a time: else those that have read
// ahead of it and it would wait for each other.
void Readers::Impl::push(Request& request, Piece piece) {
  const std::size_t bytes = bytes_of(piece);
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] {
    return stopping || ahead + bytes <= options.memory ||
           (&request == &requests.front() && request.pieces.empty());
  });
  request.pieces.emplace_back(std::move(piece), bytes);
  ahead += bytes;
  changed.notify_all();
}

Readers::Readers(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Readers::~Readers() = default;
Readers::Readers(Readers&&) noexcept = default;
Readers& Readers::operator=(Readers&&) noexcept = default;

Result<Readers> Readers::create(const Toolkit& kit, ReadersOptions options) {
  auto impl = std::make_unique<Impl>(kit, std::move(options));
  auto first = impl->start();
  if (!first) return first.error();
  impl->confinement = first->confinement();
  impl->idle.emplace(std::move(*first));
  return Readers(std::move(impl));
}

const isolation::Confinement& Readers::confinement() const { return impl_->confinement; }

void Readers::ask(const SourceFile& file, bool parts) {
  Impl& impl = *impl_;
  const std::lock_guard lock(impl.mutex);
  impl.requests.push_back({&file, parts});
  const bool short_of_threads = impl.requests.size() - impl.begun > impl.waiting;
  if (short_of_threads && impl.threads.size() < impl.options.jobs) {
    impl.threads.emplace_back(
        [&impl, in_order = impl.threads.empty(), idle = std::exchange(impl.idle, {})]() mutable {
          impl.work(std::move(idle), in_order);
        });
  }
  impl.changed.notify_all();
}

bool Readers::hungry() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->requests.size() < impl_->options.jobs * kAheadPerJob &&
         impl_->ahead < impl_->options.memory;
}

std::size_t Readers::bytes_ahead() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->ahead;
}

Result<void> Readers::take(const Reading& reading) {
  Impl& impl = *impl_;
  std::unique_lock lock(impl.mutex);
  Request& request = impl.requests.front();
  while (!impl.stopping) {
    if (!request.pieces.empty()) {
      auto [piece, bytes] = std::move(request.pieces.front());
      request.pieces.pop_front();
      impl.ahead -= bytes;
      impl.changed.notify_all();
      lock.unlock();
      tell(std::move(piece), reading);
      lock.lock();
    } else if (request.end) {
      auto end = std::move(*request.end);
      impl.requests.pop_front();
      --impl.begun;
      impl.changed.notify_all();  // the next one may go on
      return end;
    } else {
      impl.changed.wait_for(lock, kTimeToStop);
    }
    if (impl.options.stop && impl.options.stop()) {
      impl.give_up({ErrorCode::kUnavailable, "stopped"});
    }
  }
  return *impl.broken;
}

Result<void> Readers::read_now(const SourceFile& file, bool parts, const Reading& reading) {
  Impl& impl = *impl_;
  if (!impl.own) {
    auto started = Extractor::create(impl.kit, {{}, impl.options.cache});
    if (!started) return started.error();
    impl.own.emplace(std::move(*started));
  }
  return read(file, parts, impl.kit, *impl.own,
              [&](Piece piece) { tell(std::move(piece), reading); });
}

const Error* Readers::broken() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->broken ? &*impl_->broken : nullptr;
}

}  // namespace lontar::indexer
