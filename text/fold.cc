#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

namespace lontar::text {
namespace {

// Letters that no decomposition takes apart, as they are typed without the key for them; and the
// letters of Arabic script that stand for each other, because keyboards for Arabic, Persian and
// Jawi put different ones on the same key.
struct Replacement {
  char16_t letter;
  const char16_t* by;
};
constexpr Replacement kReplacements[] = {
    {u'\'', u""},                                // jum'at, ne'e
    {u'\u00DF', u"ss"},                          // sharp s
    {u'\u00E6', u"ae"},     {u'\u00F0', u"d"},   // eth
    {u'\u00F8', u"o"},      {u'\u00FE', u"th"},  // thorn
    {u'\u0111', u"d"},      {u'\u0127', u"h"},
    {u'\u0131', u"i"},                          // dotless i
    {u'\u0142', u"l"},      {u'\u014B', u"n"},  // eng
    {u'\u0153', u"oe"},     {u'\u0167', u"t"},
    {u'\u0180', u"b"},      {u'\u01E5', u"g"},
    {u'\u02BB', u""},  // letters that look like apostrophes
    {u'\u02BC', u""},       {u'\u02BE', u""},
    {u'\u02BF', u""},       {u'\u0259', u"e"},  // schwa
    {u'\u0268', u"i"},      {u'\u0289', u"u"},
    {u'\u0621', u""},  // hamza on the line
    {u'\u0640', u""},  // tatweel
    {u'\u0671', u"\u0627"}, {u'\u0672', u"\u0627"},
    {u'\u0673', u"\u0627"}, {u'\u0674', u""},
    {u'\u0675', u"\u0627"}, {u'\u0649', u"\u064A"},  // alef maksura, Farsi yeh, yeh of Jawi: yeh
    {u'\u06CC', u"\u064A"}, {u'\u06CD', u"\u064A"},
    {u'\u06D0', u"\u064A"}, {u'\u06D2', u"\u064A"},
    {u'\u06A9', u"\u0643"},                          // keheh, swash kaf: kaf
    {u'\u06AA', u"\u0643"}, {u'\u06AC', u"\u0762"},  // gaf of older Jawi, of Persian: gaf of Jawi
    {u'\u06AF', u"\u0762"}, {u'\u067E', u"\u06A4"},  // peh of Persian: pa of Jawi
    {u'\u06CB', u"\u0648"},                          // va: waw
    {u'\u06CF', u"\u0648"}, {u'\u06BE', u"\u0647"},  // heh in its other forms
    {u'\u06C1', u"\u0647"}, {u'\u06D5', u"\u0647"},
};

bool is_dropped_mark(char16_t c) {
  return (c >= 0x300 && c <= 0x36F) ||                                // accents
         (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) ||  // Arabic vowels, hamza
         c == 0x670 || (c >= 0x6D6 && c <= 0x6DC) || (c >= 0x6DF && c <= 0x6E4) || c == 0x6E7 ||
         c == 0x6E8 || (c >= 0x6EA && c <= 0x6ED);
}

// Characters that mean others by their compatibility decomposition: ligatures, presentation forms,
// full and half width. (Of all characters it would take SARA AM apart.)
bool is_form_of_another(char16_t c) { return c >= 0xFB00 && c <= 0xFFEF; }

constexpr char16_t kFirstHan = 0x4E00;
constexpr char16_t kLastHan = 0x9FFF;

// The simplified form of each Chinese character of the basic block.
std::u16string simplified_table() {
  std::u16string table;
  for (char16_t c = kFirstHan; c <= kLastHan; ++c) table.push_back(c);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || !simplify) return table;
  for (char16_t& c : table) {
    icu::UnicodeString one(c);
    simplify->transliterate(one);
    if (one.length() == 1 && one[0] >= kFirstHan && one[0] <= kLastHan) c = one[0];
  }
  for (char16_t& c : table) c = table[static_cast<std::size_t>(c - kFirstHan)];
  return table;
}

// What replaces each character below U+0800, as an index into kReplacements, or -1.
std::vector<signed char> replacement_table() {
  std::vector<signed char> table(0x800, -1);
  for (std::size_t i = 0; i < std::size(kReplacements); ++i) {
    table[kReplacements[i].letter] = static_cast<signed char>(i);
  }
  return table;
}

icu::UnicodeString without_marks(const icu::UnicodeString& apart) {
  static const std::vector<signed char> replacements = replacement_table();
  static const std::u16string simplified = simplified_table();
  icu::UnicodeString folded;
  for (int32_t i = 0; i < apart.length(); ++i) {
    const char16_t c = apart[i];
    if (c < replacements.size()) {
      if (is_dropped_mark(c)) continue;
      const int row = replacements[c];
      row < 0 ? folded.append(c) : folded.append(kReplacements[row].by, -1);
    } else {
      folded.append(c >= kFirstHan && c <= kLastHan
                        ? simplified[static_cast<std::size_t>(c - kFirstHan)]
                        : c);
    }
  }
  return folded;
}

icu::UnicodeString forms_apart(const icu::UnicodeString& term, UErrorCode& status) {
  const icu::Normalizer2* by_meaning = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString plain;
  for (int32_t i = 0; i < term.length(); ++i) {
    icu::UnicodeString one(term[i]);
    if (is_form_of_another(term[i]))
      one = by_meaning->normalize(one, status).findAndReplace(" ", "");
    plain.append(one);
  }
  return plain;
}

}  // namespace

std::string fold(std::string_view term) {
  if (std::ranges::all_of(term, [](char c) { return c >= 0 && c != '\''; })) {
    return std::string(term);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(term);
  auto text = icu::UnicodeString::fromUTF8({term.data(), static_cast<int32_t>(term.size())});
  text = forms_apart(text, status);
  text = nfc->normalize(without_marks(nfd->normalize(text, status)), status);
  std::string folded;
  text.toUTF8String(folded);
  // A term of nothing but what is left out stays what it is.
  return U_FAILURE(status) || folded.empty() ? std::string(term) : folded;
}

}  // namespace lontar::text
