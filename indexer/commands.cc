#include "indexer/commands.h"

#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <optional>
#include <set>

#include "harvest/harvest.h"
#include "indexer/console.h"
#include "indexer/extract.h"
#include "indexer/question.h"
#include "indexer/repair.h"
#include "indexer/stats.h"
#include "indexer/toolkit.h"
#include "indexer/verify.h"
#include "indexer/watch.h"
#include "io/config_dir.h"
#include "io/file.h"
#include "io/json.h"
#include "io/line_file.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

// The first interrupt asks for a clean end, the second one ends the program.
volatile std::sig_atomic_t stop_asked = 0;

void on_interrupt(int signal) {
  stop_asked = 1;
  std::signal(signal, SIG_DFL);
}

bool stopping() { return stop_asked != 0; }

Result<Toolkit> load_toolkit(const Arguments& arguments) {
  const auto config_dir = io::find_config_dir(arguments.config_dir);
  if (!config_dir) return config_dir.error();
  return Toolkit::load(*config_dir);
}

Console make_console(std::string noun = "files") {
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  winsize size{};
  const bool known = terminal && ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0;
  return Console(
      terminal ? Console::Style::kTerminal : Console::Style::kPlain,
      [](std::string_view text) {
        std::fwrite(text.data(), 1, text.size(), stderr);
        std::fflush(stderr);
      },
      known ? size.ws_col : 0, std::move(noun));
}

// The progress of a run on the console, which also says when the end was asked for.
auto progress_on(Console& console) {
  return [&console](std::size_t done, std::size_t total, std::string_view name) {
    console.progress(done, total, name);
    if (stopping()) console.stopping();
  };
}

// Nothing happens when no report is asked for, or it is open already.
template <class File>
Result<void> open_report(const Arguments& arguments, std::optional<File>& report) {
  if (arguments.report.empty() || report) return {};
  auto created = File::create(arguments.report);
  if (!created) return created.error();
  report.emplace(std::move(*created));
  return {};
}

// Whether it is told again at every update, as long as the file is what it is.
bool stays(Outcome outcome) {
  return outcome == Outcome::kFailed || outcome == Outcome::kMissing ||
         outcome == Outcome::kGrowing || outcome == Outcome::kCopy;
}

void print(const char* before, const Difference& difference) {
  std::printf("%s%s  %s  %s: %s\n", before, difference.id.empty() ? "-" : difference.id.c_str(),
              difference.code.c_str(), difference.file.empty() ? "index" : difference.file.c_str(),
              difference.message.c_str());
}

Job job_of(const Arguments& arguments, index::WriteMode mode) {
  const auto missing = arguments.keep_missing ? MissingFiles::kKeep
                       : arguments.withdraw   ? MissingFiles::kWithdraw
                                              : MissingFiles::kAsk;
  return {arguments.corpora, arguments.index_dir, mode, arguments.jobs, arguments.memory, missing};
}

}  // namespace

int fatal(const Error& error) {
  spdlog::error("{}", error.message);
  return kFatal;
}

void stop_on_signals() {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  // The terminal is gone; nohup(1) has this ignored.
  if (std::signal(SIGHUP, on_interrupt) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
  // Whoever reads what is printed may go away; the run goes on.
  std::signal(SIGPIPE, SIG_IGN);
}

int index_corpora(const Arguments& arguments, index::WriteMode mode) {
  auto kit = load_toolkit(arguments);
  if (!kit) return fatal(kit.error());
  std::optional<ReportFile> report;
  Console console = make_console();
  const auto tell = [&](const auto& what) {
    console.show(what);
    if (report) report->write(what);
  };
  Listener listener{[&](const Entry& entry) { tell(entry); },
                    [&](const Issue& issue) { tell(issue); }, progress_on(console), stopping};
  // Not before: the report of a run that holds the index must not be cut short.
  listener.begin = [&] { return open_report(arguments, report); };
  listener.note = [&](std::string_view sentence) { console.show(sentence); };
  if (can_ask()) {
    listener.may_withdraw = [&](const MassWithdrawal& withdrawal) {
      console.show(to_sentence(withdrawal) + ".");
      return ask("Withdraw these documents? If you are not sure, say no: they stay.", stopping);
    };
  }
  const auto summary = run(job_of(arguments, mode), *kit, listener);
  console.finish();
  if (!summary) return fatal(summary.error());
  if (report) {
    report->write(*summary);
    if (const auto closed = report->close(); !closed) return fatal(closed.error());
  }
  std::printf("%s\n", to_line(*summary).c_str());
  if (summary->interrupted) {
    return fatal(
        {ErrorCode::kUnavailable,
         mode == index::WriteMode::kUpdate
             ? "stopped before the end; what was done is kept, run update again for the rest"
             : "stopped before the end; the index is as it was"});
  }
  return summary->count(Outcome::kFailed) || summary->unconfirmed ? kSomeFailed : kWell;
}

// What went wrong is said once, not at every update; what went well, when there is something to
// say.
int watch_folders(const Arguments& arguments) {
  auto kit = load_toolkit(arguments);
  if (!kit) return fatal(kit.error());
  std::optional<ReportFile> report;
  std::set<std::string> said;
  const auto update = [&](const std::vector<fs::path>& folders) -> Result<Summary> {
    Console console = make_console();
    std::set<std::string> now;
    const auto is_new = [&](const std::string& what) {
      now.insert(what);
      return !said.contains(what);
    };
    const auto tell = [&](const auto& what) {
      console.show(what);
      if (report) report->write(what);
    };
    Listener told;
    told.entry = [&](const Entry& entry) {
      const std::string what =
          entry.corpus + "/" + entry.file + ":" + std::to_string(entry.part) + ": " + entry.reason;
      const bool worth_it =
          stays(entry.outcome) ? is_new(what) : entry.outcome != Outcome::kUnchanged;
      if (worth_it) tell(entry);
    };
    told.issue = [&](const Issue& issue) {
      // The numbers in it change with every file that comes.
      const bool same_each_time = issue.code == kMassWithdrawal;
      if (is_new(issue.corpus + ": " + (same_each_time ? issue.code : issue.message))) tell(issue);
    };
    told.progress = progress_on(console);
    told.begin = [&] { return open_report(arguments, report); };
    told.note = [&](std::string_view sentence) {
      if (is_new(std::string(sentence))) console.show(sentence);
    };
    told.stop = stopping;
    Job job = job_of(arguments, index::WriteMode::kUpdate);
    job.corpora = folders;
    auto summary = run(job, *kit, told);
    console.finish();
    if (!summary) return summary;
    const bool changed = summary->count(Outcome::kAdded) || summary->count(Outcome::kUpdated) ||
                         summary->count(Outcome::kRemoved) || now != said;
    said = std::move(now);
    if (!changed) return summary;
    std::printf("%s\n", to_line(*summary).c_str());
    std::fflush(stdout);
    if (report) {
      report->write(*summary);
      report->flush();
    }
    return summary;
  };
  const WatchListener listener{[](std::string_view note) { spdlog::warn("{}", note); }, stopping};
  const auto watched =
      watch({arguments.corpora, arguments.index_dir, {}}, kit->settings, update, listener);
  if (!watched) return fatal(watched.error());
  const auto closed = report ? report->close() : Result<void>();
  return closed ? kWell : fatal(closed.error());
}

namespace {

int repair_index(const Arguments& arguments) {
  auto kit = load_toolkit(arguments);
  if (!kit) return fatal(kit.error());
  Console console = make_console();
  Listener listener{[&](const Entry& entry) { console.show(entry); },
                    [&](const Issue& issue) { console.show(issue); }, progress_on(console),
                    stopping};
  const auto result = repair(arguments.index_dir, arguments.corpora, *kit, listener);
  console.finish();
  if (!result) return fatal(result.error());
  if (!result->before) std::printf("mended  the index could not be read, and was made anew\n");
  std::size_t mended = 0;
  for (const Difference& difference :
       result->before ? result->before->differences : std::vector<Difference>()) {
    if (!result->mended(difference)) continue;
    ++mended;
    print("mended  ", difference);
  }
  for (const Difference& difference : result->after.differences) print("left  ", difference);
  std::printf("generation %llu: %zu documents, %zu differences mended, %zu left%s\n",
              static_cast<unsigned long long>(result->after.generation), result->after.documents,
              mended, result->after.differences.size(),
              result->made_anew ? "; the index was made anew" : "");
  return result->after.differences.empty() ? kWell : kSomeFailed;
}

}  // namespace

int verify_index(const Arguments& arguments) {
  if (arguments.repair) return repair_index(arguments);
  auto kit = load_toolkit(arguments);
  if (!kit) return fatal(kit.error());
  Console console = make_console();
  const Listener listener{{}, {}, progress_on(console), stopping};
  const auto result = verify(arguments.index_dir, *kit, listener);
  console.finish();
  if (!result) return fatal(result.error());
  for (const Difference& difference : result->differences) {
    print("", difference);
  }
  std::printf("generation %llu: %zu documents, %zu passages, %zu differences\n",
              static_cast<unsigned long long>(result->generation), result->documents,
              result->passages, result->differences.size());
  return result->differences.empty() ? kWell : kSomeFailed;
}

int inspect_file(const Arguments& arguments) {
  auto kit = load_toolkit(arguments);
  if (!kit) return fatal(kit.error());
  const auto opened = io::open_file(arguments.file);
  if (!opened) return fatal(opened.error());
  auto extractor = Extractor::create(*kit, {stopping});
  if (!extractor) return fatal(extractor.error());
  bool failed = false;
  const auto print = [&](const Extracted& made) {
    failed = failed || is_unreadable_part(made.document);
    std::printf("%s\n", io::dump(io::to_json(made.document), 2).c_str());
  };
  const auto read = extractor->extract(*opened, arguments.file.filename().string(), nullptr, print);
  if (!read) {
    spdlog::error("{}", read.error().message);
    return kSomeFailed;
  }
  return failed ? kSomeFailed : kWell;
}

int harvest_list(const Arguments& arguments) {
  const auto config_dir = io::find_config_dir(arguments.config_dir);
  if (!config_dir) return fatal(config_dir.error());
  const auto settings = harvest::Settings::load(*config_dir);
  if (!settings) return fatal(settings.error());
  const auto bytes = io::read_file(arguments.file);
  if (!bytes) return fatal(bytes.error());
  const auto list = harvest::read_list(*bytes);
  if (!list)
    return fatal({list.error().code, arguments.file.string() + ": " + list.error().message});
  std::optional<io::LineFile> report;
  if (const auto opened = open_report(arguments, report); !opened) return fatal(opened.error());
  Console console = make_console("rows");
  const auto note = [&](const auto& what) {
    if (report) report->write(harvest::to_json_line(what));
  };
  const harvest::Listener listener{
      [&](const harvest::Item& item) {
        note(item);
        if (item.outcome == harvest::Outcome::kUnchanged) return;
        console.show_limited(std::string(name(item.outcome)) + ": row " + std::to_string(item.row) +
                             ", " + (item.message.empty() ? item.file : item.message));
      },
      [&](const text::SheetProblem& problem) {
        note(problem);
        console.show_limited("issue: " + text::to_line(problem));
      },
      progress_on(console), stopping};
  const auto summary = harvest::harvest(*list, arguments.into, *settings, listener);
  console.finish();
  if (!summary) return fatal(summary.error());
  note(*summary);
  if (report) {
    if (const auto closed = report->close(); !closed) return fatal(closed.error());
  }
  std::printf("%s\n", harvest::to_line(*summary).c_str());
  if (summary->interrupted) {
    return fatal({ErrorCode::kUnavailable,
                  "stopped before the end; what was fetched is kept, run it again for the rest"});
  }
  return summary->count(harvest::Outcome::kFailed) ? kSomeFailed : kWell;
}

int show_stats(const Arguments& arguments) {
  const auto found = stats(arguments.index_dir);
  if (!found) return fatal(found.error());
  std::printf("%s\n", (arguments.json ? to_json_text(*found) : to_text(*found)).c_str());
  return kWell;
}

}  // namespace lontar::indexer
