#include "text/clean.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace lontar::text {
namespace {

TEST(Clean, LeavesPlainTextAlone) {
  EXPECT_EQ(clean("Article 5\n\tDefinitions  of terms\n"), "Article 5\n\tDefinitions  of terms\n");
}

TEST(Clean, ReplacesBrokenBytesAndDropsControls) {
  EXPECT_EQ(clean("a\xff\xc3z\x01\x7f\xc2\x85x"), "a\uFFFD\uFFFDz\nx");
  EXPECT_EQ(clean("\xed\xa0\x80|\xef\xbf\xbf"), "\uFFFD\uFFFD\uFFFD|\uFFFD");
  EXPECT_EQ(clean(std::string_view("a\0b", 3)), "ab");
}

TEST(Clean, KnowsOneLineBreakAndOneSpace) {
  EXPECT_EQ(clean("a\r\nb\rc\fd\u2028e\r\r\nf"), "a\nb\nc\nd\ne\n\nf");
  EXPECT_EQ(clean("a\u00A0b\u3000c\u2009d"), "a b c d");
}

TEST(Clean, DropsWhatCarriesNoText) {
  EXPECT_EQ(clean("\uFEFFco\u00ADop\u2060eration\u202E\u2066!\uFE0F"), "cooperation!");
}

TEST(Clean, KeepsJoinersOnlyWhereAScriptNeedsThem) {
  EXPECT_EQ(clean("a\u200Cb"), "ab");
  EXPECT_EQ(clean("\u0645\u06CC\u200C\u062E"), "\u0645\u06CC\u200C\u062E");  // Persian
  EXPECT_EQ(clean("\u0645\u200C x"), "\u0645 x");
  EXPECT_EQ(clean("\u1780\u17CB\u200D\u1780"), "\u1780\u17CB\u200D\u1780");  // Khmer
  EXPECT_EQ(clean("\u0E01\u200D\u0E01"), "\u0E01\u0E01");                    // Thai
}

TEST(Clean, ComposesAndClosesSplitClusters) {
  EXPECT_EQ(clean("Die\u0302\u0300u"), "Di\u1EC1u");
  EXPECT_EQ(clean("\u101E\u102D \u1039"), "\u101E\u102D\u1039");  // as PDF extraction splits it
  EXPECT_EQ(clean("e \u0301"), "\u00E9");
  EXPECT_EQ(clean("\u0E19\u0E49\u0E33"), "\u0E19\u0E49\u0E33");  // SARA AM stays whole
  EXPECT_EQ(clean("x\n\u0301"), "x\n\u0301");
  EXPECT_EQ(clean("\u0E01 \u0E33"), "\u0E01\u0E33");
  EXPECT_EQ(clean("\u179F \u17D2 \u178F"), "\u179F\u17D2\u178F");  // Khmer subscript
  // A joiner inside a pair that becomes one character goes; before it, one stays.
  EXPECT_EQ(clean("\u1780\u200C\u0E4D\u200D\u0E32"), "\u1780\u200C\u0E33");
  // NFC brings the Khmer sign to the end of its letter: what hangs on no Khmer letter joins
  // nothing.
  EXPECT_EQ(clean(clean("E\u17D2\u0302 \u1780")), clean("E\u17D2\u0302 \u1780"));
  EXPECT_EQ(clean("\u179F \u178F"), "\u179F \u178F");
}

TEST(Clean, WritesAmAndAeOfThaiAndLaoAsOneCharacter) {
  EXPECT_EQ(clean("\u0E19\u0E4D\u0E32"), "\u0E19\u0E33");
  EXPECT_EQ(clean("\u0E19\u0E4D\u0E49\u0E32"), "\u0E19\u0E49\u0E33");
  EXPECT_EQ(clean("\u0E19\u0E49\u0E4D\u0E32"), "\u0E19\u0E49\u0E33");
  EXPECT_EQ(clean("ສໍາລັບ"), "ສຳລັບ");
  EXPECT_EQ(clean("ນໍ້າ"), "ນ້ຳ");
  EXPECT_EQ(clean("\u0E40\u0E40\u0E25\u0E30"), "และ");
  EXPECT_EQ(clean("\u0EC0\u0EC0\u0EA5\u0EB0"), "ແລະ");
  EXPECT_EQ(clean("เา ก้า"), "เา ก้า");
}

TEST(CleanLine, FoldsAllWhiteSpace) {
  EXPECT_EQ(clean_line(" \n A\t\tb \r\n c\u00A0 "), "A b c");
  EXPECT_EQ(clean_line("e\n\u0301"), "\u00E9");
  EXPECT_EQ(clean_line(" \n"), "");
}

TEST(CleanBlocks, TrimsLinesAndDropsBlankOnes) {
  EXPECT_EQ(clean_blocks("\n  a  b \n \t\n\n c \n"), "a b\nc");
  EXPECT_EQ(clean_blocks("a \u200B \n b"), "a\nb");
}

TEST(ToUtf8, ReadsNamedAndUnknownEncodings) {
  EXPECT_EQ(to_utf8("caf\xe9", "ISO-8859-1"), "café");
  EXPECT_EQ(to_utf8("\x93x\x94", "latin1"), "“x”");
  EXPECT_EQ(to_utf8(std::string_view("a\0\xe9\0", 4), "UTF-16LE"), "aé");
  EXPECT_EQ(to_utf8("\xa1\xa2", "TIS-620"), "กข");
  EXPECT_EQ(to_utf8("\xb5\xda\xce\xe5\xcc\xf5", "gb2312"), "第五条");
  EXPECT_EQ(to_utf8("caf\xc3\xa9", ""), "café");
  EXPECT_EQ(to_utf8("caf\xc3\xa9", "no such encoding"), "café");
  EXPECT_EQ(to_utf8("caf\xe9", "../../etc/passwd"), "café");
  EXPECT_EQ(to_utf8("a\xff", "UTF-8"), "a\uFFFD");
  EXPECT_EQ(to_utf8("", "UTF-16"), "");
  const std::string large(100000, '\xe9');
  EXPECT_EQ(to_utf8(large, "windows-1252").size(), 2 * large.size());
}

// Text made mostly of the characters that cleaning treats in some special way.
rc::Gen<std::string> rough_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "a",      "E",      "1",      " ",        "  ",     "\n",         "\r",     "\r\n",
          "\t",     "\f",     "\u0301", "\u0323",   "\u0302", "\u200B",     "\u200C", "\u200D",
          "\u00AD", "\uFEFF", "\u00A0", "\u202E",   "\u0E33", "\u0E49",     "\u0E01", "\u1780",
          "\u17D2", "\u17CB", "\u1039", "\u101E",   "\u0645", "\u212B",     "\u1100", "\u1161",
          "\u11A8", "\xff",   "\xc3",   "\xe1\x80", "\u4E00", "\U0001F600", "\uFE0F", "\u0334",
          "\u17DD", "\u17B6", "\u0E4D", "\u0E32",   "\u0E40", "\u0ECD",     "\u0EB2", "\u0EC0",
          "\u0EC8", "\u0E38", "\u0EB8"})),
      [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& piece : pieces) text += piece;
        return text;
      });
}

RC_GTEST_PROP(Clean, CleaningCleanTextChangesNothing, ()) {
  const std::string text = *rough_text();
  RC_ASSERT(clean(clean(text)) == clean(text));
  RC_ASSERT(clean(clean_line(text)) == clean_line(text));
  RC_ASSERT(clean(clean_blocks(text)) == clean_blocks(text));
  RC_ASSERT(clean_line(clean_line(text)) == clean_line(text));
  RC_ASSERT(clean_blocks(clean_blocks(text)) == clean_blocks(text));
}

RC_GTEST_PROP(Clean, TakesAnyBytes, (const std::string& bytes)) {
  const std::string text = clean(bytes);
  RC_ASSERT(to_utf8(text, "") == text);  // valid UTF-8
  RC_ASSERT(text.find('\r') == std::string::npos);
  RC_ASSERT(clean_line(bytes).find('\n') == std::string::npos);
}

}  // namespace
}  // namespace lontar::text
