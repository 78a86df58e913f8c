// Pages that were read before, by what they were read from: reading one takes seconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ocr/page.h"

namespace lontar::ocr {

// Implementations say which threads may call them. None fails: what cannot be found or kept is
// simply read again.
class Cache {
 public:
  virtual ~Cache() = default;
  // `key` is a name of lower-case letters, digits, '-' and '_' (Engine::key).
  virtual std::optional<Page> find(const std::string& key) = 0;
  virtual void keep(const std::string& key, const Page& page) = 0;
};

inline constexpr std::size_t kMaxKeyBytes = 120;
bool is_cache_key(std::string_view key);

}  // namespace lontar::ocr
