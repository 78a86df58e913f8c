// One question, every language: what is asked in English finds the documents in other languages,
// and who types the name of an instrument finds it first. The sample corpus and, where it is there,
// the Universal Declaration in eleven languages, through the real pipeline.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>

#include "indexer/run.h"
#include "search/searcher.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = LONTAR_SOURCE_DIR;
const fs::path kUdhr = kSource.parent_path() / "shared/data/udhr-xml";

using Ids = std::vector<std::string>;

// An index of some folders, made once for all tests.
class Index {
 public:
  explicit Index(const std::vector<fs::path>& folders) {
    auto kit = indexer::Toolkit::load(kSource / "config");
    EXPECT_TRUE(kit.ok());
    const auto summary = indexer::run({folders, folder_.path()}, *kit, {{}, {}, {}, {}});
    EXPECT_TRUE(summary.ok()) << summary.error().message;
    auto repository =
        search::Repository::open(folder_.path(), *search::Knowledge::load(kSource / "config"));
    EXPECT_TRUE(repository.ok()) << repository.error().message;
    searcher_ = std::make_unique<search::Searcher>(*repository);
  }

  search::SearchPage ask(const std::string& text, bool expand = true) {
    search::SearchRequest request;
    request.text = text;
    request.expand = expand;
    request.page_size = search::kMaxPageSize;
    return *searcher_->search(request);
  }

 private:
  indexer::TempFolder folder_;
  std::unique_ptr<search::Searcher> searcher_;
};

Index& sample() {
  static Index index({kSource / "corpus"});
  return index;
}

Index& sample_and_udhr() {
  static Index index({kSource / "corpus", kUdhr});
  return index;
}

Ids ids(const search::SearchPage& page) {
  Ids all;
  for (const auto& hit : page.hits) all.push_back(hit.record.id);
  return all;
}

std::set<std::string> languages(const search::SearchPage& page) {
  std::set<std::string> all;
  for (const auto& hit : page.hits) all.insert(hit.record.metadata.first(Field::kLanguage));
  return all;
}

// That the question finds its concept in Indonesian, Thai and Vietnamese, and that what the typed
// words alone find stands above.
void expect_in_every_language(Index& index, const std::string& id, const std::string& question) {
  SCOPED_TRACE(id + ": " + question);
  const auto page = index.ask(question);
  const bool known = std::ranges::any_of(
      page.expanded, [&](const search::ExpandedConcept& found) { return found.id == id; });
  EXPECT_TRUE(known) << "the question does not name the concept";
  EXPECT_THAT(languages(page), testing::IsSupersetOf({"id", "th", "vi"}));
  const auto typed = index.ask(question, false);
  // Where the typed words do not occur together the question is read more widely, and says so.
  if (!typed.warnings.empty()) return;
  Ids above = ids(page);
  ASSERT_LE(typed.hits.size(), above.size());
  above.resize(typed.hits.size());
  EXPECT_THAT(above, testing::UnorderedElementsAreArray(ids(typed))) << "literal matches first";
}

struct Asked {
  const char* id;
  const char* question;
};

constexpr Asked kOfTheSample[] = {
    {"haze", "haze"},
    {"haze", "transboundary haze pollution"},
    {"aathp", "AATHP"},
    {"forest-fires", "land and forest fires"},
    {"pollution", "pollution"},
    {"emergency", "emergency"},
    {"entry-into-force", "entry into force"},
    {"asean", "Association of Southeast Asian Nations"},
};

constexpr Asked kOfTheDeclaration[] = {
    {"asylum", "asylum"},
    {"children", "children"},
    {"citizenship", "nationality"},
    {"court", "tribunal"},
    {"culture", "cultural life"},
    {"democracy", "democratic society"},
    {"detention", "detention"},
    {"discrimination", "discrimination"},
    {"economic-social-and-cultural-rights", "economic, social and cultural rights"},
    {"education", "education"},
    {"elections", "elections"},
    {"equal-pay", "equal pay"},
    {"equality", "equality before the law"},
    {"fair-trial", "fair trial"},
    {"family", "family"},
    {"freedom-of-assembly", "freedom of assembly"},
    {"freedom-of-expression", "freedom of expression"},
    {"freedom-of-movement", "freedom of movement"},
    {"freedom-of-thought", "freedom of thought"},
    {"fundamental-freedoms", "fundamental freedoms"},
    {"fundamental-rights", "fundamental rights"},
    {"health", "health"},
    {"human-dignity", "human dignity"},
    {"human-rights", "human rights"},
    {"justice", "justice"},
    {"marriage", "marriage"},
    {"peace", "peace"},
    {"presumption-of-innocence", "presumption of innocence"},
    {"primary-education", "elementary education"},
    {"property", "property"},
    {"religion", "religion"},
    {"secret-ballot", "secret ballot"},
    {"slavery", "slavery"},
    {"social-protection", "social protection"},
    {"social-security", "social security"},
    {"sovereignty", "sovereignty"},
    {"standard-of-living", "standard of living"},
    {"torture", "torture"},
    {"trade-union", "trade unions"},
    {"unemployment", "unemployment"},
    {"united-nations", "United Nations"},
    {"wages", "wages"},
    {"working-hours", "working hours"},
};

TEST(OneQuestion, FindsTheSampleInEveryLanguage) {
  for (const auto& [id, question] : kOfTheSample) {
    if (std::string_view(id) == "aathp" || std::string_view(id) == "asean") {
      EXPECT_THAT(languages(sample().ask(question)), testing::IsSupersetOf({"id", "th", "vi"}))
          << question;
    } else {
      expect_in_every_language(sample(), id, question);
    }
  }
}

TEST(OneQuestion, FindsTheDeclarationInEveryLanguage) {
  if (!fs::exists(kUdhr)) GTEST_SKIP() << kUdhr << " is not here";
  for (const auto& [id, question] : kOfTheDeclaration) {
    expect_in_every_language(sample_and_udhr(), id, question);
  }
}

struct Named {
  const char* question;
  const char* id;
};

constexpr Named kNamed[] = {
    {"bangkok treaty", "1995-12-15-seanwfz-treaty"},
    {"seanwfz", "1995-12-15-seanwfz-treaty"},
    {"bangkok declaration", "1967-08-08-bangkok-declaration"},
    {"actip", "2015-11-21-actip"},
    {"actip art 5", "2015-11-21-actip"},
    {"ATIGA article 5", "2009-02-26-trade-in-goods-agreement"},
    {"ASEAN convention against trafficking in persons", "2015-11-21-actip"},
    {"asean charter", "2007-11-20-asean-charter"},
    {"Charter of the Association of Southeast Asian Nations", "2007-11-20-asean-charter"},
    {"piagam asean", "2007-11-20-asean-charter"},
    {"atiga", "2009-02-26-trade-in-goods-agreement"},
    {"haze agreement", "2002-06-10-transboundary-haze-agreement"},
    {"asean haze agreement", "2002-06-10-transboundary-haze-agreement"},
    {"tac", "1976-02-24-treaty-of-amity-and-cooperation"},
    {"treaty of amity and cooperation", "1976-02-24-treaty-of-amity-and-cooperation"},
    {"aadmer", "2005-07-26-aadmer"},
    {"acia", "2009-02-26-comprehensive-investment-agreement"},
    {"afas", "1995-12-15-framework-agreement-on-services"},
    {"atisa", "2020-10-07-trade-in-services-agreement"},
    {"rcep", "2020-11-15-rcep-agreement"},
    {"ahrd", "2012-11-18-human-rights-declaration"},
    {"asean human rights declaration", "2012-11-18-human-rights-declaration"},
    {"zopfan", "1971-11-27-zopfan-declaration"},
    {"bali concord", "1976-02-24-declaration-of-asean-concord"},
    {"bali concord ii", "2003-10-07-declaration-of-asean-concord-ii"},
    {"mlat", "2004-11-29-mutual-legal-assistance-treaty"},
    {"accT", "2007-01-13-convention-on-counter-terrorism"},
    {"mpac", "2010-10-28-master-plan-on-connectivity"},
    {"aoip", "2019-06-23-outlook-on-the-indo-pacific"},
    {"edsm protocol", "2019-12-20-enhanced-dispute-settlement-protocol"},
    {"bali work plan", "2019-bali-work-plan"},
    {"one asean one response", "2016-09-06-one-asean-one-response"},
    {"oposa v factoran", "1993-07-30-oposa-v-factoran"},
};

TEST(OneQuestion, ANamePutsItsInstrumentFirst) {
  for (const auto& [question, id] : kNamed) {
    const Ids found = ids(sample().ask(question));
    ASSERT_FALSE(found.empty()) << question;
    EXPECT_EQ(found.front(), id) << question;
  }
}

TEST(OneQuestion, AnArticleOfAnInstrumentIsItsFirstPassage) {
  if (!fs::exists(kUdhr)) GTEST_SKIP() << kUdhr << " is not here";
  struct Located {
    const char* question;
    const char* language;
    const char* label;
  };
  constexpr Located kLocated[] = {
      {"universal declaration of human rights art 5", "en", "Article 5"},
      {"pernyataan umum tentang hak-hak asasi manusia pasal 5", "id", "Pasal 5"},
  };
  for (const auto& [question, language, label] : kLocated) {
    const auto page = sample_and_udhr().ask(question);
    ASSERT_FALSE(page.hits.empty()) << question;
    EXPECT_EQ(page.hits[0].record.metadata.first(Field::kLanguage), language) << question;
    ASSERT_FALSE(page.hits[0].passages.empty()) << question;
    EXPECT_EQ(page.hits[0].passages[0].label, label) << question;
  }
}

}  // namespace
}  // namespace lontar
