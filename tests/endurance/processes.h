// lontar-indexer as a process of its own, looked at from outside: how it ends, the most memory it
// has used, and which processes are left of it. The tests adopt its orphans
// (PR_SET_CHILD_SUBREAPER), so that none goes unseen. Linux only. One thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace lontar::endurance {

// To be called once, first.
void adopt_orphans();

// Every process below this one, of which `zombies` have ended and wait for somebody to ask.
struct Family {
  std::size_t processes = 0;
  std::size_t zombies = 0;
};
Family family();

// Whether all processes below this one are gone within the time; those that have ended are buried.
bool nobody_left(std::chrono::milliseconds within);

class Program {
 public:
  // Starts lontar-indexer with these arguments. `scratch` is its TMPDIR and HOME; what it says goes
  // to scratch/../said.
  Program(const std::vector<std::string>& arguments, const std::filesystem::path& scratch);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t pid() const { return pid_; }
  // The most memory it has had so far, of all its ends; 0 when it has ended.
  std::size_t peak_bytes() const;
  // Whether it has ended; status() is valid then.
  bool ended();
  void kill();
  void wait();
  int status() const { return status_; }  // as waitpid gives it

 private:
  pid_t pid_ = -1;
  bool ended_ = false;
  int status_ = 0;
};

// Runs it to the end. The exit status, or -1 when a signal ended it.
int run(const std::vector<std::string>& arguments, const std::filesystem::path& scratch);

}  // namespace lontar::endurance
