#include "search-api/text_parts.h"

namespace lontar::api {

std::vector<std::size_t> part_ends(std::string_view text) {
  std::vector<std::size_t> ends;
  std::size_t begin = 0;
  while (text.size() - begin > kPartBytes) {
    const std::string_view part = text.substr(begin, kPartBytes);
    std::size_t size = part.rfind('\n');
    if (size == std::string_view::npos || size < kPartBytes / 2) size = part.rfind(' ');
    if (size == std::string_view::npos || size < kPartBytes / 2) {
      size = kPartBytes;
      while ((static_cast<unsigned char>(text[begin + size]) & 0xC0) == 0x80) --size;
    } else {
      ++size;
    }
    begin += size;
    ends.push_back(begin);
  }
  ends.push_back(text.size());
  return ends;
}

}  // namespace lontar::api
