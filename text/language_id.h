// Which language a text is in: by script where one script means one language, by libexttextcat's
// n-gram profiles among the Latin-script languages. Not thread-safe: one identifier per thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "text/languages.h"

namespace lontar::text {

class LanguageIdentifier {
 public:
  // `languages` must outlive the identifier.
  static Result<LanguageIdentifier> create(const Languages& languages);
  ~LanguageIdentifier();
  LanguageIdentifier(LanguageIdentifier&&) noexcept;
  LanguageIdentifier& operator=(LanguageIdentifier&&) noexcept;

  // BCP 47 code, or "" when the text is too short or nothing fits.
  std::string identify(std::string_view text);

 private:
  struct Impl;
  explicit LanguageIdentifier(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::text
