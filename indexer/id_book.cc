#include "indexer/id_book.h"

#include <filesystem>
#include <system_error>

namespace lontar::indexer {

const Place* IdBook::holder(const std::string& id) const {
  if (const auto given = given_.find(id); given != given_.end()) return &given->second;
  const auto outside = outside_.find(id);
  if (outside == outside_.end()) return nullptr;
  std::error_code error;
  const bool gone = !std::filesystem::exists(outside->second.path, error) && !error;
  return gone ? nullptr : &outside->second;
}

IdBook::Given IdBook::give(const Place& place, const std::string& claim, const std::string& hash,
                           std::string_view name) {
  Given given;
  if (!claim.empty()) {
    given.claimed_by_other = holder(claim);
    if (!given.claimed_by_other) given.id = claim;
  }
  if (given.id.empty()) {
    given.id = registry_.id_for(place, hash, name, [this](std::string_view id) {
      return holder(std::string(id)) != nullptr;
    });
  }
  given_.emplace(given.id, place);
  return given;
}

bool IdBook::confirm(const std::string& id, const Place& place, const std::string& claim,
                     Given& given) {
  given = {id, nullptr};
  if (holder(id)) return false;
  if (claim != id) {
    if (!claim.empty()) {
      given.claimed_by_other = holder(claim);
      if (!given.claimed_by_other) return false;
    }
    const std::string* kept = registry_.find(place);
    if (!kept || *kept != id) return false;
  }
  given_.emplace(id, place);
  return true;
}

}  // namespace lontar::indexer
