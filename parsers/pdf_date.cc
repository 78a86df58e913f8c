#include "parsers/pdf_date.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "parsers/pdf_unicode.h"

namespace lontar::parsers::pdf {
namespace {

// What says that the date after it is the document's own.
enum class Kind {
  kLabel,    // a heading in a table of facts; its date follows at once
  kFormula,  // opens a sentence; its date may follow the place and the names
};

struct Phrase {
  std::string_view words;  // lower case
  Kind kind;
};

constexpr Phrase kPhrases[] = {
    {"decision date", Kind::kLabel},
    {"date of decision", Kind::kLabel},
    {"date of judgment", Kind::kLabel},
    {"judgment date", Kind::kLabel},
    {"date of judgement", Kind::kLabel},
    {"date of royal assent", Kind::kLabel},
    {"tarikh keputusan", Kind::kLabel},
    {"bertarikh", Kind::kFormula},
    {"done at", Kind::kFormula},
    {"done in", Kind::kFormula},
    {"done this", Kind::kFormula},
    {"signed at", Kind::kFormula},
    {"signed in", Kind::kFormula},
    {"signed on", Kind::kFormula},
    {"adopted on", Kind::kFormula},
    {"adopted at", Kind::kFormula},
    {"adopted in", Kind::kFormula},
    {"adopted by", Kind::kFormula},
    {"promulgated on", Kind::kFormula},
    {"issued on", Kind::kFormula},
    {"dated", Kind::kFormula},
    {"ditetapkan di", Kind::kFormula},
    {"ditetapkan pada tanggal", Kind::kFormula},
    {"diputuskan pada", Kind::kFormula},
    {"ditandatangani di", Kind::kFormula},
    {"ditandatangani pada", Kind::kFormula},
    {"diperbuat di", Kind::kFormula},
    {"dibuat di", Kind::kFormula},
    {"ให้ไว้ ณ วันที่", Kind::kFormula},
    {"ลงนาม ณ", Kind::kFormula},
    {"ประกาศ ณ วันที่", Kind::kFormula},
    {"hà nội, ngày", Kind::kLabel},
    {"làm tại", Kind::kFormula},
    {"ký tại", Kind::kFormula},
    {"ban hành ngày", Kind::kFormula},
    {"fait à", Kind::kFormula},
    {"hecho en", Kind::kFormula},
    {"feito em", Kind::kFormula},
    {"feito a", Kind::kFormula},
    {"nilagdaan", Kind::kFormula},
    {"pinagtibay", Kind::kFormula},
};
constexpr std::size_t kDateReach = 120;  // bytes from the phrase to its date

std::string_view trimmed(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// A label starts with a capital, and not in the middle of a sentence: "the date of judgment" and
// "ký tại Hà Nội, ngày" are mentions.
bool is_label(std::string_view text, std::size_t at) {
  const std::string_view before = trimmed(text.substr(0, at));
  if (before.empty()) return true;
  const char32_t last = last_character(before);
  return is_upper(first_character(text.substr(at))) && !is_lower(last) && last != U',';
}

// "Resolution adopted by ..." is a formula too: the kind of document, and what was done with it.
bool is_kind_of_document(std::string_view words) {
  constexpr std::ptrdiff_t kMostSpaces = 1;  // "Joint Statement"
  if (std::ranges::count(words, ' ') > kMostSpaces || words.ends_with(',')) return false;
  const std::size_t second = words.find(' ') + 1;
  return is_upper(first_character(words)) && is_upper(first_character(words.substr(second)));
}

// A block that starts with a small letter goes on with a sentence begun before, unless it is set as
// a line of a title.
bool opens_sentence(const Block& block, std::string_view text, std::size_t at) {
  const std::string_view before = trimmed(text.substr(0, at));
  if (before.empty()) return !is_lower(first_character(text)) || block.centred || block.bold;
  return before.ends_with('.') || before.ends_with(':') || is_kind_of_document(before);
}

bool is_own(const Phrase& phrase, const Block& block, std::string_view text, std::size_t at) {
  const bool inside_word = at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1]));
  if (inside_word) return false;
  return phrase.kind == Kind::kLabel ? is_label(text, at) : opens_sentence(block, text, at);
}

// Whether the words up to the date still belong to the phrase.
bool leads_to_date(const Phrase& phrase, std::string_view between) {
  if (phrase.kind == Kind::kLabel) {
    return std::ranges::none_of(between, [](unsigned char c) { return std::isalnum(c); });
  }
  if (between.size() > kDateReach) return false;
  // A sentence that ends on the way; "St. Petersburg" and "B.E." are no ends.
  for (std::size_t at = between.find(". "); at != between.npos; at = between.find(". ", at + 1)) {
    constexpr std::size_t kLongestShortForm = 3;
    const std::size_t word = between.find_last_of(" .", at ? at - 1 : 0);
    if (at - (word == between.npos ? 0 : word + 1) > kLongestShortForm) return false;
  }
  return true;
}

std::optional<DocumentDate> date_in(const Block& block, std::string_view after,
                                    const text::Languages& languages) {
  const std::string low = lower_case(block.text);
  // Lower-casing may move bytes; then there are no capitals to be seen.
  const std::string& written = low.size() == block.text.size() ? block.text : low;
  for (const Phrase& phrase : kPhrases) {
    const std::size_t at = low.find(phrase.words);
    if (at == std::string::npos || !is_own(phrase, block, written, at)) continue;
    const std::string text = written.substr(at) + '\n' + std::string(after);
    for (const text::FoundDate& found : text::find_dates(text, languages)) {
      const std::string_view rest = std::string_view(text).substr(phrase.words.size());
      const std::size_t begin = std::max(found.begin, phrase.words.size());
      if (!leads_to_date(phrase, rest.substr(0, begin - phrase.words.size()))) break;
      if (found.date.day == 0) continue;
      std::string words = text.substr(0, found.end);
      std::ranges::replace(words, '\n', ' ');
      return DocumentDate{found.date, "page " + std::to_string(block.page) + ": " + words};
    }
  }
  return std::nullopt;
}

}  // namespace

// Looks at the beginning and the end: phrases in the middle speak of other documents.
std::optional<DocumentDate> infer_date(const std::vector<Block>& blocks,
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

}  // namespace lontar::parsers::pdf
