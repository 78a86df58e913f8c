// An index over a corpus in temporary folders, and what a run says of it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "index/audit.h"
#include "indexer/run.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::indexer {

// Everything the index keeps of a document but its storage key.
struct Stored {
  index::Record record;
  std::vector<Passage> passages;

  bool operator==(const Stored& other) const {
    const auto fields = [](const Stored& of) {
      const index::Record& r = of.record;
      return std::tie(r.id, r.origin, r.media_type, r.part, r.pages, r.metadata, r.warnings,
                      of.passages);
    };
    return fields(*this) == fields(other);
  }
};
using Contents = std::map<std::string, Stored>;  // by id

inline Contents contents(const std::filesystem::path& index_dir) {
  Contents found;
  const auto audit = index::Audit::open(index_dir);
  EXPECT_TRUE(audit.ok()) << audit.error().message;
  const auto records = audit->records();
  for (const index::Record& record : *records) {
    found[record.id] = {record, *audit->passages(record)};
  }
  EXPECT_EQ(found.size(), records->size());
  return found;
}

// The configuration is read once for all tests: it does not change under them.
inline Toolkit& toolkit() {
  static Toolkit kit = [] {
    auto loaded = Toolkit::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
    EXPECT_TRUE(loaded.ok()) << loaded.error().message;
    return std::move(*loaded);
  }();
  return kit;
}

struct Told {
  Summary summary;
  std::vector<Entry> entries;
  std::vector<Issue> issues;

  // "outcome file" of every entry, sorted; with "#part" where there are parts.
  std::vector<std::string> brief() const {
    std::vector<std::string> lines;
    for (const Entry& entry : entries) {
      lines.push_back(std::string(name(entry.outcome)) + " " + entry.file +
                      (entry.part ? "#" + std::to_string(entry.part) : ""));
    }
    std::ranges::sort(lines);
    return lines;
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> found;
    for (const Issue& issue : issues) found.push_back(issue.code);
    std::ranges::sort(found);
    return found;
  }
  std::string id_of(const std::string& file, int part = 0) const {
    for (const Entry& entry : entries) {
      if (entry.file == file && entry.part == part) return entry.id;
    }
    return "";
  }
};

inline Result<Told> run_job(const Job& job, Toolkit& kit, std::function<bool()> stop = {}) {
  Told told;
  const Listener listener{[&](const Entry& entry) { told.entries.push_back(entry); },
                          [&](const Issue& issue) { told.issues.push_back(issue); },
                          {},
                          std::move(stop)};
  const auto summary = run(job, kit, listener);
  if (!summary) return summary.error();
  told.summary = *summary;
  return told;
}

class RunTest : public testing::Test {
 protected:
  Told update() { return go(index::WriteMode::kUpdate); }
  Told rebuild() { return go(index::WriteMode::kRebuild); }
  Told go(index::WriteMode mode) {
    auto told = run_job({{corpus_.path()}, index_.path(), mode}, toolkit());
    EXPECT_TRUE(told.ok()) << told.error().message;
    return std::move(*told);
  }
  Contents contents() const { return indexer::contents(index_.path()); }

  TempFolder corpus_;
  TempFolder index_;
};

}  // namespace lontar::indexer
