#include "indexer/withdrawal.h"

namespace lontar::indexer {
namespace {

// Fewer are never many, so that a small folder can be tidied up.
constexpr std::size_t kFew = 10;

}  // namespace

std::string to_sentence(const MassWithdrawal& withdrawal) {
  const std::string documents = std::to_string(withdrawal.documents);
  if (withdrawal.empty) {
    return withdrawal.corpus + " is empty, and " + documents +
           (withdrawal.documents == 1 ? " document" : " documents") + " came from it";
  }
  return withdrawal.corpus + " no longer holds the files of " + std::to_string(withdrawal.missing) +
         " of its " + documents + " documents";
}

Issue issue_of(const MassWithdrawal& withdrawal) {
  return {withdrawal.corpus,
          "",
          0,
          "",
          kMassWithdrawal,
          to_sentence(withdrawal) +
              "; they stay in the index. If they are gone for good, run it again with --withdraw; "
              "if the folder is not always there, with --keep-missing"};
}

void Withdrawals::count(const index::Record& record, bool missing) {
  Folder& folder = folders_[sources_.corpus_of(path_of(record.origin))];
  ++folder.documents;
  if (missing) ++folder.missing;
}

void Withdrawals::decide(MissingFiles policy, const Listener& listener) {
  for (auto& [corpus, folder] : folders_) {
    folder.keep = policy == MissingFiles::kKeep;
    if (policy != MissingFiles::kAsk || folder.missing == 0) continue;
    const bool empty = !sources_.has_files(corpus);
    const bool many = folder.missing >= kFew && folder.missing * 100 > folder.documents * percent_;
    if (!many && !empty) continue;
    const MassWithdrawal found{std::string(corpus), folder.missing, folder.documents, empty};
    if (listener.may_withdraw && listener.may_withdraw(found)) continue;
    folder.keep = true;
    doubted_.push_back(found);
  }
}

bool Withdrawals::leaves(const index::Record& record) const {
  const auto folder = folders_.find(sources_.corpus_of(path_of(record.origin)));
  return folder != folders_.end() && !folder->second.keep;
}

}  // namespace lontar::indexer
