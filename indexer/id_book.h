// Who has which id in the run at hand. Ids are given in the order of the files' paths, so that an
// update gives the same ids as building the index anew.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/id_registry.h"

namespace lontar::indexer {

class IdBook {
 public:
  explicit IdBook(IdRegistry& registry) : registry_(registry) {}

  // A document outside of the run: keeps its id as long as its file is there.
  void hold(const std::string& id, const Place& place) { outside_.emplace(id, place); }
  // A document inside the run that keeps its id without being looked at.
  void keep(const std::string& id, const Place& place) {
    given_.insert_or_assign(id, place);
    kept_.insert(id);
  }

  struct Given {
    std::string id;
    const Place* claimed_by_other = nullptr;  // who has the id that was claimed in vain
  };
  // The claimed id if it is free, else the registry's for this place and content.
  Given give(const Place& place, const std::string& claim, const std::string& hash,
             std::string_view name);
  // Whether give() would still give `id`; then it is given, as `given` says.
  bool confirm(const std::string& id, const Place& place, const std::string& claim, Given& given);
  // Takes a confirmation back.
  void withdraw(const std::string& id) { given_.erase(id); }

  bool is_given(const std::string& id) const { return given_.contains(id); }
  bool is_kept(const std::string& id) const { return kept_.contains(id); }

 private:
  const Place* holder(const std::string& id) const;

  IdRegistry& registry_;
  std::unordered_map<std::string, Place> given_;
  std::unordered_map<std::string, Place> outside_;
  std::unordered_set<std::string> kept_;
};

}  // namespace lontar::indexer
