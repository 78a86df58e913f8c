// Which documents leave the index because their files are no longer there. A file that is gone
// takes its documents with it; but a folder that lost many at once is more often not mounted, or
// moved, than cleared on purpose: that is asked first, and they stay where nobody says yes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/record.h"
#include "indexer/collection.h"
#include "indexer/report.h"

namespace lontar::indexer {

// What is done with documents whose file is gone.
enum class MissingFiles {
  kAsk,       // they leave; when they are many, only if the listener says so
  kWithdraw,  // they leave
  kKeep,      // they stay, for folders that are not always there
};

// "/srv/docs no longer holds the files of 412 of its 4100 documents".
std::string to_sentence(const MassWithdrawal& withdrawal);
// What to do about one that nobody confirmed.
inline constexpr const char* kMassWithdrawal = "mass-withdrawal";
Issue issue_of(const MassWithdrawal& withdrawal);

// Used by one thread. Every document of the index is counted once, then decide() is called once.
class Withdrawals {
 public:
  // `percent`: of a folder's documents, more than these are many.
  Withdrawals(const Collection& sources, unsigned percent) : sources_(sources), percent_(percent) {}

  // A document from one of the run's folders; `missing` when its file is gone and nobody else has
  // its id.
  void count(const index::Record& record, bool missing);

  // Which folders lose more than is believed without asking; none unless `policy` is kAsk.
  const std::vector<MassWithdrawal>& doubted() const { return doubted_; }
  // Asks, once for each folder, what to do.
  void decide(MissingFiles policy, const Listener& listener);
  // Whether a document that is missing leaves.
  bool leaves(const index::Record& record) const;

 private:
  struct Folder {
    std::size_t documents = 0;
    std::size_t missing = 0;
    bool keep = false;
  };

  const Collection& sources_;
  unsigned percent_;
  std::map<std::string_view, Folder> folders_;  // by the path of the corpus
  std::vector<MassWithdrawal> doubted_;
};

}  // namespace lontar::indexer
