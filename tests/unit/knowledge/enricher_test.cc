#include "knowledge/enricher.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace lontar::knowledge {
namespace {

const std::filesystem::path kConfig = std::filesystem::path(LONTAR_SOURCE_DIR) / "config";

const Taxonomy& taxonomy() {
  static const Taxonomy loaded = Taxonomy::load(kConfig).value();
  return loaded;
}
const text::Languages& languages() {
  static const text::Languages loaded = text::Languages::load(kConfig).value();
  return loaded;
}

using Values = std::vector<std::string>;

class EnricherTest : public testing::Test {
 protected:
  void SetUp() override {
    auto created = Enricher::create(taxonomy(), languages());
    ASSERT_TRUE(created) << created.error().message;
    enricher_.emplace(std::move(*created));
  }

  static Passage article(int number, std::string text, std::string heading = "") {
    Passage passage;
    passage.kind = "article";
    passage.label = "Article " + std::to_string(number);
    passage.heading = std::move(heading);
    passage.text = std::move(text);
    return passage;
  }

  static ParsedDocument titled(std::string title, std::vector<Passage> passages = {}) {
    ParsedDocument document;
    document.metadata.offer(Field::kTitle, std::move(title), Source::kFile);
    document.passages = std::move(passages);
    return document;
  }

  Metadata enriched(ParsedDocument document) {
    enricher_->enrich(document);
    return document.metadata;
  }

  std::string type_of(std::string title) {
    return enriched(titled(std::move(title))).first(Field::kType);
  }

  std::optional<Enricher> enricher_;
};

TEST_F(EnricherTest, BringsGivenValuesIntoItsOwnTerms) {
  ParsedDocument document;
  Metadata& given = document.metadata;
  given.offer(Field::kType, "Free Trade Agreement", Source::kFile);
  given.offer(Field::kStatus, "In Force", Source::kFile);
  given.offer(Field::kCourt, "pn-sidoarjo", Source::kFile);
  given.offer_list(Field::kTopics, {"pidana-khusus", "narkotika-dan-psikotropika"}, Source::kFile);
  given.offer_list(Field::kMemberStates, {"IDN", "Viet Nam", "JPN"}, Source::kCatalogue);
  given.offer(Field::kLanguage, "ind", Source::kFile);
  const Metadata found = enriched(document);
  EXPECT_EQ(found.all(Field::kType), Values{"free-trade-agreement"});
  EXPECT_EQ(found.all(Field::kStatus), Values{"in-force"});
  EXPECT_EQ(found.all(Field::kCourt), Values{"pn-sidoarjo"});
  EXPECT_EQ(found.all(Field::kTopics), (Values{"criminal-law", "narcotics"}));
  EXPECT_EQ(found.all(Field::kMemberStates), (Values{"ID", "VN"}));
  EXPECT_EQ(found.all(Field::kParties), (Values{"IDN", "Viet Nam", "JPN"}));
  EXPECT_EQ(found.all(Field::kLanguage), Values{"id"});
  EXPECT_EQ(found[Field::kType].source, Source::kFile);
  EXPECT_EQ(found[Field::kMemberStates].source, Source::kCatalogue);
}

TEST_F(EnricherTest, StatesAreThoseThatAreStatedNeverThoseMentioned) {
  ParsedDocument foreign = titled("Japan - Korea: Agreement with effect in Thailand and Viet Nam");
  foreign.metadata.offer_list(Field::kParties, {"JPN", "KOR"}, Source::kFile);
  foreign.passages = {article(1, "Indonesia, Malaysia and Singapore take note.")};
  const Metadata found = enriched(foreign);
  EXPECT_TRUE(found[Field::kMemberStates].given());
  EXPECT_EQ(found.all(Field::kMemberStates), Values{});
  EXPECT_EQ(found.all(Field::kParties), (Values{"JPN", "KOR"}));

  ParsedDocument mentioned = titled("Treaty with Thailand", {article(1, "Thailand and Thailand.")});
  EXPECT_FALSE(enriched(mentioned)[Field::kMemberStates].given());
}

TEST_F(EnricherTest, ACourtStandsForItsState) {
  ParsedDocument decision = titled("A Ltd v B Ltd");
  decision.metadata.offer(Field::kCourt, "Singapore Court of Appeal", Source::kCatalogue);
  const Metadata found = enriched(decision);
  EXPECT_EQ(found.all(Field::kCourt), Values{"SGCA"});
  EXPECT_EQ(found.all(Field::kMemberStates), Values{"SG"});
  EXPECT_EQ(found[Field::kMemberStates].source, Source::kInferred);
  EXPECT_EQ(found[Field::kMemberStates].evidence, "court SGCA");
}

TEST_F(EnricherTest, WordsForNotKnowingAreNoValues) {
  ParsedDocument document = titled("Agreement on Transboundary Haze Pollution");
  document.metadata.offer(Field::kTopics, "tidak-diketahui", Source::kFile);
  document.metadata.offer(Field::kStatus, "unknown", Source::kFile);
  const Metadata found = enriched(document);
  EXPECT_EQ(found.all(Field::kTopics), Values{"transboundary-haze"});
  EXPECT_FALSE(found[Field::kStatus].given());
}

TEST_F(EnricherTest, ReadsTheTypeFromTheTitle) {
  EXPECT_EQ(type_of("Treaty of Amity and Cooperation in Southeast Asia"), "treaty");
  EXPECT_EQ(type_of("Charter of the Association of Southeast Asian Nations"), "charter");
  EXPECT_EQ(type_of("Protocol to Amend the ASEAN Charter"), "protocol");
  EXPECT_EQ(type_of("ASEAN Framework Agreement on Services"), "framework-agreement");
  EXPECT_EQ(type_of("Memorandum of Understanding on Cooperation"), "memorandum-of-understanding");
  EXPECT_EQ(type_of("Cha-am Hua Hin Declaration on the Roadmap"), "declaration");
  EXPECT_EQ(type_of("Joint Statement on Women, Peace and Security"), "joint-statement");
  EXPECT_EQ(type_of("Master Plan on ASEAN Connectivity"), "blueprint");
  EXPECT_EQ(type_of("ASEAN Plan of Action against Trafficking in Persons"), "plan-of-action");
  EXPECT_EQ(type_of("Terms of Reference of AICHR"), "terms-of-reference");
  EXPECT_EQ(type_of("Persetujuan ASEAN tentang Pencemaran Asap Lintas Batas"), "agreement");
  EXPECT_EQ(type_of("Kesepakatan bersama"), "agreement");
  EXPECT_EQ(type_of("Putusan Nomor 33/PUU-IX/2011"), "judgment");
  EXPECT_EQ(type_of("ปฏิญญาอาเซียนว่าด้วยสิทธิมนุษยชน"), "declaration");
  EXPECT_EQ(type_of("คำวินิจฉัยที่ 6-7/2551"), "judgment");
  EXPECT_EQ(type_of("Hiệp định ASEAN về ô nhiễm khói mù xuyên biên giới"), "agreement");
  EXPECT_EQ(type_of("Lim Meng Suang v Attorney-General"), "judgment");
  EXPECT_EQ(type_of("Bayan v. Zamora"), "judgment");
  EXPECT_EQ(type_of("Notes of a meeting"), "");
}

TEST_F(EnricherTest, KeepsTheEvidence) {
  const Metadata found = enriched(titled("ASEAN Agreement on Transboundary Haze Pollution"));
  EXPECT_EQ(found[Field::kType].evidence, "\"Agreement\" in the title");
  EXPECT_EQ(found[Field::kTopics].evidence,
            "transboundary-haze: \"Transboundary Haze Pollution\" in the title");
  EXPECT_EQ(found[Field::kTopics].source, Source::kInferred);
  EXPECT_EQ(found.all(Field::kCommunity), Values{"ASCC"});
  EXPECT_EQ(found[Field::kCommunity].evidence, "topics transboundary-haze");
}

TEST_F(EnricherTest, ATopicNeedsMoreThanAPassingMention) {
  const std::string filler = "The Parties shall meet once a year and adopt a report. ";
  std::vector<Passage> passages = {article(1, filler + "They recall the fight against terrorism."),
                                   article(2, filler), article(3, filler)};
  EXPECT_FALSE(enriched(titled("Minutes", passages))[Field::kTopics].given());
  passages.push_back(article(4, "Victims of trafficking shall be protected."));
  passages.push_back(article(5, "Child trafficking and trafficking in persons are offences."));
  const Metadata found = enriched(titled("Minutes of an ASEAN meeting", passages));
  EXPECT_EQ(found.all(Field::kTopics), Values{"trafficking-in-persons"});
  EXPECT_EQ(found[Field::kTopics].evidence,
            "trafficking-in-persons: \"Victims of trafficking\" in Article 4 and 2 more times");
  EXPECT_EQ(found.all(Field::kCommunity), Values{"APSC"});
}

TEST_F(EnricherTest, TheTitleOfAJudgmentNamesPartiesNotTopics) {
  EXPECT_FALSE(
      enriched(titled("Human Rights Trust v Land Acquisition Board"))[Field::kTopics].given());
}

TEST_F(EnricherTest, CommunityFollowsTheBodyBeforeTheTopic) {
  ParsedDocument document = titled("Joint Statement on Transboundary Haze Pollution");
  document.metadata.offer(Field::kBody, "ASEAN Ministerial Meeting on Transnational Crime",
                          Source::kCatalogue);
  const Metadata found = enriched(document);
  EXPECT_EQ(found.all(Field::kBody), Values{"AMMTC"});
  EXPECT_EQ(found.all(Field::kCommunity), Values{"APSC"});
  EXPECT_EQ(found[Field::kCommunity].evidence, "body AMMTC");
  EXPECT_EQ(enriched(titled("ASEAN Community Vision 2045")).all(Field::kCommunity),
            Values{"CROSS"});
}

TEST_F(EnricherTest, NothingOfOthersBelongsToACommunity) {
  for (const char* title :
       {"Free Trade Agreement between Chile and Mexico", "Universal Declaration of Human Rights",
        "Economic Partnership Agreement", "Trafficking Trust v ASEAN Bank"}) {
    EXPECT_FALSE(enriched(titled(title))[Field::kCommunity].given()) << title;
  }
  EXPECT_EQ(enriched(titled("ASEAN Human Rights Declaration")).all(Field::kCommunity),
            Values{"APSC"});
}

TEST_F(EnricherTest, FindsTheBodyButNotInEverydayWords) {
  const std::vector<Passage> passages = {
      article(1, "The ASEAN Labour Ministers (ALMM) oversee this work."),
      article(2, "ALMM reports to the Summit.")};
  const Metadata found = enriched(titled("Work Plan", passages));
  EXPECT_EQ(found.all(Field::kBody), Values{"ALMM"});
  EXPECT_EQ(found[Field::kBody].evidence,
            "\"ASEAN Labour Ministers\" in Article 1 and 2 more times");
  const std::vector<Passage> machine = {
      article(1, "an atm, an aem, an aem and an almm of the bank")};
  EXPECT_FALSE(enriched(titled("Bank notes", machine))[Field::kBody].given());
}

TEST_F(EnricherTest, NeverOverwritesWhatWasGiven) {
  ParsedDocument document = titled("Treaty on Extradition");
  document.metadata.offer(Field::kType, "declaration", Source::kCatalogue);
  document.metadata.offer_list(Field::kTopics, {}, Source::kCatalogue);
  document.metadata.offer(Field::kCommunity, "CROSS", Source::kFile);
  document.metadata.offer(Field::kLanguage, "th", Source::kFile);
  const Metadata found = enriched(document);
  EXPECT_EQ(found.all(Field::kType), Values{"declaration"});
  EXPECT_EQ(found.all(Field::kTopics), Values{});
  EXPECT_EQ(found.all(Field::kCommunity), Values{"CROSS"});
  EXPECT_EQ(found.all(Field::kLanguage), Values{"th"});
}

TEST_F(EnricherTest, TellsTheLanguageAndThePassagesInAnother) {
  std::string english, indonesian;
  for (int i = 0; i < 12; ++i) {
    english += "The Parties shall consult each other on every matter that one of them raises. ";
    indonesian +=
        "Para pihak wajib bermusyawarah mengenai setiap hal yang diajukan oleh pihak lain. ";
  }
  ParsedDocument document =
      titled("Agreement", {article(1, english), article(2, indonesian),
                           article(3, english + english), article(4, "Pasal")});
  enricher_->enrich(document);
  EXPECT_EQ(document.metadata.all(Field::kLanguage), Values{"en"});
  EXPECT_EQ(document.metadata[Field::kLanguage].source, Source::kInferred);
  EXPECT_EQ(document.passages[0].language, "");
  EXPECT_EQ(document.passages[1].language, "id");
  EXPECT_EQ(document.passages[2].language, "");
  EXPECT_EQ(document.passages[3].language, "");
}

TEST_F(EnricherTest, AnEmptyDocumentStaysEmpty) { EXPECT_EQ(enriched({}), Metadata()); }

}  // namespace
}  // namespace lontar::knowledge
