#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "text/nfc_internal.h"

namespace lontar::text {

std::string nfc(std::string text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || form->isNormalizedUTF8(text, status)) return text;
  std::string normal;
  normal.reserve(text.size());
  icu::StringByteSink<std::string> sink(&normal);
  status = U_ZERO_ERROR;
  form->normalizeUTF8(0, text, sink, nullptr, status);
  return U_SUCCESS(status) ? normal : text;
}

}  // namespace lontar::text
