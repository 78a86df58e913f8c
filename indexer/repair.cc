#include "indexer/repair.h"

#include <algorithm>

#include "index/audit.h"
#include "indexer/run.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

// Those the index remembers, or else those that were named.
std::vector<fs::path> known_folders(const fs::path& index_dir, const std::vector<fs::path>& named) {
  const auto audit = index::Audit::open(index_dir);
  const auto records = audit ? audit->records() : audit.error();
  return records ? folders_of(*records) : named;
}

}  // namespace

bool Repair::mended(const Difference& difference) const {
  return std::ranges::none_of(after.differences, [&](const Difference& left) {
    return left.id == difference.id && left.file == difference.file && left.code == difference.code;
  });
}

Result<Repair> repair(const fs::path& index_dir, const std::vector<fs::path>& folders,
                      const Toolkit& kit, const Listener& listener) {
  Repair repair;
  const auto found = verify(index_dir, kit, listener);
  if (!found && found.error().code != ErrorCode::kDamaged) return found.error();

  Job job{known_folders(index_dir, folders), index_dir, index::WriteMode::kUpdate};
  job.missing = MissingFiles::kKeep;
  job.others_stay = true;
  if (!found && job.corpora.empty()) {
    return Error{ErrorCode::kDamaged,
                 index_dir.string() +
                     ": the index cannot be read, not even which folders it was made from; name "
                     "them: lontar-indexer verify --repair --index DIR CORPUS..."};
  }
  if (found) {
    if (found->differences.empty()) {
      repair.before = repair.after = *found;
      return repair;
    }
    repair.before = *found;
    for (const Difference& difference : found->differences) job.again.insert(difference.file);
  }
  // Nothing may be written into one that contradicts itself: Xapian follows its broken trees, and
  // has been seen to end the program in doing so.
  repair.made_anew = !found || found->contradicts_itself();
  if (!repair.made_anew) {
    // What is damaged may show only when it is changed.
    repair.made_anew = !run(job, kit, listener).ok();
  }
  if (repair.made_anew) {
    job.mode = index::WriteMode::kRebuild;
    if (const auto rebuilt = run(job, kit, listener); !rebuilt) return rebuilt.error();
  }
  auto after = verify(index_dir, kit, listener);
  if (!after) return after.error();
  repair.after = std::move(*after);
  return repair;
}

}  // namespace lontar::indexer
