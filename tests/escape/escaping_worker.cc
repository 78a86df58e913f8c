// A lontar-worker with one parser more, which does what a hostile file would have a broken parser
// do: the first line of the file names what. What it was refused, and why, is the reason it gives;
// what it was let do, is a document.
#include <fcntl.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "isolation/channel.h"
#include "isolation/serve.h"

namespace lontar {
namespace {

using Attempt = bool (*)(const std::string& argument);  // whether it was let do it; else errno

bool opens(const std::string& path, int flags) { return ::open(path.c_str(), flags, 0600) >= 0; }

// "of 256 MB", or all that it gets.
bool eats_memory(const std::string& argument) {
  constexpr std::size_t kBite = 16u << 20;
  const std::size_t most = argument.empty() ? SIZE_MAX : std::stoul(argument.substr(3)) << 20;
  std::vector<std::unique_ptr<char[]>> eaten;
  while (eaten.size() * kBite < most) {
    eaten.push_back(std::make_unique<char[]>(kBite));  // zeroed, so that the pages are real
  }
  return true;
}

bool runs_a_program(const std::string&) {
  std::string program = "/bin/true";
  char* const arguments[] = {program.data(), nullptr};
  return ::execve(program.c_str(), arguments, nullptr) == 0;
}

bool spawns_a_program(const std::string&) {
  std::string program = "/bin/true";
  char* const arguments[] = {program.data(), nullptr};
  pid_t child = 0;
  errno = ::posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, nullptr);
  return errno == 0;
}

bool lifts_its_limits(const std::string&) {
  const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
  return ::setrlimit(RLIMIT_AS, &none) == 0 && ::setrlimit(RLIMIT_CPU, &none) == 0;
}

bool asks_for_a_ring(const std::string&) {
  io_uring_params parameters{};
  return ::syscall(SYS_io_uring_setup, 4, &parameters) >= 0;
}

bool takes_owner_of_a_signal(const std::string&) {
  return ::fcntl(isolation::kWorkerSocket, F_SETOWN, ::getppid()) == 0;
}

bool crashes(const std::string&) {
  ::raise(SIGSEGV);
  return true;
}

struct Row {
  std::string_view name;
  Attempt attempt;
};
constexpr Row kAttempts[] = {
    {"socket", [](const std::string&) { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"unix-socket", [](const std::string&) { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    {"connect",
     [](const std::string&) {
       sockaddr_in address{};
       address.sin_family = AF_INET;
       return ::connect(isolation::kWorkerSocket, reinterpret_cast<sockaddr*>(&address),
                        sizeof address) == 0;
     }},
    {"read", [](const std::string& path) { return opens(path, O_RDONLY); }},
    {"list", [](const std::string& path) { return opens(path, O_RDONLY | O_DIRECTORY); }},
    {"write", [](const std::string& path) { return opens(path, O_WRONLY | O_CREAT); }},
    {"read-and-write", [](const std::string& path) { return opens(path, O_RDWR); }},
    {"create", [](const std::string& path) { return ::creat(path.c_str(), 0600) >= 0; }},
    {"unlink", [](const std::string& path) { return ::unlink(path.c_str()) == 0; }},
    {"rename",
     [](const std::string& path) { return ::rename(path.c_str(), (path + "2").c_str()) == 0; }},
    {"mkdir", [](const std::string& path) { return ::mkdir((path + "3").c_str(), 0700) == 0; }},
    {"symlink",
     [](const std::string& path) { return ::symlink("/etc/passwd", (path + "4").c_str()) == 0; }},
    {"chmod", [](const std::string& path) { return ::chmod(path.c_str(), 0777) == 0; }},
    {"truncate", [](const std::string& path) { return ::truncate(path.c_str(), 0) == 0; }},
    {"exec", runs_a_program},
    {"spawn", spawns_a_program},
    {"fork", [](const std::string&) { return ::fork() >= 0; }},
    {"thread",
     [](const std::string&) {
       std::thread([] {}).join();
       return true;
     }},
    {"signal-parent", [](const std::string&) { return ::kill(::getppid(), 0) == 0; }},
    {"signal-thread-of-parent",
     [](const std::string&) { return ::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0) == 0; }},
    {"trace-parent",
     [](const std::string&) { return ::ptrace(PTRACE_SEIZE, ::getppid(), 0, 0) == 0; }},
    {"limits", lifts_its_limits},
    {"ring", asks_for_a_ring},
    {"owner", takes_owner_of_a_signal},
    {"memory-file", [](const std::string&) { return ::memfd_create("m", 0) >= 0; }},
    {"memory", eats_memory},
    {"crash", crashes},
    {"hang",
     [](const std::string&) {
       for (volatile bool forever = true; forever;) {
       }
       return true;
     }},
    {"sleep",
     [](const std::string&) {
       for (;;) ::pause();
       return true;
     }},
    {"nothing", [](const std::string&) { return true; }},
};

// More than one message may hold.
ParsedDocument much_text() {
  ParsedDocument document;
  document.passages.emplace_back().text.assign(isolation::kMaxDocumentBytes, 'a');
  return document;
}

class EscapingParser : public parsers::Parser {
 public:
  std::string_view name() const override { return "escaping"; }
  bool accepts(const parsers::Input& input) const override {
    return input.name.ends_with(".escape");
  }
  Result<void> parse(const parsers::Input& input, const parsers::Emit& emit) const override {
    const std::string_view line = input.bytes.substr(0, input.bytes.find('\n'));
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string argument(line.substr(std::min(space + 1, line.size())));
    if (line == "much-text") {
      emit(much_text());
      return {};
    }
    for (const Row& row : kAttempts) {
      if (row.name != line.substr(0, space)) continue;
      errno = 0;
      if (row.attempt(argument)) {
        emit({});
        return {};
      }
      return Error{ErrorCode::kDamaged, std::string(row.name) + ": " + std::strerror(errno)};
    }
    return Error{ErrorCode::kInvalid, "no such attempt"};
  }
};

}  // namespace
}  // namespace lontar

// As a worker says it whose kernel has no Landlock.
int pretend_half_confined() {
  using namespace lontar::isolation;
  Channel channel{lontar::io::Descriptor(kWorkerSocket)};
  const auto forever = Clock::time_point::max();
  if (!channel.receive(forever)) return 1;
  if (!channel.send(Kind::kReady, encode(Confinement{true, false}), forever)) return 1;
  return channel.receive(forever) ? 1 : 0;
}

int main(int, char** arguments) {
  if (std::string_view(arguments[0]).ends_with("half-confined")) ::_exit(pretend_half_confined());
  ::_exit(lontar::isolation::serve([](lontar::parsers::Registry& registry) {
    registry.put_first(std::make_unique<lontar::EscapingParser>());
  }));
}
