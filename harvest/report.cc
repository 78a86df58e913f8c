#include "harvest/report.h"

#include <algorithm>
#include <cstdio>

#include "io/json.h"

namespace lontar::harvest {
namespace {

constexpr std::array<std::string_view, kOutcomeCount> kOutcomeNames = {
    "fetched", "updated", "unchanged", "failed", "not reached"};

struct Reason {
  std::string_view code;
  std::string_view words;  // after a number: "2 not found"
};

// Every code of a failure. docs/harvest.md says what to do about each.
constexpr Reason kReasons[] = {
    {"no-url", "without an address"},
    {"bad-url", "with a bad address"},
    {"repeated-url", "with an address that stood before"},
    {"bad-file", "with a bad file name"},
    {"file-taken", "with a file that is taken"},
    {"file-exists", "with a file of yours in the way"},
    {"changed-here", "changed by hand since"},
    {"robots", "refused by robots.txt"},
    {"robots-unknown", "whose robots.txt cannot be read"},
    {"not-found", "not found"},
    {"http-status", "refused by the server"},
    {"asked-to-wait", "told to wait too long"},
    {"too-large", "too large"},
    {"html-instead", "a page instead of the file"},
    {"wrong-type", "of the wrong type"},
    {"empty", "empty"},
    {"redirect", "redirected badly"},
    {"private-address", "in a private network"},
    {"unknown-host", "on an unknown host"},
    {"no-connection", "without a connection"},
    {"timeout", "timed out"},
    {"broken-off", "broken off"},
    {"tls", "not trusted (TLS)"},
    {"transfer", "failed in transfer"},
    {"disk", "not written"},
};

std::string_view words_of(std::string_view code) {
  const auto found = std::ranges::find(kReasons, code, &Reason::code);
  return found == std::end(kReasons) ? code : found->words;
}

}  // namespace

std::string_view name(Outcome outcome) { return kOutcomeNames[static_cast<std::size_t>(outcome)]; }

std::string to_line(const Summary& summary) {
  std::size_t rows = 0;
  for (const std::size_t count : summary.outcomes) rows += count;
  std::string line = std::to_string(rows) + (rows == 1 ? " row: " : " rows: ");
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    const bool failed = i == static_cast<std::size_t>(Outcome::kFailed);
    if (i == static_cast<std::size_t>(Outcome::kNotReached) && !summary.outcomes[i]) continue;
    line += (i ? ", " : "") + std::to_string(summary.outcomes[i]) + " ";
    line += kOutcomeNames[i];
    if (!failed || summary.reasons.empty()) continue;
    std::string reasons;
    for (const auto& [code, count] : summary.reasons) {
      reasons += (reasons.empty() ? "" : ", ") + std::to_string(count) + " ";
      reasons += words_of(code);
    }
    line += " (" + reasons + ")";
  }
  if (summary.unverified) {
    line += "; " + std::to_string(summary.unverified) + " by addresses that nobody has checked";
  }
  char end[64];
  std::snprintf(end, sizeof end, "; %.1f MB in %.1f s", static_cast<double>(summary.bytes) / 1e6,
                summary.seconds);
  return line + end + (summary.interrupted ? " (interrupted)" : "");
}

std::string to_json_line(const Item& item) {
  io::Json json = {{"kind", "download"}, {"row", item.row}, {"outcome", name(item.outcome)}};
  if (!item.url.empty()) json["url"] = item.url;
  if (!item.file.empty()) json["file"] = item.file;
  if (item.status) json["status"] = item.status;
  if (item.bytes) json["bytes"] = item.bytes;
  if (!item.code.empty()) json["code"] = item.code;
  if (!item.message.empty()) json["reason"] = item.message;
  json["checked"] = item.checked;
  return io::dump(json);
}

std::string to_json_line(const text::SheetProblem& problem) {
  io::Json json = {{"kind", "issue"}, {"row", problem.row}};
  if (!problem.column.empty()) json["column"] = problem.column;
  json["code"] = problem.code;
  json["message"] = text::to_line(problem);
  return io::dump(json);
}

std::string to_json_line(const Summary& summary) {
  io::Json json = {{"kind", "summary"}};
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    json[std::string(kOutcomeNames[i])] = summary.outcomes[i];
  }
  io::Json reasons = io::Json::object();
  for (const auto& [code, count] : summary.reasons) reasons[code] = count;
  json["reasons"] = reasons;
  json["unverified"] = summary.unverified;
  json["bytes"] = summary.bytes;
  json["seconds"] = summary.seconds;
  json["interrupted"] = summary.interrupted;
  return io::dump(json);
}

}  // namespace lontar::harvest
