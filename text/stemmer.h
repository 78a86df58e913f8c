// Stems: what the forms of a word have in common. Used at query time only; the index holds words as
// they are written. Owned by its user; not thread-safe: one Stemmer per thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace lontar::text {

class Stemmer {
 public:
  // By name as in config/languages.toml: one of Snowball's ("english", "indonesian", ...); the
  // error names the known ones.
  static Result<Stemmer> make(std::string_view name);
  static bool is_known(std::string_view name);

  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  // The stem of a term as the Analyzer makes it; valid until the next call. A term with a figure in
  // it is its own stem.
  std::string_view stem(std::string_view term);

 private:
  struct Impl;
  explicit Stemmer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::text
