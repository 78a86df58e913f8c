#include "tests/endurance/processes.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <thread>

namespace lontar::endurance {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// State and parent of a process, as /proc/PID/stat has them behind the name in parentheses.
struct Process {
  char state = '?';
  pid_t parent = 0;
};

Process look_at(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  const std::string line{std::istreambuf_iterator<char>(file), {}};
  const auto name_end = line.rfind(") ");
  if (name_end == std::string::npos) return {};
  return {line[name_end + 2], static_cast<pid_t>(std::stol(line.substr(name_end + 4)))};
}

std::vector<std::string> environment(const fs::path& scratch) {
  std::vector<std::string> variables = {"LANG=C.UTF-8", "PATH=/usr/bin:/bin",
                                        "TMPDIR=" + scratch.string(), "HOME=" + scratch.string(),
                                        // Freed memory is kept to find faults: less of it, and the
                                        // measured peak is the program's.
                                        "ASAN_OPTIONS=quarantine_size_mb=4:detect_leaks=0"};
  if (const char* worker = std::getenv("LONTAR_WORKER")) {
    variables.push_back(std::string("LONTAR_WORKER=") + worker);
  }
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

void adopt_orphans() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

Family family() {
  std::map<pid_t, Process> all;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    all[static_cast<pid_t>(std::stol(name))] = look_at(entry.path());
  }
  Family found;
  for (const auto& [pid, process] : all) {
    pid_t above = process.parent;
    while (above > 1 && above != ::getpid()) above = all.count(above) ? all[above].parent : 0;
    if (above != ::getpid()) continue;
    ++(process.state == 'Z' ? found.zombies : found.processes);
  }
  return found;
}

bool nobody_left(std::chrono::milliseconds within) {
  for (const auto until = std::chrono::steady_clock::now() + within;;) {
    const pid_t buried = ::waitpid(-1, nullptr, WNOHANG);
    if (buried < 0) return true;
    if (buried > 0) continue;
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(1ms);
  }
}

Program::Program(const std::vector<std::string>& arguments, const fs::path& scratch) {
  fs::create_directories(scratch);
  const std::string said = scratch.parent_path() / "said";
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, said.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  std::vector<std::string> words = {LONTAR_INDEXER};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment(scratch);
  const int failed = ::posix_spawn(&pid_, LONTAR_INDEXER, &files, nullptr,
                                   pointers_to(words).data(), pointers_to(variables).data());
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw std::runtime_error("lontar-indexer cannot be started");
}

Program::~Program() {
  kill();
  wait();
}

std::size_t Program::peak_bytes() const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) * 1024;
  }
  return 0;
}

bool Program::ended() {
  if (!ended_) ended_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
  return ended_;
}

void Program::kill() {
  if (!ended_) ::kill(pid_, SIGKILL);
}

void Program::wait() {
  while (!ended_) ended_ = ::waitpid(pid_, &status_, 0) == pid_;
}

int run(const std::vector<std::string>& arguments, const fs::path& scratch) {
  Program program(arguments, scratch);
  program.wait();
  return WIFEXITED(program.status()) ? WEXITSTATUS(program.status()) : -1;
}

}  // namespace lontar::endurance
