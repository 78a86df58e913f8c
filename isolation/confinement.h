// What a process that reads documents may ask of the system: memory, time, its channel, the bytes
// of the file it was handed, and the data of its libraries. confine() gives up everything else, for
// good and before the first file is seen: no network, no writing, no other program or process, no
// file of anybody's. System calls are filtered by seccomp(2), which files may be opened is decided
// by landlock(7); what the kernel does not have is not in force, and said so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lontar::isolation {

struct Confinement {
  bool calls = false;  // seccomp filters system calls
  bool files = false;  // Landlock lets only the data of libraries be opened, for reading

  bool full() const { return calls && files; }
  bool operator==(const Confinement&) const = default;
};

// For the whole process, by its only thread. What cannot be put in force stays out of the result.
Confinement confine();

// What is in force, for the person who starts the indexer.
std::string to_sentence(const Confinement& confinement);

// A confined process that asks for what no reader of documents needs is ended, and its exit status
// says what it asked for: "its reader tried to reach the network". Nothing for other statuses.
std::optional<std::string> refusal_of(int exit_status);

}  // namespace lontar::isolation
