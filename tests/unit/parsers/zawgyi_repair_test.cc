#include "parsers/zawgyi_repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

TEST(ZawgyiRepair, ConvertsWhatIsZawgyiAndSaysSo) {
  ParsedDocument document;
  document.metadata.offer(Field::kTitle, "ျမန္မာႏိုင္ငံ ဥပေဒ", Source::kFile);
  document.passages = {{.label = "ပုဒ္မ ၅", .text = "ဥပေဒ ေၾကာင့္"}, {.text = "Union law 2008"}};
  repair_zawgyi(document);
  EXPECT_EQ(document.metadata.first(Field::kTitle), "မြန်မာနိုင်ငံ ဥပဒေ");
  EXPECT_EQ(document.passages[0].label, "ပုဒ်မ ၅");
  EXPECT_EQ(document.passages[0].text, "ဥပဒေ ကြောင့်");
  EXPECT_EQ(document.passages[1].text, "Union law 2008");
  ASSERT_EQ(document.warnings.size(), 1u);
  EXPECT_EQ(document.warnings[0].code, "zawgyi-converted");
}

// Headings are looked for before a text is converted.
TEST(ZawgyiRepair, ArticlesAreFoundInItsText) {
  const auto document = parse_one(
      "ျမန္မာႏိုင္ငံ ဥပေဒ\n\nပုဒ္မ ၁\n\nဥပေဒ ေၾကာင့္ ေပါင္းေဆာင္\n\n"
      "ပုဒ္မ ၂\n\nျမန္မာႏိုင္ငံ ဥပေဒ\n",
      "law.txt");
  ASSERT_EQ(document.passages.size(), 3u);
  EXPECT_EQ(document.passages[1].anchor, "art_1");
  EXPECT_EQ(document.passages[1].label, "ပုဒ်မ ၁");
  EXPECT_EQ(document.passages[2].label, "ပုဒ်မ ၂");
  EXPECT_EQ(document.passages[2].text, "မြန်မာနိုင်ငံ ဥပဒေ");
}

TEST(ZawgyiRepair, APassageThatShowsItsEncodingDecidesForItself) {
  const std::string unicode = "ပုဒ်မ ၅ အရ ပူးပေါင်းဆောင်ရွက်ရမည်။";
  ParsedDocument document;
  document.passages = {{.text = "ျမန္မာႏိုင္ငံ ေၾကာင့္ ေပါင္းေဆာင္"}, {.text = unicode}};
  repair_zawgyi(document);
  EXPECT_EQ(document.passages[0].text.substr(0, 18), "မြန်မာ");
  EXPECT_EQ(document.passages[1].text, unicode);
}

TEST(ZawgyiRepair, LeavesUnicodeAlone) {
  ParsedDocument document;
  document.metadata.offer(Field::kTitle, "မြန်မာနိုင်ငံ ဥပဒေ", Source::kFile);
  document.passages = {{.text = "ၵႂၢမ်းတႆး မိူင်းတႆး ပဵၼ်မိူင်း"}, {.text = "ကြောင့်"}};
  const ParsedDocument before = document;
  repair_zawgyi(document);
  EXPECT_EQ(document, before);
}

}  // namespace
}  // namespace lontar::parsers
