#include "indexer/console.h"

#include <cstdio>

#include "text/clean.h"

namespace lontar::indexer {
namespace {

using namespace std::chrono_literals;

constexpr auto kTerminalPause = 100ms;
constexpr auto kPlainPause = 10s;

// Names of files may hold anything, also what moves the cursor.
std::string on_one_line(std::string_view text) {
  std::string shown;
  for (const char c : text::to_utf8(text, "")) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      shown += c;
    } else {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\x%02x", byte);
      shown += escaped;
    }
  }
  return shown;
}

}  // namespace

void Console::progress(std::size_t done, std::size_t total, std::string_view name) {
  const auto now = std::chrono::steady_clock::now();
  const auto pause = style_ == Style::kTerminal ? std::chrono::milliseconds(kTerminalPause)
                                                : std::chrono::milliseconds(kPlainPause);
  if (now - last_progress_ < pause) return;
  last_progress_ = now;
  const std::string line =
      progress_.line({done, total, seen_.pages, seen_.count(Outcome::kFailed)}, noun_, name, now,
                     style_ == Style::kTerminal ? columns_ : 0);
  if (style_ == Style::kPlain) return print_(line + "\n");
  print_("\r\x1b[K" + line);
  progress_line_ = true;
}

void Console::clear_progress() {
  if (progress_line_) print_("\r\x1b[K");
  progress_line_ = false;
}

void Console::show(const Entry& entry) {
  seen_.add(entry);
  if (entry.outcome != Outcome::kFailed) return;
  const std::string part = entry.part ? ", document " + std::to_string(entry.part) : "";
  const std::string where = entry.corpus + (entry.file.empty() ? "" : "/") + entry.file;
  show_limited("failed: " + where + part + ": " + entry.reason);
}

void Console::show(const Issue& issue) { show_limited("issue: " + issue.message); }

void Console::show(std::string_view line) {
  clear_progress();
  print_(on_one_line(line) + "\n");
}

void Console::show_limited(std::string_view line) {
  if (shown_ == kShown) {
    ++unshown_;
    return;
  }
  ++shown_;
  show(line);
}

void Console::stopping() {
  if (stopping_) return;
  stopping_ = true;
  show("stopping; Ctrl-C once more ends at once");
}

void Console::finish() {
  clear_progress();
  if (unshown_) {
    show("... and " + std::to_string(unshown_) + " more; --report FILE lists them all");
  }
  if (const std::string failures = failures_line(seen_); !failures.empty()) show(failures);
  if (const std::string warnings = warnings_line(seen_); !warnings.empty()) show(warnings);
}

}  // namespace lontar::indexer
