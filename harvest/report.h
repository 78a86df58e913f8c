// What a harvest says of each row of its list, and in the end of all. The library prints nothing.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "harvest/list.h"

namespace lontar::harvest {

enum class Outcome { kFetched, kUpdated, kUnchanged, kFailed, kNotReached };
inline constexpr std::size_t kOutcomeCount = 5;
// "fetched", "updated", "unchanged", "failed", "not reached"
std::string_view name(Outcome outcome);

// What became of one row.
struct Item {
  int row = 0;
  std::string url;
  std::string file;  // below the folder; "" when none was found for it
  Outcome outcome = Outcome::kNotReached;
  int status = 0;           // of the last answer; 0 for none
  std::uint64_t bytes = 0;  // of the file
  std::string code;         // kebab-case and stable, of a failure
  std::string message;      // why it failed, one sentence
  bool checked = false;     // the list says that somebody has seen the address
};

struct Summary {
  std::array<std::size_t, kOutcomeCount> outcomes{};
  std::map<std::string, std::size_t> reasons;  // failures by code
  std::size_t unverified = 0;                  // rows with an address that nobody has checked
  std::uint64_t bytes = 0;                     // fetched
  double seconds = 0;
  bool interrupted = false;

  std::size_t count(Outcome outcome) const { return outcomes[static_cast<std::size_t>(outcome)]; }
};

// "5 rows: 2 fetched, 0 updated, 1 unchanged, 2 failed (1 not found, 1 robots.txt), ... in 3.0 s"
std::string to_line(const Summary& summary);

// Lines of a JSON Lines report; `kind` is "download", "issue", "summary".
std::string to_json_line(const Item& item);
std::string to_json_line(const text::SheetProblem& problem);
std::string to_json_line(const Summary& summary);

// Whom a harvest tells. Empty functions are not called.
struct Listener {
  std::function<void(const Item&)> item;
  std::function<void(const text::SheetProblem&)> problem;
  std::function<void(std::size_t done, std::size_t total, std::string_view url)> progress;
  std::function<bool()> stop;  // asked several times a second
};

}  // namespace lontar::harvest
