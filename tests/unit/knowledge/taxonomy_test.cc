#include "knowledge/taxonomy.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/member_state.h"

namespace lontar::knowledge {
namespace {

const Taxonomy& taxonomy() {
  static const Taxonomy loaded = [] {
    auto result = Taxonomy::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
    return result ? std::move(*result) : (ADD_FAILURE() << result.error().message, Taxonomy());
  }();
  return loaded;
}

std::string code(Field field, std::string_view text) { return taxonomy().code(field, text); }

TEST(Taxonomy, FindsByCodeLabelAndAliasWithoutCase) {
  EXPECT_EQ(code(Field::kMemberStates, "IDN"), "ID");
  EXPECT_EQ(code(Field::kMemberStates, "viet nam"), "VN");
  EXPECT_EQ(code(Field::kMemberStates, "Vietnam"), "VN");
  EXPECT_EQ(code(Field::kMemberStates, "ประเทศไทย"), "TH");
  EXPECT_EQ(code(Field::kMemberStates, "Lao People's Democratic Republic"), "LA");
  EXPECT_EQ(code(Field::kType, "Free Trade Agreement"), "free-trade-agreement");
  EXPECT_EQ(code(Field::kType, "Free Trade Agreement & Economic Integration Agreement"),
            "free-trade-and-economic-integration-agreement");
  EXPECT_EQ(code(Field::kStatus, "In Force"), "in-force");
  EXPECT_EQ(code(Field::kStatus, "Inactive"), "no-longer-in-force");
  EXPECT_EQ(code(Field::kStatus, "Early announcement-Signed"), "signed");
  EXPECT_EQ(code(Field::kStatus, "berkekuatan-hukum-tetap"), "final");
  EXPECT_EQ(code(Field::kTopics, "narkotika-dan-psikotropika"), "narcotics");
  EXPECT_EQ(code(Field::kTopics, "Trafficking_in  PERSONS"), "trafficking-in-persons");
  EXPECT_EQ(code(Field::kCommunity, "apsc"), "APSC");
  EXPECT_EQ(code(Field::kCourt, "sghc(a)"), "SGHC(A)");
}

TEST(Taxonomy, KeepsWhatItDoesNotKnow) {
  EXPECT_EQ(taxonomy().find(Field::kMemberStates, "JPN"), nullptr);
  EXPECT_EQ(code(Field::kMemberStates, "JPN"), "JPN");
  EXPECT_EQ(code(Field::kCourt, "pn-sidoarjo"), "pn-sidoarjo");
  EXPECT_EQ(taxonomy().find(Field::kTitle, "ID"), nullptr);
  EXPECT_TRUE(taxonomy().concepts(Field::kTitle).empty());
}

TEST(Taxonomy, LabelsFallBackToEnglishAndThenToTheCode) {
  EXPECT_EQ(taxonomy().label(Field::kMemberStates, "TH", "vi"), "Thái Lan");
  EXPECT_EQ(taxonomy().label(Field::kMemberStates, "TH", "xx"), "Thailand");
  EXPECT_EQ(taxonomy().label(Field::kCourt, "pn-sidoarjo"), "pn-sidoarjo");
}

TEST(Taxonomy, HoldsAllMemberStatesUnderTheirNames) {
  EXPECT_EQ(taxonomy().concepts(Field::kMemberStates).size(), kMemberStates.size());
  for (const MemberState& state : kMemberStates) {
    EXPECT_EQ(taxonomy().label(Field::kMemberStates, state.code), state.name);
  }
}

TEST(Taxonomy, EveryBodyAndCourtStandsInItsPlace) {
  for (const Concept& court : taxonomy().concepts(Field::kCourt)) {
    EXPECT_FALSE(court.member_state.empty()) << court.code;
  }
  EXPECT_EQ(taxonomy().find(Field::kBody, "AMMTC")->community, "APSC");
  EXPECT_EQ(taxonomy().find(Field::kCourt, "SGHC")->superior, "SGHC(A)");
  EXPECT_EQ(taxonomy().find(Field::kType, "treaty")->binding, true);
  EXPECT_EQ(taxonomy().find(Field::kType, "declaration")->binding, false);
  EXPECT_EQ(taxonomy().find(Field::kType, "memorandum of understanding")->binding, std::nullopt);
  EXPECT_EQ(taxonomy().find(Field::kType, "judgment")->binding, std::nullopt);
}

class BrokenTaxonomy : public testing::Test {
 protected:
  std::string error_of(std::string_view toml) {
    const std::filesystem::path dir =
        std::filesystem::path(testing::TempDir()) /
        ("lontar-taxonomy-" +
         std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(dir);
    std::ofstream(dir / "taxonomy.toml") << toml;
    const auto loaded = Taxonomy::load(dir);
    std::filesystem::remove_all(dir);
    return loaded ? ""
                  : loaded.error().message.substr(loaded.error().message.rfind("taxonomy.toml"));
  }
};

TEST_F(BrokenTaxonomy, IsNamedWithLineAndRemedy) {
  EXPECT_EQ(error_of("[[topic]]\nlabels = {en = 'X'}\n"), "taxonomy.toml:1: a row needs a code");
  EXPECT_EQ(error_of("[[topic]]\ncode = 'x'\n"),
            "taxonomy.toml:1: 'x' needs a label in English (labels.en)");
  EXPECT_EQ(
      error_of("[[topic]]\ncode='x'\nlabels={en='A'}\n[[topic]]\ncode='y'\nlabels={en='a'}\n"),
      "taxonomy.toml:4: 'a' of 'y' already means 'x'");
  EXPECT_EQ(error_of("[[member_state]]\ncode='JP'\nlabels={en='Japan'}\n"),
            "taxonomy.toml:1: 'JP' is not the code of an ASEAN Member State");
  EXPECT_EQ(error_of("topic = [1]"), "taxonomy.toml:1: write [[topic]]");
}

}  // namespace
}  // namespace lontar::knowledge
