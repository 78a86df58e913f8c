#include "parsers/pdf_unicode.h"

#include <gtest/gtest.h>

#include "parsers/pdf_headings.h"

namespace lontar::parsers::pdf {
namespace {

std::u32string plain(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) append_plain(out, c);
  return out;
}

TEST(PdfUnicode, LigaturesAndFormsBecomeLettersAndBulletsOfPrivateFontsGo) {
  EXPECT_EQ(plain(U"e\uFB03cient \uF0B7 \uFEFB \u2F08"), U"efficient  \u0644\u0627 \u4EBA");
  EXPECT_EQ(plain(U"m\u00B2 \u00BD \u0E33"), U"m\u00B2 \u00BD \u0E33");
}

TEST(PdfUnicode, RightToLeftRunsAreTurnedAndNumbersAreNot) {
  // As drawn from left to right: "1982 رحبلا نوناق".
  EXPECT_EQ(logical_order(U"1982 \u0631\u062D\u0628\u0644\u0627"),
            U"\u0627\u0644\u0628\u062D\u0631 1982");
  EXPECT_EQ(logical_order(U"(a) \u0631\u062D\u0628 sea law text"),
            U"(a) \u0628\u062D\u0631 sea law text");
  EXPECT_EQ(logical_order(U"plain words"), U"plain words");
}

TEST(PdfHeadings, KnowContentsListsTitlesAndAnnexes) {
  EXPECT_TRUE(has_leader("Article 1. Use of terms . . . . . . 22"));
  EXPECT_TRUE(has_leader("Maritime zones . . 127"));
  EXPECT_FALSE(has_leader("See section 3.1. Page 22"));
  EXPECT_TRUE(begins_item("(iv) the item"));
  EXPECT_TRUE(begins_item("12.3. the item"));
  EXPECT_FALSE(begins_item("The (iv) item"));
  EXPECT_TRUE(is_title_like("Use of terms", 1));
  EXPECT_FALSE(is_title_like("The Parties agree.", 1));
  EXPECT_FALSE(is_title_like("use of terms", 1));
  ASSERT_TRUE(annex_heading("Annex II. Commission"));
  EXPECT_EQ(annex_heading("Annex II. Commission")->label, "Annex II");
  EXPECT_FALSE(annex_heading("Annexes to this Agreement form part of it."));
  EXPECT_FALSE(annex_heading("Lampiran ini merupakan bagian dari peraturan"));
  EXPECT_EQ(annex_heading("LAMPIRAN")->number, "");
  EXPECT_EQ(chapter_heading("BAB IV KETENTUAN UMUM")->label, "BAB IV");
  EXPECT_EQ(chapter_heading("Bagian Kedua Perizinan")->label, "Bagian Kedua");
  EXPECT_FALSE(chapter_heading("Part of the territory of a State"));
  EXPECT_EQ(section_number("14A. (1) If the proprietor fails")->number, "14A");
  EXPECT_FALSE(section_number("1.5 million ringgit"));
  EXPECT_EQ(slug("5 bis"), "5_bis");
}

}  // namespace
}  // namespace lontar::parsers::pdf
