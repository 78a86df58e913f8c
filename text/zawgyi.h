// Zawgyi: the encoding of Burmese that most of Myanmar wrote until 2019. It uses the code points of
// Unicode's Myanmar block in another order and for other letters, so nothing but the text itself
// tells the two apart. Free functions, safe from any thread.
//
// The detector counts, over the text, pairs of characters that one encoding never writes and the
// other needs: in Zawgyi the vowel E and the medial RA stand before their consonant, and the asat
// is U+1039, which in Unicode only stacks two consonants; in Unicode E stands before AA, U+103A is
// the asat (before a visarga, or in kinzi). The code points above U+1050 say nothing: Shan, Mon and
// Karen write them in Unicode.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lontar::text {

struct BurmeseEvidence {
  std::size_t zawgyi = 0;   // pairs that only Zawgyi writes
  std::size_t unicode = 0;  // pairs that only Unicode writes

  // Clearly the one or the other; neither for a text that is too short to say, or is not Burmese.
  bool says_zawgyi() const { return zawgyi > 0 && zawgyi >= 4 * unicode; }
  bool says_unicode() const { return unicode > 0 && unicode > zawgyi; }

  BurmeseEvidence& operator+=(const BurmeseEvidence& other) {
    zawgyi += other.zawgyi;
    unicode += other.unicode;
    return *this;
  }
};

// Costs a search for one byte in text without Burmese. Valid UTF-8 is expected.
BurmeseEvidence burmese_evidence(std::string_view text);

// The text with its Burmese taken for Zawgyi and written in Unicode, NFC; everything else as it is.
std::string from_zawgyi(std::string_view text);

}  // namespace lontar::text
