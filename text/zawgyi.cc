#include "text/zawgyi.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <memory>

#include "text/nfc_internal.h"

namespace lontar::text {
namespace {

constexpr UChar32 kVowelE = 0x1031;
constexpr UChar32 kVisarga = 0x1038;
constexpr UChar32 kVirama = 0x1039;    // in Zawgyi the asat
constexpr UChar32 kAsat = 0x103A;      // in Zawgyi the medial YA
constexpr UChar32 kMedialYa = 0x103B;  // in Zawgyi the medial RA
constexpr UChar32 kMedialRa = 0x103C;  // in Zawgyi the medial WA

bool is_burmese(UChar32 c) { return c >= 0x1000 && c <= 0x109F; }
bool is_figure(UChar32 c) { return u_charType(c) == U_DECIMAL_DIGIT_NUMBER; }
bool is_letter(UChar32 c) { return is_burmese(c) && u_charType(c) == U_OTHER_LETTER; }
bool is_consonant(UChar32 c) { return c >= 0x1000 && c <= 0x1021; }
bool is_aa(UChar32 c) { return c == 0x102B || c == 0x102C; }

// Vowels and tones that end a syllable or nearly so: no vowel E and no medial of Unicode follows.
bool is_late(UChar32 c) { return (c >= 0x102B && c <= 0x1038 && c != kVowelE) || c == kVirama; }

bool only_zawgyi(UChar32 before, UChar32 c, UChar32 after) {
  if (c == kVirama) return before != kAsat && !is_letter(after);
  const bool prefix = c == kVowelE || c == kMedialYa;
  return prefix && (!is_burmese(before) || is_late(before)) &&
         (is_letter(after) || after == kMedialYa);
}

bool only_unicode(UChar32 before, UChar32 c, UChar32 after) {
  if (c == kVowelE) return (is_letter(before) || before == kMedialRa) && is_aa(after);
  return c == kAsat && is_consonant(before) && (after == kVisarga || after == kVirama);
}

UChar32 next(std::string_view text, std::size_t& at) {
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, text.size(), c);
  return c;
}

// The myanmar block is the bytes E1 80 80 to E1 82 9F.
bool has_burmese(std::string_view text) {
  for (std::size_t at = text.find('\xE1'); at != std::string_view::npos;
       at = text.find('\xE1', at + 1)) {
    if (at + 1 < text.size() && static_cast<std::uint8_t>(text[at + 1]) <= 0x82) return true;
  }
  return false;
}

const icu::Transliterator* converter() {
  thread_local const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> rules(
        icu::Transliterator::createInstance("Zawgyi-my", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) rules.reset();
    return rules;
  }();
  return made.get();
}

// One run of Burmese without white space. Figures alone would be read as the letters they look
// like.
void convert(std::string_view run, bool has_letters, std::string& out) {
  const icu::Transliterator* rules = has_letters ? converter() : nullptr;
  if (!rules) {
    out.append(run);
    return;
  }
  auto text = icu::UnicodeString::fromUTF8({run.data(), static_cast<std::int32_t>(run.size())});
  rules->transliterate(text);
  text.toUTF8String(out);
}

}  // namespace

BurmeseEvidence burmese_evidence(std::string_view text) {
  BurmeseEvidence found;
  if (!has_burmese(text)) return found;
  UChar32 before = 0;
  UChar32 c = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const UChar32 after = at < text.size() ? next(text, at) : (++at, 0);
    if (is_burmese(c)) {
      found.zawgyi += only_zawgyi(before, c, after);
      found.unicode += only_unicode(before, c, after);
    }
    before = c;
    c = after;
  }
  return found;
}

std::string from_zawgyi(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    bool has_letters = false;
    std::size_t end = at;
    for (UChar32 c = next(text, at); is_burmese(c) || c == 0x200B; c = next(text, at)) {
      has_letters = has_letters || (is_burmese(c) && !is_figure(c));
      end = at;
      if (at == text.size()) break;
    }
    if (end == begin) {
      out.append(text.substr(begin, at - begin));
    } else {
      convert(text.substr(begin, end - begin), has_letters, out);
      at = end;
    }
  }
  return nfc(std::move(out));
}

}  // namespace lontar::text
