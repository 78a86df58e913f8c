// Did you mean: through the searcher, over a small corpus of its own.
#include "search/corrector.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

#include "index/writer.h"
#include "search/searcher.h"

namespace lontar::search {
namespace {

namespace fs = std::filesystem;

struct Text {
  std::string language;
  std::string title;
  std::string text;
};
const std::vector<Text> kTexts = {
    {"en", "Transboundary haze pollution", "Peatland fires cause transboundary haze pollution."},
    {"en", "Customs", "The customs union lowers tariffs between neighbouring states."},
    {"en", "Hate speech", "Hate speech is punished."},
    {"vi", "Nghị định", "Nghị định về bảo vệ môi trường và xử phạt vi phạm."},
    {"th", "กฎหมาย", "กฎหมายว่าด้วยการคุ้มครองผู้บริโภคและสิ่งแวดล้อม"},
    {"km", "ច្បាប់", "ច្បាប់ស្តីពីការការពារបរិស្ថាន និងធនធានធម្មជាតិ"},
    {"my", "ဥပဒေ", "ပတ်ဝန်းကျင် ထိန်းသိမ်းရေး ဥပဒေ"},
};

class CorrectorTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    dir_ = fs::path(testing::TempDir()) / ("lontar_corrector_" + std::to_string(::getpid()));
    fs::remove_all(dir_);
    auto writer = index::Writer::open(dir_, index::WriteMode::kRebuild);
    for (const Text& one : kTexts) {
      Document document;
      document.id = one.title;
      document.content.metadata.offer(Field::kTitle, one.title, Source::kFile);
      document.content.metadata.offer(Field::kLanguage, one.language, Source::kFile);
      document.content.passages = {{.anchor = "p", .kind = "article", .text = one.text}};
      ASSERT_TRUE(writer->put(document).ok());
    }
    ASSERT_TRUE(writer->commit().ok());
    searcher_.emplace(
        *Repository::open(dir_, *Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config")));
  }
  static void TearDownTestSuite() {
    searcher_.reset();
    fs::remove_all(dir_);
  }

  static std::optional<SearchPage> ask(const std::string& text) {
    const auto page = searcher_->search({.text = text});
    EXPECT_TRUE(page.ok());
    return *page;
  }
  static std::string corrected(const std::string& text) {
    return ask(text)->corrected.value_or("");
  }

  static inline fs::path dir_;
  static inline std::optional<Searcher> searcher_;
};

TEST_F(CorrectorTest, WordsOfTheCorpusInEveryScript) {
  EXPECT_EQ(corrected("hazze"), "haze");
  EXPECT_EQ(corrected("polution"), "pollution");
  EXPECT_EQ(corrected("bảo vệ mối trườngg"), "bảo vệ mối trường");
  EXPECT_EQ(corrected("กฏหมาย"), "กฎหมาย");
  EXPECT_EQ(corrected("បរិស្ថន"), "បរិស្ថាន");
  EXPECT_EQ(corrected("ဥပေဒ"), "ဥပဒေ");
}

TEST_F(CorrectorTest, EverythingElseStaysAsTyped) {
  EXPECT_EQ(corrected("(\"peatland fires\" OR  title:hazze) -customs language:en peat*"),
            "(\"peatland fires\" OR  title:haze) -customs language:en peat*");
  EXPECT_EQ(corrected("Hazze, POLUTION!"), "haze, pollution!");
  EXPECT_EQ(corrected("language:eng hazze"), "language:eng haze");
}

TEST_F(CorrectorTest, NothingIsProposedForWhatIsThere) {
  EXPECT_EQ(ask("haze")->corrected, std::nullopt);
  EXPECT_EQ(ask("fire")->corrected, std::nullopt);          // by its stem
  EXPECT_EQ(ask("moi truong")->corrected, std::nullopt);    // without accents
  EXPECT_EQ(ask("customs haze")->corrected, std::nullopt);  // both there, never together
  EXPECT_EQ(ask("\"hazze\"")->corrected, std::nullopt);     // in quotes: meant so
  EXPECT_EQ(ask("-hazze")->corrected, std::nullopt);
  EXPECT_EQ(ask("hazz*")->corrected, std::nullopt);
  EXPECT_EQ(ask("")->corrected, std::nullopt);
  EXPECT_EQ(ask("haze the")->corrected, std::nullopt);  // grammar
}

TEST_F(CorrectorTest, OnlyWhenAllOfItCanBeMended) {
  EXPECT_EQ(ask("hazze xylophonist")->corrected, std::nullopt);
  EXPECT_EQ(ask("33/PUU-IX/2011")->corrected, std::nullopt);
}

TEST_F(CorrectorTest, WhatOccursWithTheOtherWordsIsPreferred) {
  EXPECT_EQ(corrected("speech hafe"), "speech hate");
  EXPECT_EQ(corrected("pollution hafe"), "pollution haze");
}

TEST_F(CorrectorTest, WordsRunTogetherOrTakenApart) {
  EXPECT_EQ(corrected("transboundaryhaze"), "transboundary haze");
  EXPECT_EQ(corrected("trans boundary haze"), "transboundary haze");
  EXPECT_EQ(corrected("haze pollu tion"), "haze pollution");
}

TEST_F(CorrectorTest, NeverSearchedSilently) {
  const auto page = ask("hazze");
  EXPECT_EQ(page->total, 0u);
  EXPECT_EQ(page->text, "hazze");
  EXPECT_EQ(page->parsed, "hazze");
}

// Whatever is proposed has no unknown word left, and what is known is never touched.
RC_GTEST_FIXTURE_PROP(CorrectorTest, ProposalsHoldOnlyWordsThatExist, ()) {
  if (!searcher_) SetUpTestSuite();
  static const std::vector<std::string> kWords = {
      "haze", "transboundary", "pollution", "customs", "union", "กฎหมาย", "ច្បាប់",
      "ဥပဒေ", "nghị",          "môi",       "OR",      "(",     ")",      "-",
      "\"",   "title:",        "speech",    "tariffs"};
  std::string text;
  for (int words = *rc::gen::inRange(1, 5); words > 0; --words) {
    std::string word = *rc::gen::elementOf(kWords);
    if (word.size() > 5 && *rc::gen::inRange(0, 3) == 0) {
      const auto at =
          static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(word.size())));
      if ((static_cast<unsigned char>(word[at]) & 0x80) == 0)
        word.insert(at, 1, *rc::gen::inRange('a', 'z'));
    }
    text += word + (*rc::gen::inRange(0, 6) == 0 ? "" : " ");
  }
  const auto page = ask(text);
  if (page->corrected) {
    RC_ASSERT(*page->corrected != text);
    RC_ASSERT(!ask(*page->corrected)->corrected);
  }
}

}  // namespace
}  // namespace lontar::search
