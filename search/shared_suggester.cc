#include "search/shared_suggester.h"

#include "index/snapshot.h"

namespace lontar::search {
namespace {

std::vector<TopicLabel> labels_of(const Knowledge& knowledge) {
  std::vector<TopicLabel> labels;
  if (!knowledge.taxonomy) return labels;
  for (const knowledge::Concept& topic : knowledge.taxonomy->concepts(Field::kTopics)) {
    for (const auto& [language, label] : topic.labels) {
      labels.push_back({topic.code, label, language});
    }
  }
  return labels;
}

}  // namespace

SharedSuggester::SharedSuggester(const Knowledge& knowledge) : topics_(labels_of(knowledge)) {}

std::shared_ptr<const Suggester> SharedSuggester::get(const index::Snapshot& snapshot,
                                                      const Columns& columns,
                                                      text::Analyzer& analyzer) {
  std::unique_lock lock(mutex_);
  const auto fresh = [&] { return newest_ && newest_->generation() >= snapshot.generation(); };
  made_.wait(lock, [&] { return newest_ || !making_; });
  if (fresh() || making_) return newest_;
  making_ = true;
  lock.unlock();
  std::shared_ptr<const Suggester> made;
  const auto finish = [&] {
    lock.lock();
    making_ = false;
    if (made) newest_ = made;
    made_.notify_all();
  };
  try {
    made = std::make_shared<const Suggester>(snapshot, columns, topics_, analyzer);
  } catch (...) {
    finish();
    throw;
  }
  finish();
  return made;
}

}  // namespace lontar::search
