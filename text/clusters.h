// Grapheme clusters: what a reader takes for one character, and nothing may be cut inside.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace lontar::text {

// Whether words are written without spaces in the script of the first letter: Thai, Lao, Khmer,
// Burmese, Chinese, Japanese and their kin. Safe from any thread.
bool is_unspaced(std::string_view text);

// Whether a cluster may begin at this byte of a term: quick, and right for the scripts above and
// all whose clusters are a base and its marks. Safe from any thread.
bool begins_cluster(std::string_view term, std::size_t at);

// Cuts text by the extended grapheme clusters of Unicode's UAX #29, as ICU has them. One per
// thread.
class Clusters {
 public:
  Clusters();
  ~Clusters();
  Clusters(Clusters&&) noexcept;
  Clusters& operator=(Clusters&&) noexcept;

  // Byte offsets at which clusters begin, and the end of the text; just 0 for an empty text. The
  // text is valid UTF-8.
  std::vector<std::size_t> borders(std::string_view text);

  // The nearest border of `text` at or before, at or after a byte offset.
  std::size_t at_or_before(std::string_view text, std::size_t at);
  std::size_t at_or_after(std::string_view text, std::size_t at);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::text
