#include "index/change_log.h"

#include <utility>

namespace lontar::index {

std::optional<Record> ChangeLog::earlier(std::string_view id) {
  if (before_) {
    const auto document = before_->find(id);
    return document ? std::optional(before_->record(*document)) : std::nullopt;
  }
  if (!replaced_) return {};
  try {
    const auto document = replaced_->find(id);
    return document ? std::optional(replaced_->record(*document)) : std::nullopt;
  } catch (const Xapian::Error&) {
    replaced_.reset();  // a rebuild is the way out of a damaged index
    return {};
  }
}

void ChangeLog::put(const Document& document) {
  put_.insert(document.id);
  const auto record = earlier(document.id);
  if (!record) {
    new_.emplace(document.id, event_of(Event::Kind::kReturned, record_of(document, 0)));
  } else if (is_another_version(*record, document)) {
    events_.insert_or_assign(document.id, change_event(*record, document));
  } else {
    events_.erase(document.id);
  }
}

void ChangeLog::remove(std::string_view id) {
  const std::string key(id);
  if (put_.contains(key)) return;
  if (const auto record = earlier(id)) {
    events_.insert_or_assign(key, event_of(Event::Kind::kWithdrawn, *record));
  }
}

void ChangeLog::withdraw_the_rest() {
  try {
    const Xapian::Database& database = replaced_->database();
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
      const Record record = replaced_->record(*it);
      if (!put_.contains(record.id)) {
        events_.insert_or_assign(record.id, event_of(Event::Kind::kWithdrawn, record));
      }
    }
  } catch (const Xapian::Error&) {
    replaced_.reset();
  }
}

Result<void> ChangeLog::save(const std::filesystem::path& dir, std::uint64_t committed) {
  auto history = History::load(dir);
  if (!history) return history.error();
  history->drop_after(committed);
  if (replaced_) withdraw_the_rest();
  const bool followed = before_ || replaced_;  // else all documents are new to us, known or not
  for (const auto& [id, event] : new_) {
    if (history->withdrawal(id, committed)) {
      history->add(id, event, committed + 1);
    } else if (followed) {
      history->add(id, {.kind = Event::Kind::kAdded}, committed + 1);
    }
  }
  for (const auto& [id, event] : events_) history->add(id, event, committed + 1);
  return history->save();
}

}  // namespace lontar::index
