// Why a hit is one: what is told of each, and that what is told is true of its text.
#include "search/reasons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexed.h"

namespace lontar::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = Reason::Kind;

class ReasonsTest : public testing::Test {
 protected:
  static const Indexed& indexed() {
    static const Indexed made({
        document_of("typed", "en", "The haze of the treaties drifted over the customs post."),
        document_of("form", "en", "A treaty on customs."),
        document_of("malay", "ms", "Jerebu merentas sempadan."),
        document_of("french", "en", "They dined at the café near the quay."),
        document_of("thai", "th", "กฎหมายว่าด้วยการคุ้มครองผู้บริโภค"),
        document_of("few", "en", "Peatland fires in the dry season, and nothing else."),
    });
    return made;
  }

  // By the id of the hit.
  static std::map<std::string, std::vector<Reason>> reasons_of(const SearchRequest& request) {
    Searcher searcher = indexed().searcher();
    std::map<std::string, std::vector<Reason>> all;
    const auto page = searcher.search(request);
    EXPECT_TRUE(page.ok());
    for (const Hit& hit : page->hits) all[hit.record.id] = hit.reasons;
    return all;
  }
  static std::map<std::string, std::vector<Reason>> reasons(const std::string& text) {
    return reasons_of({.text = text});
  }
};

TEST_F(ReasonsTest, WhatIsThereAsTypedNeedsNone) {
  EXPECT_THAT(reasons("treaties").at("typed"), IsEmpty());
  EXPECT_THAT(reasons("haze treaties").at("typed"), IsEmpty());
  EXPECT_THAT(reasons("\"treaties drifted\"").at("typed"), IsEmpty());
  EXPECT_THAT(reasons("").at("typed"), IsEmpty());
}

TEST_F(ReasonsTest, AnotherFormIsNamed) {
  EXPECT_THAT(reasons("treaties").at("form"),
              ElementsAre(Reason{Kind::kOtherForm, "treaties", "treaty", "\"treaties\""}));
  EXPECT_THAT(reasons("Customs TREATIES").at("form"),
              ElementsAre(Reason{Kind::kOtherForm, "TREATIES", "treaty", "Customs \"TREATIES\""}));
  EXPECT_THAT(reasons("cafe").at("french"),
              ElementsAre(Reason{Kind::kOtherForm, "cafe", "café", "\"cafe\""}));
}

TEST_F(ReasonsTest, AnotherNameIsNamed) {
  const auto found = reasons("haze");
  EXPECT_THAT(found.at("typed"), IsEmpty());
  ASSERT_EQ(found.at("malay").size(), 1u);
  const Reason& reason = found.at("malay")[0];
  EXPECT_EQ(reason.kind, Kind::kOtherName);
  EXPECT_EQ(reason.typed, "haze");
  EXPECT_EQ(reason.found, "jerebu");
  EXPECT_EQ(reason.demanding, "\"haze\"");
  // Also where nothing is ranked.
  EXPECT_EQ(reasons_of({.text = "haze", .sort = Sort::kTitle}).at("malay").size(), 1u);
}

TEST_F(ReasonsTest, MissingWordsOfARelaxedQuestionAreNamed) {
  const auto found = reasons("peatland fires treaties volcano");
  EXPECT_THAT(
      found.at("few"),
      ElementsAre(Reason{Kind::kLacks, "treaties", "", "peatland fires \"treaties\" volcano"},
                  Reason{Kind::kLacks, "volcano", "", "peatland fires treaties \"volcano\""}));
}

// Following the offer leaves only documents that have what was typed.
TEST_F(ReasonsTest, TheOfferIsKept) {
  for (const std::string text : {"treaties", "haze", "peatland fires treaties", "cafe"}) {
    for (const auto& [id, all] : reasons(text)) {
      for (const Reason& reason : all) {
        ASSERT_NE(reason.demanding, "") << text;
        const auto narrowed = reasons(reason.demanding);
        EXPECT_EQ(narrowed.count(id), 0u) << text << " " << id;
      }
    }
  }
}

TEST_F(ReasonsTest, NothingIsToldOfWhatWasNotAskedAsPlainWords) {
  EXPECT_THAT(reasons("treaties OR jerebu").at("form"), IsEmpty());
  EXPECT_THAT(reasons("treat*").at("form"), IsEmpty());
  EXPECT_THAT(reasons("customs -volcano").at("form"), IsEmpty());
  EXPECT_THAT(reasons("ผู้บริโภค").at("thai"), IsEmpty());
  SearchRequest bare{.text = "treaties"};
  bare.snippets = false;
  EXPECT_THAT(reasons_of(bare).at("form"), IsEmpty());
}

TEST(Demanding, PutsTheWordsIntoQuotesWhereTheyStand) {
  text::Analyzer analyzer;
  const auto asked = [&](const std::string& text, const std::vector<std::string>& terms) {
    return demanding(text, terms, analyzer);
  };
  EXPECT_EQ(asked("Haze  in ASEAN", {"haze"}), "\"Haze\"  in ASEAN");
  EXPECT_EQ(asked("human trafficking laws", {"human", "trafficking"}),
            "\"human trafficking\" laws");
  EXPECT_EQ(asked("an e-commerce act", {"commerce"}), "an \"e-commerce\" act");
  EXPECT_EQ(asked("title:haze haze", {"haze"}), "title:haze \"haze\"");
  EXPECT_EQ(asked("-haze haze", {"haze"}), "-haze \"haze\"");
  EXPECT_EQ(asked("\"haze\"", {"haze"}), "");
  EXPECT_EQ(asked("haze NEAR/3 smoke", {"smoke"}), "");
  EXPECT_EQ(asked("haz*", {"haz"}), "");
  EXPECT_EQ(asked("human AND trafficking", {"human", "trafficking"}), "");
  EXPECT_EQ(asked("smoke", {"haze"}), "");
  EXPECT_EQ(asked("smoke", {}), "");
}

}  // namespace
}  // namespace lontar::search
