// What a run has told so far: every entry and issue goes to the listener and is counted here.
#pragma once

#include <string>

#include "indexer/report.h"

namespace lontar::indexer {

class Ledger {
 public:
  explicit Ledger(const Listener& listener) : listener_(listener) {}

  void tell(const Entry& entry) {
    summary.add(entry);
    if (listener_.entry) listener_.entry(entry);
  }
  void tell(const Issue& issue) {
    ++summary.issues;
    if (listener_.issue) listener_.issue(issue);
  }

  Summary summary;

 private:
  const Listener& listener_;
};

}  // namespace lontar::indexer
