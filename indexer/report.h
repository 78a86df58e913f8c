// What a run tells about itself while it works: one entry per document, one issue per thing that
// somebody should mend. The library prints nothing; a program decides what to do with them.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "io/line_file.h"

namespace lontar::indexer {

enum class Outcome {
  kAdded,
  kUpdated,
  kUnchanged,
  kRemoved,
  kFailed,
  kMissing,  // its file is gone, and the document stays
  kGrowing,  // the file was written to while it was read, and waits for the next run
  kCopy,     // the file has the content of another one and is the same document
};
inline constexpr std::size_t kOutcomeCount = 8;
std::string_view name(Outcome outcome);  // "added", "updated", ...

// What became of one document, or of one file that gave none.
struct Entry {
  std::string corpus;  // absolute path of the folder
  std::string file;    // path below it
  int part = 0;        // number within a file of many documents; else 0
  Outcome outcome = Outcome::kUnchanged;
  std::string id;  // "" for a file that never became a document
  std::vector<Warning> warnings;
  std::string reason;  // why it failed, or why an unchanged file was made again; else ""
  std::string code;    // of a failure: a row of the table of reasons; else ""
  int pages = 0;       // of a document that was made; 0 where there are none
};

// The reason of a failure, as a code, when all that is known is what the error is.
std::string_view failure_code(ErrorCode code);

// Something wrong beside the documents: in a catalogue, a folder, a claim to an id.
struct Issue {
  std::string corpus;
  std::string file;     // what it is about: a catalogue, a folder, a document's file
  int row = 0;          // of a catalogue as a spreadsheet counts, header = 1; 0 elsewhere
  std::string column;   // of a catalogue; "" elsewhere
  std::string code;     // kebab-case and stable
  std::string message;  // one sentence with the place and the remedy

  bool operator==(const Issue&) const = default;
};

struct Summary {
  std::array<std::size_t, kOutcomeCount> outcomes{};
  std::size_t issues = 0;
  std::size_t skipped = 0;      // files left out on purpose: hidden, ignored, links
  std::size_t unconfirmed = 0;  // documents that would have left if somebody had said so
  std::uint64_t generation = 0;
  double seconds = 0;
  bool interrupted = false;
  std::map<std::string, std::size_t> reasons;   // failures, by code
  std::map<std::string, std::size_t> warnings;  // documents made, by the codes of their warnings
  std::size_t pages = 0;  // of documents made; one for a document without pages

  void add(const Entry& entry);
  std::size_t count(Outcome outcome) const { return outcomes[static_cast<std::size_t>(outcome)]; }
};

// One line: "generation 3: 2 added, 1 updated, 447 unchanged, 0 removed, 0 failed in 0.4 s"; what
// is rarer stands there when it happened.
std::string to_line(const Summary& summary);

// "12 files failed: 7 damaged, 3 without text, 2 too large"; "" when none did.
std::string failures_line(const Summary& summary);
// "worth a look: 5 documents with page-without-text, ..."; "" when no document made has a warning.
std::string warnings_line(const Summary& summary);

// Many documents of one folder lost their files since the run before.
struct MassWithdrawal {
  std::string corpus;
  std::size_t missing = 0;    // documents whose file is gone
  std::size_t documents = 0;  // that came from the folder
  bool empty = false;         // it holds no file any more
};

// Whom a run tells. Empty functions are not called.
struct Listener {
  std::function<void(const Entry&)> entry;
  std::function<void(const Issue&)> issue;
  std::function<void(std::size_t done, std::size_t total, std::string_view file)> progress;
  std::function<bool()> stop;  // asked between files: true ends the run early and cleanly
  // Asked before so many documents leave the index; they stay where it says no, or is empty.
  std::function<bool(const MassWithdrawal&)> may_withdraw = {};
  // Called first, once nobody else can write the index; an error ends the run.
  std::function<Result<void>()> begin = {};
  // Called next, with what somebody may want to know who looks at the run: one sentence.
  std::function<void(std::string_view)> note = {};
};

// The report file: JSON Lines, `kind` "document", "issue", and at the end "summary".
class ReportFile {
 public:
  static Result<ReportFile> create(const std::filesystem::path& path);

  void write(const Entry& entry);
  void write(const Issue& issue);
  void write(const Summary& summary);
  void flush() { file_.flush(); }
  // Whether all of it reached the file.
  Result<void> close() { return file_.close(); }

 private:
  explicit ReportFile(io::LineFile file) : file_(std::move(file)) {}
  io::LineFile file_;
};

}  // namespace lontar::indexer
