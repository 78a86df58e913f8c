#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/word_class_internal.h"

namespace lontar::text {
namespace {

constexpr UChar32 kSectionSign = 0xA7;

bool needs_dictionary(UChar32 c) {
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) {
    return true;
  }
  // The sound marks that Hiragana and Katakana share.
  return script == USCRIPT_COMMON &&
         (uscript_hasScript(c, USCRIPT_KATAKANA) || uscript_hasScript(c, USCRIPT_HIRAGANA));
}

// What extends the cluster before it: beyond marks, the vowels AM of Thai and Lao, the sound marks
// of half-width Katakana, the skin colours of emoji.
bool extends_cluster(UChar32 c) {
  const int kind = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
  return kind == U_GCB_EXTEND || kind == U_GCB_SPACING_MARK || kind == U_GCB_ZWJ;
}

}  // namespace

WordClass classify(UChar32 c) {
  if (c == kSectionSign) return WordClass::kSign;
  if (c == 0xAA || c == 0xBA) return WordClass::kOther;  // "5º" is 5, "n.º" is n
  if (u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_PREPEND) {
    return WordClass::kPrefix;
  }
  const std::uint32_t category = U_GET_GC_MASK(c);
  if ((category & (U_GC_M_MASK | U_GC_CF_MASK)) || extends_cluster(c)) return WordClass::kMark;
  if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return WordClass::kOther;
  if (category & U_GC_ND_MASK) return WordClass::kDigit;
  if (category & (U_GC_L_MASK | U_GC_NL_MASK)) {
    return needs_dictionary(c) ? WordClass::kDictionary : WordClass::kLetter;
  }
  return WordClass::kOther;
}

const std::array<WordClass, 0x10000>& bmp_word_classes() {
  static const std::array<WordClass, 0x10000> classes = [] {
    std::array<WordClass, 0x10000> table{};
    for (UChar32 c = 0; c < 0x10000; ++c) table[static_cast<std::size_t>(c)] = classify(c);
    return table;
  }();
  return classes;
}

}  // namespace lontar::text
