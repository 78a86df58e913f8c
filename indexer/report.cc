#include "indexer/report.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <set>
#include <utility>

#include "io/json.h"

namespace lontar::indexer {
namespace {

// By Outcome. To add one, add a row there and here.
struct OutcomeRow {
  std::string_view name;
  bool always;  // in the line of a summary, also when there was none
};
constexpr std::array<OutcomeRow, kOutcomeCount> kOutcomes = {{{"added", true},
                                                              {"updated", true},
                                                              {"unchanged", true},
                                                              {"removed", true},
                                                              {"failed", true},
                                                              {"missing", false},
                                                              {"growing", false},
                                                              {"copy", false}}};

// Every reason of a failure. To add one, add a row.
struct Reason {
  std::string_view code;
  std::string_view words;  // behind a number: "7 damaged"
};
constexpr Reason kReasons[] = {
    {"damaged", "damaged"},
    {"too-large", "too large"},
    {"unsupported", "of an unknown format"},
    {"no-text", "without text"},
    {"bad-line", "unreadable lines"},
    {"unreadable-file", "unreadable"},
    {"unreadable-folder", "unreadable folders"},
    {"bad-file-name", "with a name that is not UTF-8"},
    {"vanished", "gone meanwhile"},
    {"not-now", "not readable at the moment"},
    {"damaged-index", "not readable in the index before"},
    {"", "for the reasons above"},
};

std::string_view words_of(std::string_view code) {
  const auto found = std::ranges::find(kReasons, code, &Reason::code);
  return found == std::end(kReasons) ? code : found->words;
}

// Largest first.
std::vector<std::pair<std::string, std::size_t>> by_number(
    const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::greater(), &std::pair<std::string, std::size_t>::second);
  return sorted;
}

io::Json to_json(const std::map<std::string, std::size_t>& counts) {
  io::Json json = io::Json::object();
  for (const auto& [code, count] : counts) json[code.empty() ? "other" : code] = count;
  return json;
}

void set(io::Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

}  // namespace

std::string_view name(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)].name; }

// What the parsers and the system mean by their errors, of a file.
std::string_view failure_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalid:
      return "no-text";
    case ErrorCode::kNotFound:
      return "vanished";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kTooLarge:
      return "too-large";
    case ErrorCode::kUnavailable:
      return "not-now";
    case ErrorCode::kDamaged:
      return "damaged";
    case ErrorCode::kIo:
      return "unreadable-file";
  }
  return "";
}

void Summary::add(const Entry& entry) {
  ++outcomes[static_cast<std::size_t>(entry.outcome)];
  if (entry.outcome == Outcome::kFailed) ++reasons[entry.code];
  if (entry.outcome != Outcome::kAdded && entry.outcome != Outcome::kUpdated) return;
  pages += static_cast<std::size_t>(std::max(1, entry.pages));
  std::set<std::string_view> codes;
  for (const Warning& warning : entry.warnings) codes.insert(warning.code);
  for (const std::string_view code : codes) ++warnings[std::string(code)];
}

std::string failures_line(const Summary& summary) {
  const std::size_t failed = summary.count(Outcome::kFailed);
  if (!failed) return {};
  std::string reasons;  // "" when none of the failures has a code
  for (const auto& [code, count] : by_number(summary.reasons)) {
    reasons += (reasons.empty() ? "" : ", ") + std::to_string(count) + " ";
    reasons += words_of(code);
  }
  if (summary.reasons.size() == summary.reasons.count("")) reasons.clear();
  return std::to_string(failed) + (failed == 1 ? " file failed" : " files failed") +
         (reasons.empty() ? "" : ": " + reasons);
}

std::string warnings_line(const Summary& summary) {
  std::string line;
  for (const auto& [code, count] : by_number(summary.warnings)) {
    line += (line.empty() ? "worth a look: " : ", ") + std::to_string(count) + " " + code;
  }
  return line;
}

std::string to_line(const Summary& summary) {
  std::string line = "generation " + std::to_string(summary.generation) + ": ";
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    if (!summary.outcomes[i] && !kOutcomes[i].always) continue;
    line += (i ? ", " : "") + std::to_string(summary.outcomes[i]) + " ";
    line += kOutcomes[i].name;
  }
  if (summary.issues) {
    line += ", " + std::to_string(summary.issues) + (summary.issues == 1 ? " issue" : " issues");
  }
  if (summary.skipped) line += ", " + std::to_string(summary.skipped) + " files skipped";
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, " in %.1f s", summary.seconds);
  return line + seconds + (summary.interrupted ? " (interrupted)" : "");
}

Result<ReportFile> ReportFile::create(const std::filesystem::path& path) {
  auto file = io::LineFile::create(path);
  if (!file) return file.error();
  return ReportFile(std::move(*file));
}

void ReportFile::write(const Entry& entry) {
  io::Json json = {{"kind", "document"}, {"corpus", entry.corpus}, {"file", entry.file}};
  if (entry.part) json["part"] = entry.part;
  json["outcome"] = name(entry.outcome);
  set(json, "id", entry.id);
  set(json, "code", entry.code);
  set(json, "reason", entry.reason);
  if (entry.pages) json["pages"] = entry.pages;
  json["warnings"] = io::to_json(entry.warnings);
  file_.write(io::dump(json));
}

void ReportFile::write(const Issue& issue) {
  io::Json json = {{"kind", "issue"}};
  set(json, "corpus", issue.corpus);
  set(json, "file", issue.file);
  if (issue.row) json["row"] = issue.row;
  set(json, "column", issue.column);
  json["code"] = issue.code;
  json["message"] = issue.message;
  file_.write(io::dump(json));
}

void ReportFile::write(const Summary& summary) {
  io::Json json = {{"kind", "summary"}, {"generation", summary.generation}};
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    json[std::string(kOutcomes[i].name)] = summary.outcomes[i];
  }
  json["issues"] = summary.issues;
  json["skipped"] = summary.skipped;
  json["seconds"] = summary.seconds;
  json["interrupted"] = summary.interrupted;
  if (summary.unconfirmed) json["unconfirmed"] = summary.unconfirmed;
  if (summary.pages) json["pages"] = summary.pages;
  if (!summary.reasons.empty()) json["reasons"] = to_json(summary.reasons);
  if (!summary.warnings.empty()) json["warnings"] = to_json(summary.warnings);
  file_.write(io::dump(json));
}

}  // namespace lontar::indexer
