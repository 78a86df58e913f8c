// What is suggested, in which order, and that it agrees with looking at every name.
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <thread>

#include "index/writer.h"
#include "search/searcher.h"

namespace lontar::search {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

struct Made {
  std::string id;
  std::string title;
  std::string language = "en";
  std::string short_title{};
  std::vector<std::string> citations{};
  std::vector<std::string> headings{};
  std::string topic{};
};

Document document_of(const Made& made) {
  Document document;
  document.id = made.id;
  Metadata& metadata = document.content.metadata;
  const auto offer = [&](Field field, const std::string& value) {
    if (!value.empty()) metadata.offer(field, value, Source::kFile);
  };
  offer(Field::kTitle, made.title);
  offer(Field::kShortTitle, made.short_title);
  offer(Field::kLanguage, made.language);
  offer(Field::kTopics, made.topic);
  metadata.offer_list(Field::kCitation, made.citations, Source::kFile);
  for (std::size_t i = 0; i < made.headings.size(); ++i) {
    document.content.passages.push_back(
        {.anchor = "p" + std::to_string(i), .kind = "article", .heading = made.headings[i]});
  }
  return document;
}

class SuggestTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::path(testing::TempDir()) / ("lontar_suggest_" + std::to_string(::getpid()));
    fs::remove_all(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }

  void put(const std::vector<Made>& all) {
    auto writer = index::Writer::open(dir_, index::WriteMode::kUpdate);
    for (const Made& made : all) ASSERT_TRUE(writer->put(document_of(made)).ok());
    ASSERT_TRUE(writer->commit().ok());
    if (!searcher_) {
      static const Knowledge kKnowledge = *Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config");
      repository_ = *Repository::open(dir_, kKnowledge);
      searcher_.emplace(repository_);
    }
  }

  std::vector<Suggestion> suggest(std::string_view typed, std::size_t limit = 10) {
    const auto found = searcher_->suggest(typed, limit);
    EXPECT_TRUE(found.ok());
    return found->suggestions;
  }
  std::vector<std::string> texts(std::string_view typed, std::size_t limit = 10) {
    std::vector<std::string> all;
    for (const Suggestion& one : suggest(typed, limit)) all.push_back(one.text);
    return all;
  }

  fs::path dir_;
  std::shared_ptr<Repository> repository_;
  std::optional<Searcher> searcher_;
};

TEST_F(SuggestTest, TheBeginningOfANameBeforeTheBeginningOfItsWords) {
  put({{"a", "ASEAN Agreement on Transboundary Haze Pollution"},
       {"b", "Haze Action Plan"},
       {"c", "Haze"},
       {"d", "Treaty of Amity"}});
  const std::string agreement = "ASEAN Agreement on Transboundary Haze Pollution";
  EXPECT_THAT(texts("haz"), ElementsAre("Haze", "Haze Action Plan", agreement));
  EXPECT_THAT(texts("HAZE pol"), ElementsAre(agreement));
  EXPECT_THAT(texts("pol asean"), ElementsAre(agreement));  // here and there
  EXPECT_THAT(texts("aze"), IsEmpty());
  EXPECT_THAT(texts("haz "), IsEmpty());  // a complete word
  EXPECT_THAT(texts("haze "), ElementsAre("Haze", "Haze Action Plan", agreement));
  EXPECT_THAT(texts("haz", 2), ElementsAre("Haze", "Haze Action Plan"));
}

TEST_F(SuggestTest, NothingTypedSuggestsNothing) {
  put({{"a", "Haze"}});
  EXPECT_THAT(texts(""), IsEmpty());
  EXPECT_THAT(texts(" ,.;"), IsEmpty());
  EXPECT_THAT(texts("h", 0), IsEmpty());
  EXPECT_THAT(texts(std::string(5000, 'h')), IsEmpty());
}

TEST_F(SuggestTest, AccentsMayBeLeftOutAndCountWhereTyped) {
  put({{"a", "Nghị định về hòa giải", "vi"}, {"b", "Nghi dinh ve hoa giai", "vi"}});
  EXPECT_THAT(texts("nghi dinh"), ElementsAre("Nghi dinh ve hoa giai", "Nghị định về hòa giải"));
  EXPECT_THAT(texts("nghị đ"), ElementsAre("Nghị định về hòa giải", "Nghi dinh ve hoa giai"));
}

TEST_F(SuggestTest, EveryScriptByItsWords) {
  put({{"th", "พระราชบัญญัติป้องกันมลพิษหมอกควันข้ามแดน", "th"},
       {"km", "ច្បាប់ស្តីពីការការពារបរិស្ថាន", "km"},
       {"my", "ပတ်ဝန်းကျင်ထိန်းသိမ်းရေးဥပဒေ", "my"},
       {"zh", "跨境烟霾污染协定", "zh"},
       {"ta", "சுற்றுச்சூழல் பாதுகாப்பு சட்டம்", "ta"}});
  EXPECT_THAT(texts("พระ"), ElementsAre("พระราชบัญญัติป้องกันมลพิษหมอกควันข้ามแดน"));
  EXPECT_THAT(texts("หมอกควัน"), ElementsAre("พระราชบัญญัติป้องกันมลพิษหมอกควันข้ามแดน"));
  EXPECT_THAT(texts("ច្បា"), ElementsAre("ច្បាប់ស្តីពីការការពារបរិស្ថាន"));
  EXPECT_THAT(texts("ပတ်"), ElementsAre("ပတ်ဝန်းကျင်ထိန်းသိမ်းရေးဥပဒေ"));
  EXPECT_THAT(texts("污染"), ElementsAre("跨境烟霾污染协定"));
  EXPECT_THAT(texts("பாது"), ElementsAre("சுற்றுச்சூழல் பாதுகாப்பு சட்டம்"));
}

TEST_F(SuggestTest, CitationsAsPeopleTypeThem) {
  put({{"a", "One v Two", "en", "", {"[2019] SGCA 12"}},
       {"b", "Three v Four", "en", "", {"G.R. No. 101083"}},
       {"c", "Putusan", "id", "", {"33/PUU-IX/2011"}}});
  EXPECT_THAT(texts("2019 sgc"), ElementsAre("[2019] SGCA 12"));
  EXPECT_THAT(texts("[2019] SGCA 1"), ElementsAre("[2019] SGCA 12"));
  for (const char* typed : {"G.R", "G.R.", "gr no", "G.R. No. 1010", "gr no. 101083"})
    EXPECT_THAT(texts(typed), ElementsAre("G.R. No. 101083")) << typed;
  for (const char* typed : {"33/PUU", "33/puu-", "33 puu ix"})
    EXPECT_THAT(texts(typed), ElementsAre("33/PUU-IX/2011")) << typed;
  EXPECT_EQ(suggest("gr no")[0].kind, SuggestionKind::kCitation);
  EXPECT_EQ(suggest("gr no")[0].document, "b");
}

TEST_F(SuggestTest, EqualNamesAreOneSuggestion) {
  put({{"a", "AADMER", "en", "AADMER"},
       {"b", "Judgment", "en"},
       {"c", "Judgment", "id"},
       {"d", "judgment", "id"},
       {"e", "The ASEAN Charter", "en", "Charter"},
       {"f", "Piagam ASEAN", "id", "Charter"}});
  const auto one = suggest("aadm");
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].kind, SuggestionKind::kTitle);
  EXPECT_EQ(one[0].document, "a");
  EXPECT_EQ(one[0].query, "");
  const auto many = suggest("judg");
  ASSERT_EQ(many.size(), 1u);
  EXPECT_EQ(many[0].count, 3u);
  EXPECT_EQ(many[0].document, "");
  EXPECT_EQ(many[0].language, "");
  EXPECT_EQ(searcher_->search({.text = many[0].query})->total, 3u);
  EXPECT_EQ(suggest("chart")[0].count, 2u);
  EXPECT_EQ(suggest("chart")[0].kind, SuggestionKind::kShortTitle);
}

TEST_F(SuggestTest, PhrasesThatSeveralDocumentsBearAsHeadings) {
  put({{"a", "One", "en", "", {}, {"Settlement of Disputes", "Entry into Force"}},
       {"b", "Two", "en", "", {}, {"SETTLEMENT OF DISPUTES"}},
       {"c", "Three", "th", "", {}, {"การระงับข้อพิพาท"}},
       {"d", "Four", "th", "", {}, {"การระงับข้อพิพาท"}}});
  const auto found = suggest("disp");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "settlement of disputes");
  EXPECT_EQ(found[0].kind, SuggestionKind::kPhrase);
  EXPECT_EQ(found[0].language, "en");
  EXPECT_EQ(found[0].count, 2u);
  EXPECT_EQ(searcher_->search({.text = found[0].query})->total, 2u);
  EXPECT_THAT(texts("entry"), IsEmpty());
  EXPECT_EQ(suggest("การระงับ")[0].language, "th");
}

TEST_F(SuggestTest, TopicsThatDocumentsHaveUnderTheirNames) {
  put({{"a", "One", "en", "", {}, {}, "transboundary-haze"},
       {"b", "Two", "en", "", {}, {}, "transboundary-haze"}});
  const auto found = suggest("transboundary haze");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, SuggestionKind::kTopic);
  EXPECT_EQ(found[0].topic, "transboundary-haze");
  EXPECT_EQ(found[0].count, 2u);
  EXPECT_THAT(texts("refugees"), IsEmpty());  // nobody's topic
}

TEST_F(SuggestTest, ANewGenerationBringsItsNames) {
  put({{"a", "Haze"}});
  EXPECT_THAT(texts("h"), ElementsAre("Haze"));
  put({{"b", "Harbours"}});
  EXPECT_THAT(texts("h"), ElementsAre("Haze", "Harbours"));
  EXPECT_EQ(searcher_->suggest("h", 1)->generation, 2u);
}

TEST_F(SuggestTest, ManyThreadsMakeItOnce) {
  put({{"a", "Haze"}});
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      Searcher searcher(repository_);
      for (int round = 0; round < 20; ++round) {
        const auto found = searcher.suggest("ha", 5);
        EXPECT_TRUE(found.ok());
        EXPECT_FALSE(found->suggestions.empty());
      }
    });
  }
  for (int round = 0; round < 5; ++round) put({{"n" + std::to_string(round), "Harbours"}});
}

// Against every name, word by word.
RC_GTEST_FIXTURE_PROP(SuggestTest, IsWhatLookingAtEveryNameGives, ()) {
  SetUp();
  searcher_.reset();
  static const std::vector<std::string> kWords = {"haze", "hazard", "trade", "treaty", "tra", "a"};
  std::vector<Made> all;
  std::set<std::string> titles;
  for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
    std::string title;
    for (int words = *rc::gen::inRange(1, 5); words > 0; --words)
      title += (title.empty() ? "" : " ") + *rc::gen::elementOf(kWords);
    if (titles.insert(title).second) all.push_back({"d" + std::to_string(i), title});
  }
  put(all);
  std::string typed = *rc::gen::elementOf(kWords);
  typed.resize(
      static_cast<std::size_t>(*rc::gen::inRange<int>(1, static_cast<int>(typed.size()) + 1)));
  std::vector<std::tuple<int, std::size_t, std::string>> expected;
  for (const std::string& title : titles) {
    const std::string spaced = " " + title;
    if (spaced.find(" " + typed) == std::string::npos) continue;
    const int grade = title == typed ? 0 : title.starts_with(typed) ? 1 : 2;
    expected.emplace_back(grade, title.size(), title);
  }
  std::ranges::sort(expected);
  std::vector<std::string> wanted;
  for (const auto& [grade, size, title] : expected) wanted.push_back(title);
  RC_ASSERT(texts(typed, 50) == wanted);
  wanted.resize(std::min<std::size_t>(wanted.size(), 3));
  RC_ASSERT(texts(typed, 3) == wanted);
  TearDown();
}

}  // namespace
}  // namespace lontar::search
