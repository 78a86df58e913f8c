#include "ocr/cache.h"

#include <algorithm>

namespace lontar::ocr {

bool is_cache_key(std::string_view key) {
  return key.size() > 2 && key.size() <= kMaxKeyBytes && std::ranges::all_of(key, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

}  // namespace lontar::ocr
