// Whatever happens to a corpus, updating after each step ends where building anew ends.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "indexer/verify.h"
#include "tests/unit/indexer/run_fixture.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFiles[] = {"a.txt", "b.txt", "c/d.txt", "c/e.txt"};
constexpr const char* kTexts[] = {"alpha beta", "gamma delta", "epsilon zeta"};

struct Edit {
  enum Kind { kWrite, kRemove, kRename, kCatalogue, kCopy } kind;
  int file, other, text;
};

std::ostream& operator<<(std::ostream& out, const Edit& edit) {
  return out << edit.kind << " " << edit.file << " " << edit.other << " " << edit.text << "; ";
}

rc::Gen<Edit> any_edit() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, 5), rc::gen::inRange(0, 4),
                                     rc::gen::inRange(0, 4), rc::gen::inRange(0, 3)),
                      [](const std::tuple<int, int, int, int>& numbers) {
                        const auto [kind, file, other, text] = numbers;
                        return Edit{static_cast<Edit::Kind>(kind), file, other, text};
                      });
}

void apply(const Edit& edit, const TempFolder& corpus) {
  const fs::path file = corpus.path() / kFiles[edit.file];
  const fs::path other = corpus.path() / kFiles[edit.other];
  switch (edit.kind) {
    case Edit::kWrite:
      return corpus.write(kFiles[edit.file], kTexts[edit.text]);
    case Edit::kRemove:
      fs::remove(file);
      return;
    case Edit::kRename:
      fs::create_directories(other.parent_path());
      if (fs::exists(file)) fs::rename(file, other);
      return;
    case Edit::kCopy:
      fs::create_directories(other.parent_path());
      if (fs::exists(file) && file != other) {
        fs::copy_file(file, other, fs::copy_options::overwrite_existing);
      }
      return;
    case Edit::kCatalogue:
      // Two files may claim one id, and a row may name a file that is not there.
      corpus.write("catalogue.csv", std::string("file,id,title\n") + kFiles[edit.file] +
                                        ",same,\n" + kFiles[edit.other] + ",same," +
                                        kTexts[edit.text] + "\n");
      return;
  }
}

RC_GTEST_PROP(Run, UpdatesEndWhereARebuildEnds, ()) {
  const auto steps = *rc::gen::container<std::vector<std::vector<Edit>>>(
      rc::gen::resize(6, rc::gen::container<std::vector<Edit>>(any_edit())));
  if (steps.size() > 8) RC_DISCARD("long enough");
  const TempFolder corpus, index;
  const auto go = [&](index::WriteMode mode) {
    Job job{{corpus.path()}, index.path(), mode};
    job.missing = MissingFiles::kWithdraw;
    const auto told = run_job(job, toolkit());
    RC_ASSERT(told.ok());
  };
  for (const auto& edits : steps) {
    for (const Edit& edit : edits) {
      RC_LOG() << edit;
      apply(edit, corpus);
    }
    RC_LOG() << "update\n";
    go(index::WriteMode::kUpdate);
  }
  go(index::WriteMode::kUpdate);
  const Contents updated = contents(index.path());
  const auto checked = verify(index.path(), toolkit(), {});
  RC_ASSERT(checked.ok());
  for (const Difference& difference : checked->differences) {
    RC_LOG() << difference.file << ": " << difference.message << "\n";
  }
  RC_ASSERT(checked->differences.empty());
  go(index::WriteMode::kRebuild);
  const Contents rebuilt = contents(index.path());
  for (const auto& [id, stored] : updated)
    RC_LOG() << "updated " << id << " " << stored.record.origin.file << "\n";
  for (const auto& [id, stored] : rebuilt)
    RC_LOG() << "rebuilt " << id << " " << stored.record.origin.file << "\n";
  RC_ASSERT(updated == rebuilt);
}

}  // namespace
}  // namespace lontar::indexer
