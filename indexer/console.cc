#include "indexer/console.h"

#include "text/clean.h"

namespace lontar::indexer {
namespace {

using namespace std::chrono_literals;

constexpr auto kTerminalPause = 100ms;
constexpr auto kPlainPause = 10s;
constexpr std::size_t kNameBytes = 60;

// The end of a long path says more than its beginning. Cut at a character, free of controls.
std::string short_name(std::string_view file) {
  std::string name = text::clean_line(file);
  if (name.size() <= kNameBytes) return name;
  std::size_t cut = name.size() - kNameBytes;
  while (cut < name.size() && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) ++cut;
  return "..." + name.substr(cut);
}

}  // namespace

void Console::progress(std::size_t done, std::size_t total, std::string_view file) {
  const auto now = std::chrono::steady_clock::now();
  const auto pause = style_ == Style::kTerminal ? std::chrono::milliseconds(kTerminalPause)
                                                : std::chrono::milliseconds(kPlainPause);
  if (now - last_progress_ < pause) return;
  last_progress_ = now;
  const std::string line =
      std::to_string(done) + " of " + std::to_string(total) + " files  " + short_name(file);
  if (style_ == Style::kPlain) return print_(line + "\n");
  print_("\r\x1b[K" + line);
  progress_line_ = true;
}

void Console::clear_progress() {
  if (progress_line_) print_("\r\x1b[K");
  progress_line_ = false;
}

void Console::show(const Entry& entry) {
  if (entry.outcome != Outcome::kFailed) return;
  const std::string part = entry.part ? ", document " + std::to_string(entry.part) : "";
  show_limited("failed: " + entry.corpus + "/" + entry.file + part + ": " + entry.reason);
}

void Console::show(const Issue& issue) { show_limited("issue: " + issue.message); }

void Console::show(std::string_view line) {
  clear_progress();
  print_(std::string(line) + "\n");
}

void Console::show_limited(std::string_view line) {
  if (shown_ == kShown) {
    ++unshown_;
    return;
  }
  ++shown_;
  show(line);
}

void Console::finish() {
  clear_progress();
  if (unshown_) {
    show("... and " + std::to_string(unshown_) + " more; --report FILE lists them all");
  }
}

}  // namespace lontar::indexer
