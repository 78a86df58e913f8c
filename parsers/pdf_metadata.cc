#include "parsers/pdf_metadata.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "parsers/pdf_title.h"
#include "parsers/pdf_unicode.h"
#include "text/clean.h"

namespace lontar::parsers::pdf {
namespace {

// Words that say that the date after them is the document's own; lower case.
constexpr std::string_view kDatePhrases[] = {
    "decision date",
    "date of decision",
    "date of judgment",
    "judgment date",
    "date of judgement",
    "done at",
    "done in",
    "done this",
    "signed at",
    "signed in",
    "signed on",
    "adopted on",
    "adopted at",
    "adopted in",
    "adopted by",
    "promulgated on",
    "issued on",
    "dated",
    "date of royal assent",
    "ditetapkan di",
    "ditetapkan pada tanggal",
    "diputuskan pada",
    "ditandatangani di",
    "ditandatangani pada",
    "diperbuat di",
    "bertarikh",
    "tarikh keputusan",
    "dibuat di",
    "ให้ไว้ ณ วันที่",
    "ลงนาม ณ",
    "ประกาศ ณ วันที่",
    "hà nội, ngày",
    "làm tại",
    "ký tại",
    "ban hành ngày",
    "fait à",
    "hecho en",
    "feito em",
    "feito a",
    "nilagdaan",
    "pinagtibay",
};
constexpr std::size_t kDateReach = 120;  // bytes from the phrase to its date

struct FoundDate {
  Date date;
  std::string evidence;
};

bool word_border_before(std::string_view text, std::size_t at) {
  return at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]));
}

std::optional<FoundDate> date_in(const Block& block, std::string_view after,
                                 const text::Languages& languages) {
  const std::string low = lower_case(block.text);
  for (const std::string_view phrase : kDatePhrases) {
    const std::size_t at = low.find(phrase);
    if (at == std::string::npos || !word_border_before(low, at)) continue;
    // Lower-casing may move bytes; both texts are then searched from the phrase's beginning.
    const std::size_t begin = low.size() == block.text.size() ? at : 0;
    const std::string text = block.text.substr(begin) + '\n' + std::string(after);
    for (const text::FoundDate& found : text::find_dates(text, languages)) {
      if (found.begin > phrase.size() + kDateReach) break;
      if (found.date.day == 0) continue;
      std::string words = text.substr(0, found.end);
      std::replace(words.begin(), words.end(), '\n', ' ');
      return FoundDate{found.date, "page " + std::to_string(block.page) + ": " + words};
    }
  }
  return std::nullopt;
}

// Looks at the beginning and the end: phrases in the middle speak of other documents.
std::optional<FoundDate> infer_date(const std::vector<Block>& blocks,
                                    const text::Languages& languages) {
  constexpr std::size_t kBeginning = 30, kEnd = 40;
  const auto look = [&](std::size_t i) {
    std::string after;
    for (std::size_t j = i + 1; j < std::min(blocks.size(), i + 3); ++j)
      after += blocks[j].text + '\n';
    return date_in(blocks[i], after, languages);
  };
  for (std::size_t i = 0; i < std::min(blocks.size(), kBeginning); ++i) {
    if (auto found = look(i)) return found;
  }
  for (std::size_t i = blocks.size(); i-- > 0 && blocks.size() - i <= kEnd;) {
    if (auto found = look(i)) return found;
  }
  return std::nullopt;
}

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
