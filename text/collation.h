// Sorting titles as readers expect it. Not thread-safe: one Collator per thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace lontar::text {

class Collator {
 public:
  Collator();
  ~Collator();
  Collator(Collator&&) noexcept;
  Collator& operator=(Collator&&) noexcept;

  // A byte string that compares as the text sorts by the root collation of the Unicode Collation
  // Algorithm (UTS #10): case and accents matter only between otherwise equal texts; leading
  // punctuation is ignored. At most `max_bytes` long.
  std::string key(std::string_view text, std::size_t max_bytes) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::text
