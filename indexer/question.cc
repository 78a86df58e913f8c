#include "indexer/question.h"

#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "core/ascii.h"

namespace lontar::indexer {
namespace {

constexpr int kTimeToStop = 200;  // milliseconds between two questions whether to stop

// The next line of the input without its end; "no" when there will be none.
std::string read_answer(const std::function<bool()>& stop) {
  std::string line;
  for (;;) {
    if (stop && stop()) return "no";
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, kTimeToStop) <= 0) continue;
    char next = 0;
    if (::read(STDIN_FILENO, &next, 1) != 1) return "no";
    if (next == '\n') return line;
    if (next != '\r' && next != ' ') line += next;
  }
}

}  // namespace

bool can_ask() { return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1; }

bool ask(std::string_view question, const std::function<bool()>& stop) {
  for (;;) {
    std::fprintf(stderr, "%.*s [yes/no] ", static_cast<int>(question.size()), question.data());
    std::fflush(stderr);
    const std::string answer = ascii_lower(read_answer(stop));
    if (answer == "yes" || answer == "y") return true;
    if (answer == "no" || answer == "n") return false;
  }
}

}  // namespace lontar::indexer
