#include "text/zawgyi.h"

#include <gtest/gtest.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "text/clean.h"

namespace lontar::text {
namespace {

// The oracle: ICU's own way from Unicode to Zawgyi, which the program never uses.
std::string to_zawgyi(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> rules(
      icu::Transliterator::createInstance("my-Zawgyi", UTRANS_FORWARD, status));
  EXPECT_TRUE(U_SUCCESS(status));
  auto converted = icu::UnicodeString::fromUTF8(text);
  rules->transliterate(converted);
  std::string out;
  return converted.toUTF8String(out);
}

std::vector<std::string> burmese_paragraphs() {
  std::ifstream in(std::filesystem::path(LONTAR_SOURCE_DIR) /
                   "../shared/data/udhr-xml/udhr_mya.xml");
  std::vector<std::string> found;
  for (std::string line; std::getline(in, line);) {
    const auto begin = line.find("<para>");
    const auto end = line.find("</para>");
    if (begin != std::string::npos && end != std::string::npos) {
      found.push_back(line.substr(begin + 6, end - begin - 6));
    }
  }
  return found;
}

TEST(Zawgyi, IsToldFromUnicode) {
  for (const std::string text :
       {"မြန်မာနိုင်ငံ ဥပဒေ", "ပုဒ်မ ၅ အရ ပူးပေါင်းဆောင်ရွက်ရမည်။", "အင်္ဂလိပ်စာရေး", "ကြောင့်", "လူ့အခွင့်အရေး"}) {
    const auto unicode = burmese_evidence(text);
    EXPECT_FALSE(unicode.says_zawgyi()) << text << unicode.zawgyi << ':' << unicode.unicode;
    const std::string typed = to_zawgyi(text);
    const auto zawgyi = burmese_evidence(typed);
    EXPECT_TRUE(zawgyi.says_zawgyi()) << typed << zawgyi.zawgyi << ':' << zawgyi.unicode;
    EXPECT_EQ(from_zawgyi(typed), text);
  }
}

TEST(Zawgyi, IsNothingElse) {
  for (const std::string text :
       {"", "haze", "หมอกควัน", "၂၀၀၈", "ၵႂၢမ်းတႆး မိူင်းတႆး ပဵၼ်မိူင်း ၼႆႉ", "ၸၼ်ႉ လႄႈ တေလႆႈ ၵေႃႉ ႁဝ်း",
        "ဘာသာ မန် ကၠာဂွာန် ဍုၚ် ဗော် ညးမၞိဟ် ကေတ်", "ကညီကျိာ် ပှၤဂ့ၢ်ဝီ", "အေးအေး မေမေ"}) {
    const auto found = burmese_evidence(text);
    EXPECT_FALSE(found.says_zawgyi()) << text << found.zawgyi << ':' << found.unicode;
  }
}

TEST(Zawgyi, LeavesTheRestOfTheTextAlone) {
  EXPECT_EQ(from_zawgyi("ASEAN  ၂၀၀၈  ข้อ ၅၀ — x"), "ASEAN  ၂၀၀၈  ข้อ ၅၀ — x");
  EXPECT_EQ(from_zawgyi(""), "");
  EXPECT_EQ(from_zawgyi("Art. 5 ျမန္မာ (Myanmar)"), "Art. 5 မြန်မာ (Myanmar)");
  EXPECT_EQ(from_zawgyi("\xE1\x80 \xff"), "\xE1\x80 \xff");
}

// Every paragraph of a real text, in both encodings.
TEST(Zawgyi, IsToldFromUnicodeInEveryParagraph) {
  const auto paragraphs = burmese_paragraphs();
  if (paragraphs.empty()) GTEST_SKIP() << "no ../shared/data/udhr-xml";
  std::size_t told = 0;
  std::size_t converted_back = 0;
  for (const std::string& text : paragraphs) {
    const auto unicode = burmese_evidence(text);
    const std::string typed = to_zawgyi(text);
    const auto zawgyi = burmese_evidence(typed);
    EXPECT_FALSE(unicode.says_zawgyi()) << text;
    EXPECT_FALSE(zawgyi.says_unicode()) << typed;
    told += unicode.says_unicode() && zawgyi.says_zawgyi();
    converted_back += from_zawgyi(typed) == clean(text);
  }
  EXPECT_GE(paragraphs.size(), 50u);
  EXPECT_GE(told * 100, paragraphs.size() * 95) << told << " of " << paragraphs.size();
  EXPECT_GE(converted_back * 100, paragraphs.size() * 90)
      << converted_back << " of " << paragraphs.size();
}

}  // namespace
}  // namespace lontar::text
