#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>
#include <utility>

#include "search/answer.h"

namespace lontar::search {
namespace {

std::string utc(std::int64_t nanoseconds) {
  const auto seconds = static_cast<std::time_t>(nanoseconds / 1'000'000'000);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

}  // namespace

std::string Latest::when(const index::Record& record) const {
  if (history) {
    const auto events = history->until(record.id, generation);
    if (!events.empty()) return events.back().when;
  }
  return utc(record.origin.mtime);
}

Latest read_latest(const index::Snapshot& snapshot, const Columns& columns,
                   std::shared_ptr<const index::History> history) {
  struct Known {
    std::string_view when;
    std::uint32_t document;
  };
  std::vector<Known> known;
  if (history) {
    history->each_last(columns.generation, [&](const std::string& id, const index::Event& event) {
      if (const auto document = snapshot.find(id)) known.push_back({event.when, *document});
    });
  }
  std::ranges::sort(known, [&](const Known& a, const Known& b) {
    if (a.when != b.when) return a.when > b.when;
    const auto a_rank = columns.newest_ranks[a.document];
    const auto b_rank = columns.newest_ranks[b.document];
    return a_rank != b_rank ? a_rank < b_rank : a.document < b.document;
  });
  Latest latest{columns.generation, std::move(history), columns.newest_ranks};
  const auto behind = static_cast<std::uint32_t>(known.size());
  for (std::uint32_t& rank : latest.ranks) rank += behind;
  for (std::uint32_t place = 0; place < behind; ++place) {
    latest.ranks[known[place].document] = place;
  }
  return latest;
}

}  // namespace lontar::search
