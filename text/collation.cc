#include "text/collation.h"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace lontar::text {

struct Collator::Impl {
  std::unique_ptr<icu::Collator> collator;
};

Collator::Collator() : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  impl_->collator.reset(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return;  // ICU without its data: key() falls back to the bytes
  impl_->collator->setAttribute(UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, status);
}

Collator::~Collator() = default;
Collator::Collator(Collator&&) noexcept = default;
Collator& Collator::operator=(Collator&&) noexcept = default;

std::string Collator::key(std::string_view text, std::size_t max_bytes) const {
  if (!impl_->collator) return std::string(text.substr(0, max_bytes));
  const auto unicode =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  std::string key(max_bytes, '\0');
  const auto length = impl_->collator->getSortKey(unicode, reinterpret_cast<uint8_t*>(key.data()),
                                                  static_cast<int32_t>(max_bytes));
  // The key's length counts its closing zero byte, which sorts nothing.
  key.resize(std::min(max_bytes, static_cast<std::size_t>(std::max(length - 1, 0))));
  return key;
}

}  // namespace lontar::text
