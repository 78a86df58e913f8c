// The one Analyzer: indexing, querying and highlighting cut text into the same tokens, so a hit is
// always something that can be shown. A token is one surface term (NFC, lower-cased) and where it
// stands; stems, folds and synonyms are expanded at query time. Words are those of ICU's word
// segmentation (dictionaries for Thai, Lao, Khmer, Burmese, Chinese), with a fast path for plain
// ASCII; the section sign is a word, alone. Figures of every script are ASCII figures in terms.
// A token never cuts a grapheme cluster. Not thread-safe: one Analyzer per thread; cheap to keep,
// costly to make.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lontar::text {

struct Token {
  std::string_view term;  // lower-cased NFC, at most kMaxTermBytes; valid only during the visit
  std::size_t begin = 0;  // bytes of the analysed text
  std::size_t end = 0;
};

struct OwnedToken {
  std::string term;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const OwnedToken&) const = default;
};

// Longer words are cut to this at a character border; their tokens still cover the whole word.
inline constexpr std::size_t kMaxTermBytes = 120;

class Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // Calls `visit` for each token in order. `text` is valid UTF-8, as clean() leaves it; broken
  // bytes end a token and are skipped.
  void each(std::string_view text, const std::function<void(const Token&)>& visit);
  std::vector<OwnedToken> tokens(std::string_view text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::text
