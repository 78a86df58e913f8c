#include "isolation/worker.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

#include "io/file.h"
#include "isolation/serve.h"

namespace lontar::isolation {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// Pages of one file that wait to be kept; further ones are read again another time.
constexpr std::size_t kMostKeptBytes = 64u << 20;
constexpr auto kTimeToStart = 60s;
// One that is about to die by itself shall say what of.
constexpr auto kTimeToDie = 200ms;
// How long somebody who wants it to stop may have to wait for that.
constexpr auto kTimeToStop = 100ms;

Error cannot_start(const std::string& why) {
  return {ErrorCode::kUnavailable, "no process to read documents in: " + why};
}

// The attributes and descriptors of a worker's beginning, freed on every way out.
struct Beginning {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  explicit Beginning(int socket) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#ifndef __SANITIZE_ADDRESS__  // whose reports go to stderr
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
    posix_spawn_file_actions_adddup2(&files, socket, kWorkerSocket);

    // A group of its own: Ctrl-C is for the indexer, which ends its workers when it is ready to.
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Beginning() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  Beginning(const Beginning&) = delete;
  Beginning& operator=(const Beginning&) = delete;
};

// Tesseract's threads make it slower, and read this before main().
std::vector<std::string> environment() {
  std::vector<std::string> variables = {"LANG=C.UTF-8", "OMP_THREAD_LIMIT=1"};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + '=' + value);
  }
  return variables;
}

struct Death {
  int signal;
  const char* words;
};
constexpr std::array kDeaths = {
    Death{SIGXCPU, "it takes more processor time than a file is given"},
    Death{SIGBUS, "it was cut short while it was read"},
    Death{SIGSYS, "reading it led to something that a reader of documents must not do"},
    Death{SIGSEGV, "its reader crashed (segmentation fault)"},
    Death{SIGABRT, "its reader gave up, often for want of memory (abort)"},
    Death{SIGFPE, "its reader crashed (arithmetic fault)"},
    Death{SIGILL, "its reader crashed (illegal instruction)"},
    Death{SIGKILL, "its reader was ended by the system, which may be short of memory"},
};

#ifdef __SANITIZE_ADDRESS__  // which reserves terabytes of addresses
constexpr bool kLimitsMemory = false;
#else
constexpr bool kLimitsMemory = true;
#endif

// A process cannot lift this itself once it is confined. What it may have at most stays as it is,
// so that the next file can be given more.
bool limit_softly(pid_t process, int resource, std::uint64_t most) {
  rlimit limits{};
  const auto what = static_cast<__rlimit_resource>(resource);
  if (::prlimit(process, what, nullptr, &limits) != 0) return false;
  limits.rlim_cur = std::min<rlim_t>(most, limits.rlim_max);
  return ::prlimit(process, what, &limits, nullptr) == 0;
}

std::string cause_of_death(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitOutOfMemory) {
    return "reading it takes more memory than a file is given";
  }
  if (WIFEXITED(status)) {
    if (const auto refusal = refusal_of(WEXITSTATUS(status))) return *refusal + ", and was ended";
  }
  if (WIFSIGNALED(status)) {
    for (const Death& death : kDeaths) {
      if (death.signal == WTERMSIG(status)) return death.words;
    }
    return "its reader was ended by signal " + std::to_string(WTERMSIG(status));
  }
  return "its reader ended in the middle (status " + std::to_string(WEXITSTATUS(status)) + ")";
}

}  // namespace

Result<fs::path> find_worker_program() {
  constexpr const char* kName = "lontar-worker";
  if (const char* given = std::getenv("LONTAR_WORKER"); given && *given) return fs::path(given);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (fs::path folder = program.parent_path(); folder != folder.root_path();
       folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / kName, error)) return folder / kName;
  }
  return Error{ErrorCode::kNotFound, std::string("there is no ") + kName + " beside " +
                                         program.string() + "; name it in LONTAR_WORKER"};
}

Result<void> Worker::start() {
  auto ends = Channel::pair();
  if (!ends) return ends.error();
  std::string program = options_.program.string();
  std::array<char*, 2> arguments = {program.data(), nullptr};
  std::vector<std::string> variables = environment();
  std::vector<char*> pointers;
  for (std::string& variable : variables) pointers.push_back(variable.data());
  pointers.push_back(nullptr);
  const Beginning beginning(ends->second.socket());
  const int failed = ::posix_spawn(&process_, program.c_str(), &beginning.files,
                                   &beginning.attributes, arguments.data(), pointers.data());
  if (failed != 0) {
    process_ = -1;
    return cannot_start(program + ": " + std::strerror(failed));
  }
  channel_ = std::move(ends->first);
  return greet();
}

Result<void> Worker::ready() { return process_ < 0 ? start() : Result<void>(); }

Error Worker::fail_to_start(const Error& why) {
  const std::string cause = end();
  return cannot_start(options_.program.string() + ": " + why.message + "; " + cause);
}

Result<void> Worker::greet() {
  const auto deadline = Clock::now() + kTimeToStart;
  // It stops by itself before the last of its time is gone, with what it has read so far.
  const Start start{options_.config_dir.string(), options_.ocr,
                    options_.ocr_most - options_.ocr_most / 10};
  const auto sent = channel_->send(Kind::kStart, encode(start), deadline);
  if (!sent) return fail_to_start(sent.error());
  const auto answer = channel_->receive(deadline);
  if (!answer) return fail_to_start(answer.error());
  if (answer->kind == Kind::kReady) return take_confinement(answer->payload);
  const auto refusal = decode_end(answer->payload);
  if (answer->kind != Kind::kEnd || !refusal || refusal->ok()) {
    return fail_to_start({ErrorCode::kInvalid, "it does not speak the protocol"});
  }
  end();
  return refusal->error();
}

Result<void> Worker::take_confinement(std::string_view payload) {
  const auto confinement = decode_ready(payload);
  if (!confinement) return fail_to_start({ErrorCode::kInvalid, "it does not speak the protocol"});
  confinement_ = *confinement;
  if (!options_.must_be_confined || confinement_.full()) return {};
  end();
  return cannot_start(to_sentence(confinement_) +
                      "; use a kernel that has both, or set confinement = \"available\" in "
                      "config/lontar.toml");
}

// Time on top of what the process has used so far, in whole seconds as the kernel counts it; and
// addresses on top of those the file takes, which may be mapped.
Result<void> Worker::limit(const io::Descriptor& file) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) {
    return cannot_start("it ended while it waited");
  }
  limit_ = static_cast<std::uint64_t>(used.tv_sec + 1 + options_.processor.count());
  granted_ = {};
  if (!limit_softly(process_, RLIMIT_CPU, limit_)) {
    return cannot_start(std::string("its time cannot be limited: ") + std::strerror(errno));
  }
  if (!kLimitsMemory || options_.memory == 0) return {};
  if (limit_softly(process_, RLIMIT_AS, options_.memory + io::state_of(file).size)) return {};
  return cannot_start(std::string("its memory cannot be limited: ") + std::strerror(errno));
}

Result<void> Worker::parse(const io::Descriptor& file, std::string_view name,
                           const parsers::Emit& emit) {
  // A process that died while it waited is nobody's fault: one more is tried.
  for (int attempt = 0;; ++attempt) {
    if (const auto started = ready(); !started) return started;
    const auto limited = limit(file);
    const auto sent =
        limited ? channel_->send(Kind::kParse, name, Clock::now() + kTimeToStart, file.get())
                : limited;
    if (sent) break;
    end();
    if (attempt > 0) return cannot_start(sent.error().message);
  }
  kept_.clear();
  kept_bytes_ = 0;
  return converse(emit, Clock::now() + options_.wall);
}

// A page that is asked for is about to be read: it gets its time, as long as there is any.
bool Worker::answer_find(std::string_view payload, Clock::time_point& deadline) {
  const auto key = decode_find(payload);
  if (!key) return false;
  if (granted_ + options_.ocr_page <= options_.ocr_most) {
    granted_ += options_.ocr_page;
    deadline += 2 * options_.ocr_page;
    const auto seconds = limit_ + static_cast<std::uint64_t>(granted_.count());
    if (!limit_softly(process_, RLIMIT_CPU, seconds)) return false;
  }
  const auto page = options_.cache ? options_.cache->find(*key) : std::nullopt;
  return channel_->send(Kind::kFound, encode_found(page), Clock::now() + kTimeToStart).ok();
}

// What a process wants kept that dies afterwards is not kept: it waits here for the file's end.
bool Worker::take_kept(std::string_view payload) {
  auto kept = decode_kept(payload);
  if (!kept) return false;
  kept_bytes_ += payload.size();
  if (options_.cache != nullptr && kept_bytes_ <= kMostKeptBytes) kept_.push_back(std::move(*kept));
  return true;
}

void Worker::keep_pages() {
  for (const Kept& kept : kept_) options_.cache->keep(kept.key, kept.page);
  kept_.clear();
}

// The next frame, or why there will be none; then the process has been ended.
Result<Frame> Worker::hear(Clock::time_point deadline) {
  for (;;) {
    const auto until = std::min(deadline, Clock::now() + kTimeToStop);
    auto frame = channel_->receive(until);
    if (frame) return frame;
    const auto now = Clock::now();
    const bool nonsense = frame.error().code == ErrorCode::kInvalid;
    if (!nonsense && options_.stop && options_.stop()) {
      end();
      return Error{ErrorCode::kUnavailable, "stopped"};
    }
    if (!nonsense && now >= until && now < deadline) continue;
    std::string cause = end();
    if (now >= deadline) cause = "it takes longer than a file is given";
    if (nonsense) cause = "its reader answered nonsense";
    return Error{ErrorCode::kDamaged, std::move(cause)};
  }
}

Result<void> Worker::converse(const parsers::Emit& emit, Clock::time_point deadline) {
  for (;;) {
    auto frame = hear(deadline);
    if (!frame) return frame.error();
    if (frame->kind == Kind::kEnd) {
      if (auto result = decode_end(frame->payload)) {
        keep_pages();
        return *result;
      }
    } else if (frame->kind == Kind::kFind) {
      if (answer_find(frame->payload, deadline)) continue;
    } else if (frame->kind == Kind::kKeep) {
      if (take_kept(frame->payload)) continue;
    } else if (frame->kind == Kind::kDocument) {
      if (auto document = decode_document(frame->payload)) {
        const auto begin = Clock::now();
        emit(std::move(*document));
        deadline += Clock::now() - begin;
        continue;
      }
    }
    end();
    return Error{ErrorCode::kDamaged, "its reader answered nonsense"};
  }
}

std::string Worker::end() {
  if (process_ < 0) return {};
  channel_.reset();  // which ends one that listens
  int status = 0;
  pid_t ended = ::waitpid(process_, &status, WNOHANG);
  for (const auto until = Clock::now() + kTimeToDie; ended == 0 && Clock::now() < until;) {
    const timespec moment{0, 1'000'000};
    ::nanosleep(&moment, nullptr);
    ended = ::waitpid(process_, &status, WNOHANG);
  }
  if (ended == 0) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, &status, 0);
  }
  process_ = -1;
  return cause_of_death(status);
}

}  // namespace lontar::isolation
