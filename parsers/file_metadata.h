// What a file says about itself, put into the form that Metadata keeps: dates in ISO 8601,
// languages in BCP 47, states of ASEAN by their codes, "unknown" as nothing. Every parser offers
// its findings through this, so that the same words mean the same thing in every format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "text/languages.h"

namespace lontar::parsers {

// Writes into `document` (metadata with Source::kFile, and warnings about what cannot be read);
// both arguments must outlive it.
class FileMetadata {
 public:
  FileMetadata(ParsedDocument& document, const text::Languages& languages)
      : document_(document), languages_(languages) {}

  // What the file gives for `field`, as it stands there. A field counts as given when one value is
  // known, even if none is kept (parties of which no state is in ASEAN).
  void offer(Field field, std::vector<std::string> values);
  void offer(Field field, std::string value) { offer(field, std::vector{std::move(value)}); }

 private:
  std::string normalised(Field field, std::string value);
  std::string iso_date(const std::string& value);

  ParsedDocument& document_;
  const text::Languages& languages_;
};

// "eng" and "EN-gb" as "en"; a code of no known language as it stands, in lower case.
std::string language_code(std::string_view code, const text::Languages& languages);

}  // namespace lontar::parsers
