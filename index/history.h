// What became of documents: which version was replaced, what was withdrawn, what came back, what
// was added to an index that was there already. Kept as history.jsonl beside the generations, a
// line per event, so that it outlives each of them and a person can read it. A line counts once the
// generation it names is committed: the writer saves it just before, and drops what a killed writer
// left. Lines that this program does not understand are kept as they are. A plain value; one thread
// at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "index/record.h"

namespace lontar::index {

struct FieldChange {
  std::string field;  // its name in kFields
  std::vector<std::string> before;
  std::vector<std::string> after;
  bool operator==(const FieldChange&) const = default;
};

struct Event {
  enum class Kind { kChanged, kWithdrawn, kReturned, kAdded };
  Kind kind = Kind::kChanged;
  std::uint64_t generation = 0;  // the first without the old version
  std::string when;              // ISO 8601, UTC
  // The version that was replaced or withdrawn, or that came back; empty where it was added.
  std::string hash;
  std::string file;  // below its corpus
  std::string title;
  std::vector<FieldChange> changes;  // of a change; none where only the text is another
  bool operator==(const Event&) const = default;
};
std::string_view name(Event::Kind kind);  // "changed", "withdrawn", "returned", "added"

// The event of `next` taking the place of `before`; generation and time are set by History::add.
Event change_event(const Record& before, const Document& next);
Event event_of(Event::Kind kind, const Record& record);
// Whether a reader has something new: other content, or another value of a field.
bool is_another_version(const Record& before, const Document& next);

class History {
 public:
  // Empty when there is none yet.
  static Result<History> load(const std::filesystem::path& dir);

  // Oldest first; none for a document that never changed.
  const std::vector<Event>& of(const std::string& id) const;
  // Those of this generation and before.
  std::vector<Event> until(const std::string& id, std::uint64_t generation) const;
  // The withdrawal that holds in this generation, for an id that is not in the index; else null.
  const Event* withdrawal(const std::string& id, std::uint64_t generation) const;
  std::uint64_t newest_generation() const;
  // Calls visit(id, event) with what happened last to each document until this generation.
  template <class Visit>
  void each_last(std::uint64_t generation, Visit visit) const {
    for (const auto& [id, events] : events_) {
      const Event* last = nullptr;
      for (const Event& event : events) {
        if (event.generation <= generation) last = &event;
      }
      if (last) visit(id, *last);
    }
  }

  // Forgets what belongs to later generations: a writer was killed before it committed them.
  void drop_after(std::uint64_t generation);
  void add(const std::string& id, Event event, std::uint64_t generation);
  // Replaces the file in one step when something was added or forgotten.
  Result<void> save();

 private:
  explicit History(std::filesystem::path file) : file_(std::move(file)) {}

  struct Line {
    std::uint64_t generation = 0;  // 0: not understood, kept
    std::string text;
  };
  void read_line(std::string_view line);

  std::filesystem::path file_;
  std::vector<Line> lines_;
  std::unordered_map<std::string, std::vector<Event>> events_;
  bool changed_ = false;
};

}  // namespace lontar::index
