#include "text/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/normalizer2.h>

#include <string>
#include <utility>
#include <vector>

#include "text/clean.h"

namespace lontar::text {
namespace {

TEST(Fold, LeavesOutWhatPeopleDoNotType) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"haze", "haze"},   {"1,000.50", "1,000.50"}, {"nghị", "nghi"},        {"định", "dinh"},
      {"đường", "duong"}, {"mười", "muoi"},         {"ação", "acao"},        {"juñu", "junu"},
      {"ne'e", "nee"},    {"jum'at", "jumat"},      {"straße", "strasse"},   {"œuvre", "oeuvre"},
      {"søren", "soren"}, {"ﬁnance", "finance"},    {"ａｓｅａｎ", "asean"}, {"ёлка", "елка"},
      {"憲章", "宪章"},   {"宪章", "宪章"},         {"ｶﾞｽ", "ガス"},
  };
  for (const auto& [term, folded] : cases) EXPECT_EQ(fold(term), folded) << term;
}

TEST(Fold, LeavesMarksThatAreLetters) {
  for (const char* term : {"ที่", "กำหนด", "ກໍ່", "ສຳລັບ", "ខ្មែរ", "မြန်မာ", "சட்டங்கள்", "கொள்கை", "한국",
                           "ガス", "हिन्दी", "မြို့နယ်"}) {
    EXPECT_EQ(fold(term), term);
  }
}

TEST(Fold, BringsArabicAndJawiKeyboardsTogether) {
  EXPECT_EQ(fold("قُرْآن"), fold("قران"));
  EXPECT_EQ(fold("الأمم"), fold("الامم"));
  EXPECT_EQ(fold("کرتس"), fold("كرتس"));      // keheh, kaf
  EXPECT_EQ(fold("نݢري"), fold("نگری"));      // gaf and yeh of Jawi, of Persian
  EXPECT_EQ(fold("ڤرکارا"), fold("پركارا"));  // pa of Jawi, peh of Persian
  EXPECT_EQ(fold("ملايو"), fold("مـلایو"));   // tatweel
  EXPECT_EQ(fold("\uFEE3\uFEE0\uFE8E\uFBFF\uFEEE"), fold("ملايو"));  // presentation forms
  EXPECT_NE(fold("ڠ"), fold("غ"));
  EXPECT_NE(fold("ڤ"), fold("ف"));
}

TEST(Fold, NeverLeavesNothing) {
  for (const char* term : {"\u0301", "\u0640", "ء"}) EXPECT_EQ(fold(term), term);
}

RC_GTEST_PROP(Fold, IsIdempotentAndNfc, ()) {
  std::string text;
  for (const char32_t c : *rc::gen::container<std::u32string>(rc::gen::oneOf(
           rc::gen::inRange<char32_t>(1, 0x250), rc::gen::inRange<char32_t>(0x300, 0x370),
           rc::gen::inRange<char32_t>(0x600, 0x700), rc::gen::inRange<char32_t>(1, 0xD800),
           rc::gen::inRange<char32_t>(0xFB00, 0xFFF0),
           rc::gen::elementOf(std::u32string(U"ế'đไทยကြှខ្திகொ한憲"))))) {
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(text);
  }
  const std::string term = lower(clean(text));
  const std::string folded = fold(term);
  RC_ASSERT(fold(folded) == folded);
  UErrorCode status = U_ZERO_ERROR;
  RC_ASSERT(icu::Normalizer2::getNFCInstance(status)->isNormalizedUTF8(folded, status));
}

}  // namespace
}  // namespace lontar::text
