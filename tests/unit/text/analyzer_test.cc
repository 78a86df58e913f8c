#include "text/analyzer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cctype>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "text/clean.h"

namespace lontar::text {
namespace {

std::vector<std::string> terms(std::string_view text) {
  std::vector<std::string> found;
  Analyzer().each(text, [&](const Token& token) { found.emplace_back(token.term); });
  return found;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

using Terms = std::vector<std::string>;

TEST(Analyzer, LowersWordsAndNumbers) {
  EXPECT_EQ(terms("The ASEAN Charter, Article 5(2)"),
            (Terms{"the", "asean", "charter", "article", "5", "2"}));
  EXPECT_EQ(terms("Nghị Định ĐIỀU"), (Terms{"nghị", "định", "điều"}));
  EXPECT_EQ(terms(""), Terms{});
  EXPECT_EQ(terms(" .,;-_()\n\xE2\x80\x9C"), Terms{});
}

TEST(Analyzer, JoinsApostrophesAndFiguresOnlyInsideAWord) {
  EXPECT_EQ(terms("ASEAN's ASEAN\u2019s 'quoted' \u2018quoted\u2019 ne'e"),
            (Terms{"asean's", "asean's", "quoted", "quoted", "ne'e"}));
  EXPECT_EQ(terms("1,000.50 1.1.2 end. 5, 6 2011/33"),
            (Terms{"1,000.50", "1.1.2", "end", "5", "6", "2011", "33"}));
  EXPECT_EQ(terms("G.R. No. 101083 end.Next a_b x:y"),
            (Terms{"g", "r", "no", "101083", "end", "next", "a", "b", "x", "y"}));
}

TEST(Analyzer, OffsetsAreBytesOfTheText) {
  const std::string text = "«Điều» 5";
  EXPECT_EQ(Analyzer().tokens(text), (std::vector<OwnedToken>{{"điều", 2, 9}, {"5", 12, 13}}));
}

TEST(Analyzer, SeparatesScriptsWithoutSpacesFromTheRest) {
  EXPECT_EQ(terms("มาตรา๕ของASEAN"), (Terms{"มาตรา", "5", "ของ", "asean"}));
  EXPECT_EQ(terms("第5条ASEAN宪章"), (Terms{"第", "5", "条", "asean", "宪章"}));
}

TEST(Analyzer, WritesFiguresOfEveryScriptAsAsciiFigures) {
  const std::vector<std::pair<std::string, std::string>> same = {
      {"มาตรา ๕", "มาตรา 5"},   {"ມາດຕາ ໕", "ມາດຕາ 5"},   {"មាត្រា ៥", "មាត្រា 5"},
      {"ပုဒ်မ ၅", "ပုဒ်မ 5"},       {"المادة ٥", "المادة 5"}, {"ڤرکارا ۵", "ڤرکارا 5"},
      {"உறுப்பு ௫", "உறுப்பு 5"}, {"第５条", "第5条"},      {"พ.ศ. ๒๕๖๐", "พ.ศ. 2560"},
      {"๑,๐๐๐.๕๐", "1,000.50"}, {"١٬٠٠٠٫٥٠", "1,000.50"}, {"૫ 𑁫", "5 5"},
  };
  for (const auto& [native, ascii] : same) EXPECT_EQ(terms(native), terms(ascii)) << native;
}

TEST(Analyzer, KeepsThePartsOfLegalReferences) {
  const std::vector<std::pair<std::string, Terms>> cases = {
      {"G.R. No. 101083", {"g", "r", "no", "101083"}},
      {"No. 33/PUU-IX/2011", {"no", "33", "puu", "ix", "2011"}},
      {"s 3(1)(b)", {"s", "3", "1", "b"}},
      {"[2019] SGHC(A) 12", {"2019", "sghc", "a", "12"}},
      {"§ 5", {"§", "5"}},
      {"§5", {"§", "5"}},
      {"§§ 5-7", {"§", "5", "7"}},
      {"Art. 7, para. 2(a)", {"art", "7", "para", "2", "a"}},
      {"1–2 1-2 1/2 24/2015/NĐ-CP", {"1", "2", "1", "2", "1", "2", "24", "2015", "nđ", "cp"}},
      {"Artigo 5º, n.º 2", {"artigo", "5", "n", "2"}},
      {"AADMER ATIGA's", {"aadmer", "atiga's"}},
      {"ne'e ne’e ne‘e ne＇e", {"ne'e", "ne'e", "ne'e", "ne'e"}},
      {"พ.ร.บ. ๒๕๖๐", {"พ", "ร", "บ", "2560"}},
      {"Article 5bis R2 3rd", {"article", "5bis", "r2", "3rd"}},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(terms(text), expected) << text;
}

// The Arabic number sign belongs to what follows it.
TEST(Analyzer, ASignBeforeAWordIsInItsTokenAndNotInItsTerm) {
  const std::string sign = "\u0600";
  for (const std::string word : {"§", "§§", "5", "ab", "ไทย"}) {
    const auto alone = Analyzer().tokens(word);
    ASSERT_EQ(alone.size(), 1u) << word;
    EXPECT_EQ(Analyzer().tokens("a " + sign + sign + word),
              (std::vector<OwnedToken>{{"a", 0, 1}, {alone[0].term, 2, 6 + word.size()}}))
        << word;
  }
  EXPECT_EQ(terms(sign + " §" + sign + "."), (Terms{"§"}));
}

TEST(Analyzer, IgnoresInvisibleCharacters) {
  const Terms words = {"asean", "charter"};
  for (const std::string invisible :
       {"\u00AD", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u200E", "\u202B", "\u2066"}) {
    const std::string text = "AS" + invisible + "EAN" + invisible + " " + invisible + "Charter";
    EXPECT_EQ(terms(text), words) << text;
    EXPECT_EQ(terms(clean(text)), words) << text;
    const std::string thai = "กฎหมาย" + invisible + "ของ" + invisible + "ไทย";
    EXPECT_EQ(terms(clean(thai)), terms("กฎหมายของไทย")) << thai;
  }
}

TEST(Analyzer, AZeroWidthSpaceSeparatesWhereSpacesDo) {
  EXPECT_EQ(terms(clean("ASEAN\u200BCharter \u200B Pasal\u200B5, 1\u200B000")),
            (Terms{"asean", "charter", "pasal", "5", "1000"}));
  EXPECT_EQ(terms(clean("điều\u200Bkhoản தமிழ்\u200Bநாடு")),
            (Terms{"điều", "khoản", "தமிழ்", "நாடு"}));
  EXPECT_EQ(clean("ច្បាប់\u200Bស្តី\u200Bពី"), "ច្បាប់ស្តីពី");
  EXPECT_EQ(clean("กฎหมาย\u200Bของ\u200BASEAN"), "กฎหมายของASEAN");
}

TEST(Analyzer, CutsTheTermOfAVeryLongWordButCoversTheWord) {
  const auto ascii = Analyzer().tokens(std::string(5000, 'A') + " b");
  EXPECT_EQ(ascii, (std::vector<OwnedToken>{{std::string(kMaxTermBytes, 'a'), 0, 5000},
                                            {"b", 5001, 5002}}));
  std::string word = "a";  // so that a border of three-byte characters misses the limit
  for (int i = 0; i < 100; ++i) word += "ệ";
  const auto wide = Analyzer().tokens(word);
  ASSERT_EQ(wide.size(), 1u);
  EXPECT_EQ(wide[0].end, word.size());
  EXPECT_EQ(wide[0].term, word.substr(0, 118));
}

TEST(Analyzer, BrokenBytesEndAToken) {
  EXPECT_EQ(terms("ab\xff"
                  "cd \xc3"),
            (Terms{"ab", "cd"}));
}

// The oracle: ICU's own word segmentation of the whole text, in which marks inside a word separate,
// but for an apostrophe between letters and '.' and ',' between figures. (ICU takes '@' for a
// letter.)
std::vector<OwnedToken> icu_tokens(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const auto whole = icu::UnicodeString::fromUTF8(text);
  words->setText(whole);
  std::vector<OwnedToken> tokens;
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin == end) return;
    std::string term = text.substr(begin, end - begin);
    for (char& c : term) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    tokens.push_back({term, begin, end});
  };
  int32_t from = words->first();
  for (int32_t to = words->next(); to != icu::BreakIterator::DONE; from = to, to = words->next()) {
    auto begin = static_cast<std::size_t>(from);  // ASCII: UTF-16 units are bytes
    if (words->getRuleStatus() < UBRK_WORD_NUMBER && text[begin] != '_') continue;
    for (std::size_t at = begin; at < static_cast<std::size_t>(to); ++at) {
      const char c = text[at];
      const auto is = [&](std::size_t where, auto kind) {
        return where > begin && where < static_cast<std::size_t>(to) &&
               kind(static_cast<unsigned char>(text[where])) != 0;
      };
      const bool joins = c == '\'' ? at > begin && std::isalpha(text[at - 1]) && is(at + 1, isalpha)
                                   : (c == '.' || c == ',') && at > begin &&
                                         std::isdigit(text[at - 1]) && is(at + 1, isdigit);
      if (u_isalnum(static_cast<unsigned char>(c)) || joins) continue;
      add(begin, at);
      begin = at + 1;
    }
    add(begin, static_cast<std::size_t>(to));
  }
  return tokens;
}

rc::Gen<std::string> ascii_text() {
  return rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::elementOf(std::string("aAbzZ019 .,'_:;-/()\n\"")), rc::gen::inRange<char>(1, 127)));
}

RC_GTEST_PROP(Analyzer, CutsAsciiAsIcuDoes, ()) {
  const std::string text = *ascii_text();
  RC_ASSERT(Analyzer().tokens(text) == icu_tokens(text));
}

RC_GTEST_PROP(Analyzer, SurroundingsDoNotChangeAWord, ()) {
  const std::string word = *rc::gen::nonEmpty(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("aAbZ019"))));
  const auto around =
      *rc::gen::elementOf(std::vector<std::pair<std::string, std::string>>{{"“", "”"},
                                                                           {"«", "»"},
                                                                           {"ไทย ", " ไทย"},
                                                                           {"ไทย", "ไทย"},
                                                                           {"第", "条"},
                                                                           {"— ", "…"},
                                                                           {"é ", " é"},
                                                                           {"தமிழ் ", " தமிழ்"},
                                                                           {"\xff", "\xff"}});
  const auto alone = Analyzer().tokens(word);
  RC_ASSERT(alone.size() == 1u);
  bool found = false;
  for (const OwnedToken& token : Analyzer().tokens(around.first + word + around.second)) {
    found = found || (token.term == alone[0].term && token.begin == around.first.size());
  }
  RC_ASSERT(found);
}

rc::Gen<std::string> mixed_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "a",      "Z",      "é",          "ệ",          "İ",     "Σ",       "1",  "๕",
          "៥",      " ",      "\n",         ".",          "'",     "’",       ",",  "-",
          "_",      "“",      "\u0301",     "\u0323",     "ก",     "า",       "ำ",  "์",
          "ການ",    "ພາສາ",   "ភាសា",       "្",           "မြန်မာ", "ဘာသာ",    "த",  "மி",
          "்",       "中",     "国",         "法律",       "カ",    "ー",      "ひ", "한",
          "\u200D", "\u200C", "\U0001F600", "\U00020000", "\xff",  "\xe1\x80"})),
      [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& piece : pieces) text += piece;
        return text;
      });
}

RC_GTEST_PROP(Analyzer, TokensAreInOrderAndNoLetterIsLost, ()) {
  const std::string text = *mixed_text();
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto nothing_between = [&](std::size_t from, std::size_t to) {
    while (from < to) {
      UChar32 c = 0;
      U8_NEXT(bytes, from, to, c);
      // A vowel AM without a consonant belongs to the white space before it.
      if (c >= 0 && c != 0xE33 && (u_isalpha(c) || u_isdigit(c))) return false;
    }
    return true;
  };
  std::size_t end = 0;
  for (const OwnedToken& token : Analyzer().tokens(text)) {
    RC_ASSERT(token.begin >= end);
    RC_ASSERT(token.end > token.begin);
    RC_ASSERT(token.end <= text.size());
    RC_ASSERT(!token.term.empty());
    RC_ASSERT(!U8_IS_TRAIL(bytes[token.begin]));
    RC_ASSERT((token.end == text.size() || !U8_IS_TRAIL(bytes[token.end])));
    RC_ASSERT(nothing_between(end, token.begin));
    end = token.end;
  }
  RC_ASSERT(nothing_between(end, text.size()));
}

// Characters of every script of the Basic Multilingual Plane, and those that are hard.
constexpr std::u32string_view kHard =
    U"aZ5๕ \n.,'’-§กำเ์ກຳເ្កᮁ္ကြ中국த்ි\u0301\u200D\u200B\U0001F3FB©ℹ"
    U"\u0600\u0D4E\U000110BD\u1100\u1161\u11A8\U0001F1EE\u00AD\r";

std::string random_text() {
  const auto any = rc::gen::oneOf(
      rc::gen::inRange<std::uint32_t>(1, 0x250), rc::gen::inRange<std::uint32_t>(0x600, 0x700),
      rc::gen::inRange<std::uint32_t>(0xB80, 0xC00), rc::gen::inRange<std::uint32_t>(0xE00, 0xF00),
      rc::gen::inRange<std::uint32_t>(0x1000, 0x1100),
      rc::gen::inRange<std::uint32_t>(0x1780, 0x1800),
      rc::gen::inRange<std::uint32_t>(0x2000, 0x2070),
      rc::gen::inRange<std::uint32_t>(0xE000, 0x10000),
      rc::gen::inRange<std::uint32_t>(0x1100, 0xD800),
      rc::gen::inRange<std::uint32_t>(0x10000, 0x20000),
      rc::gen::elementOf(std::vector<std::uint32_t>(kHard.begin(), kHard.end())));
  std::string text;
  for (const std::uint32_t c : *rc::gen::container<std::vector<std::uint32_t>>(any)) {
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(text);
  }
  return text;
}

RC_GTEST_PROP(Analyzer, GapsAndTokensAreTheText, ()) {
  const std::string text = random_text();
  std::string again;
  std::size_t end = 0;
  Analyzer().each(text, [&](const Token& token) {
    RC_ASSERT(token.begin >= end);
    again +=
        text.substr(end, token.begin - end) + text.substr(token.begin, token.end - token.begin);
    end = token.end;
  });
  RC_ASSERT(again + text.substr(end) == text);
}

// The oracle: ICU's borders of grapheme clusters.
RC_GTEST_PROP(Analyzer, TokensNeverCutACluster, ()) {
  const std::string text = random_text();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> clusters(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  clusters->setText(utext, status);
  bool whole = U_SUCCESS(status);
  Analyzer().each(text, [&](const Token& token) {
    whole = whole && clusters->isBoundary(static_cast<int32_t>(token.begin)) &&
            clusters->isBoundary(static_cast<int32_t>(token.end));
  });
  utext_close(utext);
  RC_ASSERT(whole);
}

RC_GTEST_PROP(Analyzer, TermsAreLowerCaseNfcAndNotTooLong, ()) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  for (const OwnedToken& token : Analyzer().tokens(clean(*mixed_text()))) {
    RC_ASSERT(token.term.size() <= kMaxTermBytes);
    RC_ASSERT(nfc->isNormalizedUTF8(token.term, status));
    RC_ASSERT(lower(token.term) == token.term);
  }
}

// What the Analyzer makes of short texts of our own in each script, to be read by a person.
TEST(Analyzer, GoldenSamples) {
  const std::filesystem::path dir =
      std::filesystem::path(LONTAR_SOURCE_DIR) / "tests" / "golden" / "text";
  std::size_t samples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(dir)) {
    if (entry.path().extension() != ".txt") continue;
    ++samples;
    const std::string text = clean(read(entry.path()));
    std::string made;
    for (const OwnedToken& token : Analyzer().tokens(text)) {
      made +=
          std::to_string(token.begin) + "-" + std::to_string(token.end) + " " + token.term + "\n";
    }
    const auto golden = std::filesystem::path(entry.path()).replace_extension(".tokens");
    if (std::getenv("LONTAR_UPDATE_GOLDEN")) std::ofstream(golden) << made;
    EXPECT_EQ(made, read(golden)) << entry.path();
  }
  EXPECT_GE(samples, 14u);
}

// Ten times the text may not take a hundred times as long, whatever the text is.
TEST(Analyzer, TakesTimeInProportionToTheText) {
  for (const std::string piece : {"a", "กฎหมาย", "法律", "é", "word ", "\u0301", "ไทย word "}) {
    const auto seconds = [&](std::size_t size) {
      std::string text;
      while (text.size() < size) text += piece;
      Analyzer analyzer;
      const auto start = std::chrono::steady_clock::now();
      analyzer.each(text, [](const Token&) {});
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    seconds(1000);
    EXPECT_LT(seconds(2'000'000), 40 * seconds(200'000) + 0.5) << piece;
  }
}

}  // namespace
}  // namespace lontar::text
