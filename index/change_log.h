// What one run of a writer does to documents that were there before, on its way into the History.
// Shows Xapian types: for index/ only. Used by the writer's thread.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "core/document.h"
#include "core/result.h"
#include "index/history.h"
#include "index/snapshot.h"

namespace lontar::index {

class ChangeLog {
 public:
  // The run changes this state, which outlives the log: what it does not name stays.
  void changes(const Snapshot& before) { before_ = &before; }
  // The run replaces this state: what it does not put is withdrawn. A state that proves unreadable
  // on the way is done without.
  void replaces(Snapshot before) { replaced_ = std::move(before); }

  // May throw Xapian::Error for a state that is changed.
  void put(const Document& document);
  void remove(std::string_view id);

  // Adds what was noted to the history in `dir`, as of the generation after `committed`.
  Result<void> save(const std::filesystem::path& dir, std::uint64_t committed);

 private:
  std::optional<Record> earlier(std::string_view id);
  void withdraw_the_rest();

  const Snapshot* before_ = nullptr;
  std::optional<Snapshot> replaced_;
  std::map<std::string, Event> events_;  // by id; a put counts more than a removal
  std::map<std::string, Event> new_;     // put, and not in the state before
  std::unordered_set<std::string> put_;
};

}  // namespace lontar::index
