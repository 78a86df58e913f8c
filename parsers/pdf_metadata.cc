#include "parsers/pdf_metadata.h"

#include <utility>

#include "parsers/pdf_date.h"
#include "parsers/pdf_title.h"
#include "text/clean.h"

namespace lontar::parsers::pdf {
namespace {

// /Lang when it is a language we know; "x-default", "C" and guesses of programs fall through.
std::string file_language(const FileInfo& file, const text::Languages& languages) {
  const text::Language* known = languages.find(text::clean_line(file.language));
  return known == nullptr ? "" : known->code;
}

}  // namespace

Metadata find_metadata(const FileInfo& file, std::string_view file_name,
                       const std::vector<Block>& blocks, bool readable,
                       const text::Languages& languages) {
  Metadata out;
  FoundTitle title = find_title(file.title, file_name, blocks, readable);
  if (!title.text.empty()) {
    out.offer(Field::kTitle, std::move(title.text), title.source, std::move(title.evidence));
  }
  if (auto date = readable ? infer_date(blocks, languages) : std::nullopt) {
    out.offer(Field::kDate, date->date.iso(), Source::kInferred, std::move(date->evidence));
  }
  std::string language = file_language(file, languages);
  if (!language.empty()) out.offer(Field::kLanguage, std::move(language), Source::kFile);
  return out;
}

}  // namespace lontar::parsers::pdf
