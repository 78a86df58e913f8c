#include "knowledge/thesaurus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "text/analyzer.h"

namespace lontar::knowledge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

const fs::path kConfig = fs::path(LONTAR_SOURCE_DIR) / "config";

const text::Languages& languages() {
  static const auto loaded = text::Languages::load(kConfig);
  return *loaded;
}

// A thesaurus of the given text, from a folder that goes away with the test.
class Written {
 public:
  explicit Written(const std::string& toml)
      : dir_(fs::temp_directory_path() / ("lontar-thesaurus-" + std::to_string(getpid()))) {
    fs::create_directories(dir_);
    std::ofstream(dir_ / "thesaurus.toml") << toml;
  }
  ~Written() { fs::remove_all(dir_); }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  Result<Thesaurus> load() const { return Thesaurus::load(dir_, languages()); }

 private:
  fs::path dir_;
};

std::string complaint(const std::string& toml) {
  const auto loaded = Written(toml).load();
  return loaded ? "loaded" : loaded.error().message;
}

const Thesaurus& shipped() {
  static const auto loaded = Thesaurus::load(kConfig, languages());
  EXPECT_TRUE(loaded.ok()) << loaded.error().message;
  return *loaded;
}

// What the shipped thesaurus finds in a text: "id(words)" one after the other.
std::vector<std::string> found(std::string_view text) {
  text::Analyzer analyzer;
  const auto tokens = analyzer.tokens(text);
  std::vector<Thesaurus::Word> words;
  std::size_t end = 0;
  for (const auto& token : tokens) {
    const auto between = text.substr(end, token.begin - end);
    const bool joined = !between.empty() && between.find(' ') == std::string_view::npos;
    const auto written = text.substr(token.begin, token.end - token.begin);
    words.push_back({token.term, Thesaurus::as_abbreviation(written), joined});
    end = token.end;
  }
  std::vector<std::string> names;
  for (const auto& match : shipped().find(words)) {
    std::string name;
    for (const std::size_t number : match.concepts) {
      name += (name.empty() ? "" : "+") + shipped().concepts()[number].id;
    }
    name += "(";
    for (std::size_t i = 0; i < match.count + match.number; ++i) {
      name += (i > 0 ? " " : "") + tokens[match.begin + i].term;
    }
    names.push_back(name + ")");
  }
  return names;
}

TEST(Thesaurus, FindsNamesOfAnyLanguageWithoutCase) {
  EXPECT_THAT(found("Human Trafficking"), ElementsAre("trafficking-in-persons(human trafficking)"));
  EXPECT_THAT(found("korban perdagangan orang"), ElementsAre("victims(korban perdagangan orang)"));
  EXPECT_THAT(found("การค้ามนุษย์"), testing::SizeIs(1));
  EXPECT_THAT(found("actip"), ElementsAre("actip(actip)"));
  EXPECT_THAT(found("nothing of this kind"), IsEmpty());
}

TEST(Thesaurus, TheLongestNameWins) {
  EXPECT_THAT(found("asean charter"), ElementsAre("asean-charter(asean charter)"));
  EXPECT_THAT(found("asean haze agreement"), ElementsAre("asean(asean)", "aathp(haze agreement)"));
  EXPECT_THAT(found("transboundary haze in asean"),
              ElementsAre("haze(transboundary haze)", "asean(asean)"));
}

TEST(Thesaurus, AccentsCountOnlyWhereTheyAreTyped) {
  EXPECT_THAT(found("mua ban nguoi"), ElementsAre("trafficking-in-persons(mua ban nguoi)"));
  EXPECT_THAT(found("mua bán người"), ElementsAre("trafficking-in-persons(mua bán người)"));
  EXPECT_THAT(found("mua bàn người"), IsEmpty());
}

TEST(Thesaurus, EnglishNamesInSingularAndPlural) {
  EXPECT_THAT(found("wildlife trades"), ElementsAre("wildlife-trade(wildlife trades)"));
  EXPECT_THAT(found("safeguard measure"), ElementsAre("safeguard-measures(safeguard measure)"));
  EXPECT_THAT(found("deportations"), ElementsAre("deportation(deportations)"));
}

TEST(Thesaurus, OldAndNewVietnameseToneMarks) {
  EXPECT_THAT(found("hoà bình"), ElementsAre("peace(hoà bình)"));
  EXPECT_THAT(found("hòa bình"), ElementsAre("peace(hòa bình)"));
}

TEST(Thesaurus, AbbreviationsThatAreWordsNeedCapitals) {
  EXPECT_THAT(found("TIP"), ElementsAre("trafficking-in-persons(tip)"));
  EXPECT_THAT(found("tip"), IsEmpty());
  EXPECT_THAT(found("Tip"), IsEmpty());
  EXPECT_THAT(found("the TAC and a tac"), ElementsAre("tac(tac)"));
}

TEST(Thesaurus, DraftingWordsMeanSomethingBeforeANumberOnly) {
  EXPECT_THAT(found("art 5"), ElementsAre("article(art 5)"));
  EXPECT_THAT(found("actip art 5"), ElementsAre("actip(actip)", "article(art 5)"));
  EXPECT_THAT(found("s 3(1)(b)"), ElementsAre("section(s 3 1 b)"));
  EXPECT_THAT(found("pasal 5 ayat (2)"), ElementsAre("article(pasal 5)", "paragraph(ayat 2)"));
  EXPECT_THAT(found("§ 5"), ElementsAre("section(§ 5)"));
  EXPECT_THAT(found("modern art"), IsEmpty());
}

TEST(Thesaurus, JoinedWordsAreNotTakenApart) {
  EXPECT_THAT(found("e-commerce"), ElementsAre("e-commerce(e commerce)"));
  EXPECT_THAT(found("33/PUU-IX/2011"), IsEmpty());
  EXPECT_THAT(found("trade/haze"), IsEmpty());
}

TEST(Thesaurus, ANameOfTwoConceptsMeansBoth) {
  EXPECT_THAT(found("关税"), ElementsAre("customs+tariff(关税)"));
}

TEST(Thesaurus, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(complaint("[concept.a]\nen = [\"a\"]\n[concept.a]\nen = [\"b\"]\n"),
              HasSubstr("thesaurus.toml:3"));
  EXPECT_THAT(complaint("[concept.a]\nen = [\"...\"]\n"), HasSubstr("holds no word"));
  EXPECT_THAT(complaint("[concept.a]\nen = []\n"), HasSubstr("not a list of names"));
  EXPECT_THAT(complaint("[concept.a]\n"), HasSubstr("has no name"));
  EXPECT_THAT(complaint("[concept.a]\nxx = [\"a\"]\n"), HasSubstr("not the code of a language"));
  EXPECT_THAT(complaint("[concept.a]\nen = [\"Haze\", \"haze\"]\n"), HasSubstr("twice"));
  EXPECT_THAT(complaint("[concept.a]\ncaps = [\"tip\"]\n"), HasSubstr("no abbreviation"));
  EXPECT_THAT(complaint("[concept.A_b]\nen = [\"a\"]\n"), HasSubstr("is no id"));
  EXPECT_THAT(complaint("x = 1\n"), HasSubstr("no concept"));
  EXPECT_THAT(complaint("[concept.a]\nen = [\"a\"]\n\n[concept.b]\nvi = [\"\"]\n"),
              HasSubstr("thesaurus.toml:5"));
}

TEST(ShippedThesaurus, HasTheConceptsOfTheRegion) {
  EXPECT_GE(std::ranges::count(shipped().concepts(), false, &Thesaurus::Concept::before_number),
            150);
}

TEST(ShippedThesaurus, EveryConceptHasSeveralNamesAndAnEnglishOne) {
  for (const auto& entry : shipped().concepts()) {
    EXPECT_GE(entry.names.size(), 2u) << entry.id;
    EXPECT_TRUE(std::ranges::count(entry.names, "en", &Thesaurus::Name::language)) << entry.id;
  }
}

TEST(ShippedThesaurus, NoNameIsMadeOfStopWordsOnly) {
  for (const auto& entry : shipped().concepts()) {
    for (const auto& name : entry.names) {
      const text::Language* language =
          languages().find(name.language.empty() ? "en" : name.language);
      ASSERT_TRUE(language) << name.language;
      const auto is_stop_word = [&](const std::string& word) {
        return std::ranges::find(language->stop_words, word) != language->stop_words.end();
      };
      EXPECT_FALSE(!entry.before_number &&
                   std::ranges::all_of(name.spellings.front(), is_stop_word))
          << entry.id << ": " << name.text;
    }
  }
}

TEST(ShippedThesaurus, IsSortedForItsEditors) {
  std::ifstream file(kConfig / "thesaurus.toml");
  std::map<std::string, std::string> last;  // by section
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('[')) continue;
    const auto section = line.substr(1, line.find('.') - 1);
    const auto id = line.substr(line.find('.') + 1, line.find(']') - line.find('.') - 1);
    EXPECT_LT(last[section], id) << "move it to its place in the alphabet";
    last[section] = id;
  }
}

// The table of docs/languages.md: how many concepts have a name in each language.
TEST(ShippedThesaurus, CoverageIsWhatTheDocumentationSays) {
  std::map<std::string, std::set<std::string>> coverage;
  std::size_t concepts = 0;
  for (const auto& entry : shipped().concepts()) {
    if (entry.before_number) continue;
    ++concepts;
    for (const auto& name : entry.names) coverage[name.language].insert(entry.id);
  }
  std::string rows = "| concepts | " + std::to_string(concepts) + " |\n";
  for (const auto& language : languages().all()) {
    if (const auto found = coverage.find(language.code); found != coverage.end()) {
      rows += "| " + language.name + " | " + std::to_string(found->second.size()) + " |\n";
    }
  }
  std::ifstream file(fs::path(LONTAR_SOURCE_DIR) / "docs/thesaurus.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(page, HasSubstr(rows)) << "write these rows into docs/thesaurus.md:\n" << rows;
}

}  // namespace
}  // namespace lontar::knowledge
