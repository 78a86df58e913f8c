#include "indexer/report.h"

#include <cstdio>

#include "io/json.h"

namespace lontar::indexer {
namespace {

constexpr std::array<std::string_view, kOutcomeCount> kOutcomeNames = {
    "added", "updated", "unchanged", "removed", "failed"};

void set(io::Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

}  // namespace

std::string_view name(Outcome outcome) { return kOutcomeNames[static_cast<std::size_t>(outcome)]; }

std::string to_line(const Summary& summary) {
  std::string line = "generation " + std::to_string(summary.generation) + ": ";
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    line += (i ? ", " : "") + std::to_string(summary.outcomes[i]) + " ";
    line += kOutcomeNames[i];
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
  set(json, "reason", entry.reason);
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
    json[std::string(kOutcomeNames[i])] = summary.outcomes[i];
  }
  json["issues"] = summary.issues;
  json["skipped"] = summary.skipped;
  json["seconds"] = summary.seconds;
  json["interrupted"] = summary.interrupted;
  file_.write(io::dump(json));
}

}  // namespace lontar::indexer
