// The Suggester of the newest generation, for all threads of a program. It is made by the first
// thread that asks on a new generation; the others are meanwhile answered from the one before,
// so that typing never holds up the searches that share their threads. Searches never wait for it.
// Thread-safe.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "search/knowledge.h"
#include "search/suggester.h"

namespace lontar::search {

class SharedSuggester {
 public:
  explicit SharedSuggester(const Knowledge& knowledge);

  // Of the snapshot's generation or a newer one; of an older one while another thread makes it.
  // Waits only for the very first. Throws Xapian::Error as the snapshot does.
  std::shared_ptr<const Suggester> get(const index::Snapshot& snapshot, const Columns& columns,
                                       text::Analyzer& analyzer);

 private:
  const std::vector<TopicLabel> topics_;
  std::mutex mutex_;
  std::condition_variable made_;
  bool making_ = false;
  std::shared_ptr<const Suggester> newest_;
};

}  // namespace lontar::search
