#include "isolation/confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/prctl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <memory>
#include <span>

#include "io/descriptor.h"
#include "ocr/engine.h"

namespace lontar::isolation {
namespace {

// What libraries open while they read a document: character maps, fonts and how to find them, what
// scripts look like, tables of encodings. A folder that is not there is left out.
constexpr std::array<const char*, 9> kReadable = {"/usr/share/poppler",
                                                  "/usr/share/fonts",
                                                  "/usr/local/share/fonts",
                                                  "/usr/share/fontconfig",
                                                  "/etc/fonts",
                                                  "/var/cache/fontconfig",
                                                  "/usr/lib/x86_64-linux-gnu/gconv",
                                                  "/usr/lib/aarch64-linux-gnu/gconv",
                                                  ocr::kPackFolder};

constexpr int kFirstRefusal = 64;  // the exit status of the first row below

// Calls that no reader of documents makes: whoever makes one is ended. To refuse more, add to a
// row.
struct Refusal {
  const char* words;  // "its reader tried to ..."
  std::array<const char*, 16> calls;
};
constexpr std::array kRefusals = {
    Refusal{"reach the network",
            {"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto",
             "sendmmsg", "recvfrom", "recvmmsg", "shutdown"}},
    Refusal{"start another program", {"execve", "execveat"}},
    Refusal{"reach into another process",
            {"ptrace", "process_vm_readv", "process_vm_writev", "kill", "tkill", "rt_sigqueueinfo",
             "rt_tgsigqueueinfo", "pidfd_open", "pidfd_getfd", "pidfd_send_signal",
             "process_madvise", "kcmp"}},
    Refusal{"lift its limits", {"setrlimit", "setpriority", "sched_setscheduler", "sched_setattr"}},
    Refusal{"reach into the system",
            {"mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "bpf", "keyctl",
             "add_key", "request_key", "init_module", "finit_module", "kexec_load", "reboot",
             "open_by_handle_at", "perf_event_open"}},
};

// Calls that reading takes, whatever their arguments.
constexpr std::array kAllowed = {
    // its channel and its files
    "read", "readv", "pread64", "write", "writev", "close", "lseek", "poll", "ppoll", "select",
    "pselect6", "recvmsg", "sendmsg", "fadvise64",
    // what is known of files
    "fstat", "stat", "lstat", "newfstatat", "statx", "fstatfs", "statfs", "access", "faccessat",
    "faccessat2", "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "umask",
    // memory
    "brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "mincore", "membarrier",
    // time, itself, chance
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
    "times", "getrusage", "getrlimit", "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid",
    "getegid", "getpgrp", "uname", "sysinfo", "getrandom", "getcpu", "sched_yield",
    "sched_getaffinity", "futex", "set_robust_list", "rseq", "restart_syscall",
#ifdef __SANITIZE_ADDRESS__
    // to see whether memory is there, which sanitizers write into a pipe
    "pipe", "pipe2",
#endif
    // signals to itself, and the end
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "exit", "exit_group"};

// Of calls that are allowed with harmless arguments: the row for the others.
struct PartlyRefused {
  const char* call;
  std::size_t row;
};
constexpr std::array kPartlyRefused = {PartlyRefused{"tgkill", 2}, PartlyRefused{"prlimit64", 3}};

using Filter = std::unique_ptr<void, decltype(&::seccomp_release)>;

// A call that this kind of machine does not have needs no rule.
template <class... Comparisons>
bool add(const Filter& filter, std::uint32_t action, const char* name, Comparisons... comparisons) {
  const int call = ::seccomp_syscall_resolve_name(name);
  if (call == __NR_SCMP_ERROR) return true;
  return ::seccomp_rule_add(filter.get(), action, call, sizeof...(comparisons), comparisons...) ==
         0;
}

// Whatever opens a file for anything but reading is told that it may not: libraries try that with
// their caches, and live with it.
bool add_opening(const Filter& filter) {
  constexpr scmp_datum_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  bool added = add(filter, SCMP_ACT_ALLOW, "openat", SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, 0)) &&
               add(filter, SCMP_ACT_ALLOW, "open", SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, 0));
  for (const char* write :
       {"creat",     "unlink",    "unlinkat", "rename",    "renameat",  "renameat2",
        "mkdir",     "mkdirat",   "rmdir",    "link",      "linkat",    "symlink",
        "symlinkat", "chmod",     "fchmod",   "fchmodat",  "chown",     "fchown",
        "lchown",    "fchownat",  "truncate", "ftruncate", "utimensat", "utime",
        "utimes",    "futimesat", "mknod",    "mknodat",   "setxattr",  "fallocate"}) {
    added = added && add(filter, SCMP_ACT_ERRNO(EACCES), write);
  }
  for (const scmp_datum_t flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
    added =
        added &&
        add(filter, SCMP_ACT_ERRNO(EACCES), "openat", SCMP_A2(SCMP_CMP_MASKED_EQ, flag, flag)) &&
        add(filter, SCMP_ACT_ERRNO(EACCES), "open", SCMP_A1(SCMP_CMP_MASKED_EQ, flag, flag));
  }
  return added;
}

// No thread and no process is started. The C library asks with all signals blocked, so that no
// handler could say what was tried: whoever asks is told no instead.
bool add_starting(const Filter& filter) {
  // clone3 does not exist, as no call does that is not named: then clone is tried.
  bool added = true;
  for (const char* start : {"clone", "fork", "vfork"}) {
    added = added && add(filter, SCMP_ACT_ERRNO(EPERM), start);
  }
  return added;
}

// Calls of many uses, of which a few are harmless.
bool add_parts_of_calls(const Filter& filter) {
  bool added = true;
  for (const scmp_datum_t command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC}) {
    added = added && add(filter, SCMP_ACT_ALLOW, "fcntl", SCMP_A1(SCMP_CMP_EQ, command));
  }
  const auto self = static_cast<scmp_datum_t>(::getpid());
  return added &&
         // Whether something is a terminal.
         add(filter, SCMP_ACT_ALLOW, "ioctl", SCMP_A1(SCMP_CMP_EQ, TCGETS)) &&
         add(filter, SCMP_ACT_ALLOW, "prctl", SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) &&
         // What its limits are; who runs as root could raise them.
         add(filter, SCMP_ACT_ALLOW, "prlimit64", SCMP_A2(SCMP_CMP_EQ, 0)) &&
         add(filter, SCMP_ACT_TRAP, "prlimit64", SCMP_A2(SCMP_CMP_NE, 0)) &&
         // abort() raises a signal.
         add(filter, SCMP_ACT_ALLOW, "tgkill", SCMP_A0(SCMP_CMP_EQ, self)) &&
         add(filter, SCMP_ACT_TRAP, "tgkill", SCMP_A0(SCMP_CMP_NE, self));
}

// Which row of kRefusals a call number belongs to, made before it is needed: a handler of signals
// may look at memory and end the process, and little else.
constexpr std::size_t kCallNumbers = 1024;
constexpr std::int8_t kNoRefusal = -1;
std::array<std::int8_t, kCallNumbers> refusal_of_call;

void note_refusal(const char* name, std::size_t row) {
  const int call = ::seccomp_syscall_resolve_name(name);
  if (call >= 0 && static_cast<std::size_t>(call) < kCallNumbers) {
    refusal_of_call[static_cast<std::size_t>(call)] = static_cast<std::int8_t>(row);
  }
}

void end_refused(int, siginfo_t* about, void*) {
  const int call = about->si_syscall;
  const bool known = call >= 0 && static_cast<std::size_t>(call) < kCallNumbers;
  const int row = known ? refusal_of_call[static_cast<std::size_t>(call)] : kNoRefusal;
  ::_exit(kFirstRefusal + (row < 0 ? static_cast<int>(kRefusals.size()) : row));
}

bool end_at_refusals() {
  refusal_of_call.fill(kNoRefusal);
  for (std::size_t row = 0; row < kRefusals.size(); ++row) {
    for (const char* call : kRefusals[row].calls) {
      if (call != nullptr) note_refusal(call, row);
    }
  }
  for (const auto& [call, row] : kPartlyRefused) note_refusal(call, row);
  struct sigaction action {};
  action.sa_sigaction = end_refused;
  action.sa_flags = SA_SIGINFO;
  return ::sigaction(SIGSYS, &action, nullptr) == 0;
}

bool filter_calls() {
  // A call that nobody thought of is one that the system does not have.
  const Filter filter(::seccomp_init(SCMP_ACT_ERRNO(ENOSYS)), &::seccomp_release);
  if (!filter || !end_at_refusals()) return false;
  for (const char* call : kAllowed) {
    if (!add(filter, SCMP_ACT_ALLOW, call)) return false;
  }
  for (const Refusal& refusal : kRefusals) {
    for (const char* call : refusal.calls) {
      if (call != nullptr && !add(filter, SCMP_ACT_TRAP, call)) return false;
    }
  }
  if (!add_opening(filter) || !add_starting(filter) || !add_parts_of_calls(filter)) return false;
  // Also for the threads that a sanitizer keeps.
  ::seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);
  return ::seccomp_load(filter.get()) == 0;
}

// Every right over files that Landlock knew when it came to Linux (5.13), and those that came later
// by its version. One that is named and not granted is refused.
constexpr std::uint64_t kRightsOfFirst = (1ull << 13) - 1;
constexpr std::uint64_t kRefer = 1ull << 13, kTruncate = 1ull << 14, kDeviceControl = 1ull << 15;

std::uint64_t rights_known(long version) {
  return kRightsOfFirst | (version >= 2 ? kRefer : 0) | (version >= 3 ? kTruncate : 0) |
         (version >= 5 ? kDeviceControl : 0);
}

bool let_read(int ruleset, const char* folder) {
  const io::Descriptor opened(::open(folder, O_PATH | O_CLOEXEC));
  if (!opened) return errno == ENOENT;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  rule.parent_fd = opened.get();
  return ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

bool keep_from_files() {
  const long version =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return false;
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = rights_known(version);
  const io::Descriptor ruleset(static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0)));
  if (!ruleset) return false;
  const bool ruled = std::ranges::all_of(
      kReadable, [&](const char* folder) { return let_read(ruleset.get(), folder); });
  return ruled && ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0;
}

}  // namespace

Confinement confine() {
  Confinement confinement;
  ::tzset();  // which reads a file, once
  // Both need it: nothing that is started later could have more rights.
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return confinement;
  confinement.files = keep_from_files();
  confinement.calls = filter_calls();
  return confinement;
}

std::string to_sentence(const Confinement& confinement) {
  if (confinement.full()) {
    return "files are read by processes that can reach no network, no other process and no other "
           "file (seccomp and Landlock are in force)";
  }
  const std::string missing =
      confinement.calls   ? "Landlock (Linux 5.13 or later, with \"landlock\" among its security "
                            "modules) is not in force: they could read other files"
      : confinement.files ? "seccomp is not in force: they could reach the network"
                          : "neither seccomp nor Landlock is in force: they could do what the "
                            "indexer may do";
  return "files are read by processes that are not fully confined; " + missing;
}

std::optional<std::string> refusal_of(int exit_status) {
  const int row = exit_status - kFirstRefusal;
  if (row < 0 || row > static_cast<int>(kRefusals.size())) return {};
  const auto known = static_cast<std::size_t>(row) < kRefusals.size();
  return std::string("its reader tried to ") + (known
                                                    ? kRefusals[static_cast<std::size_t>(row)].words
                                                    : "do what a reader of documents must not do");
}

}  // namespace lontar::isolation
