#include "search/expander.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace lontar::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class ExpanderTest : public testing::Test {
 protected:
  ExpanderTest() : expander_(knowledge_) {
    corpus({{"treaty", 9},
            {"treaties", 5},
            {"the", 50},
            {"of", 50},
            {"nghị", 4},
            {"nghi", 1},
            {"nghĩ", 2},
            {"định", 3},
            {"quyền", 7},
            {"quyển", 2},
            {"rights", 3},
            {"right", 4}});
  }

  void corpus(const std::map<std::string, std::uint32_t>& terms) {
    TermList list;
    for (const auto& [term, documents] : terms) list.add(term, documents);
    vocabulary_ = Vocabulary(std::move(list), {knowledge_.languages->find("en")}, nullptr);
  }

  Query expanded(const std::string& text) {
    Query query = parse_query(text, analyzer_);
    const std::string before = to_text(query.root);
    expander_.expand(query, vocabulary_);
    EXPECT_EQ(to_text(query.root), before) << "what was typed stays as it is";
    return query;
  }

  static std::vector<std::string> forms(const Word& word) {
    static const std::map<FormKind, std::string> kNames = {
        {FormKind::kStem, "stem"}, {FormKind::kFold, "fold"}, {FormKind::kPart, "part"}};
    std::vector<std::string> shown;
    for (const Form& form : word.forms) {
      shown.push_back(kNames.at(form.kind) + " " + form.term +
                      (form.language.empty() ? "" : " in " + form.language));
    }
    return shown;
  }
  std::vector<std::string> forms(const std::string& text) {
    return forms(expanded(text).root.words.at(0));
  }
  std::vector<bool> required(const std::string& text) {
    std::vector<bool> flags;
    for (const Node& child : expanded(text).root.children) flags.push_back(child.required);
    return flags;
  }

  Knowledge knowledge_ = *Knowledge::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
  text::Analyzer analyzer_;
  Expander expander_;
  Vocabulary vocabulary_;
};

TEST_F(ExpanderTest, AWordHasItsStemsInTheirLanguage) {
  EXPECT_THAT(forms("Treaty"), ElementsAre("stem treaties in en"));
  EXPECT_THAT(forms("title:treaties"), ElementsAre("stem treaty in en"));
}

TEST_F(ExpanderTest, AWordTypedWithoutAccentsHasThoseWithAny) {
  EXPECT_THAT(forms("nghi"), UnorderedElementsAre("fold nghị", "fold nghĩ"));
  EXPECT_THAT(forms("Dinh"), ElementsAre("fold định"));
}

TEST_F(ExpanderTest, AWordTypedWithAccentsIsMeantWhereTheCorpusKnowsIt) {
  EXPECT_THAT(forms("quyền"), IsEmpty());
  EXPECT_THAT(forms(expanded("quyền nghi").root.children[1].words[0]), IsEmpty());
  EXPECT_THAT(forms("nghí"), UnorderedElementsAre("fold nghi", "fold nghị", "fold nghĩ"));
}

TEST_F(ExpanderTest, OtherScriptsFoldWhateverWasTyped) {
  corpus({{"條約", 3}, {"条约", 4}, {"jum'at", 1}, {"jumat", 2}});
  EXPECT_THAT(forms("條約"), ElementsAre("fold 条约"));
  EXPECT_THAT(forms("条约"), ElementsAre("fold 條約"));
  EXPECT_THAT(forms("jumat"), ElementsAre("fold jum'at"));
}

TEST_F(ExpanderTest, QuotesMeanWhatTheyHold) {
  EXPECT_THAT(forms("\"treaty\""), IsEmpty());
  EXPECT_THAT(forms("title:\"nghi\""), IsEmpty());
  for (const Word& word : expanded("\"treaty rights\"").root.words)
    EXPECT_THAT(word.forms, IsEmpty());
}

TEST_F(ExpanderTest, WordsInNearHaveForms) {
  const Query query = expanded("treaty NEAR/3 rights NEAR/3 \"nghi\"");
  EXPECT_THAT(forms(query.root.words[0]), ElementsAre("stem treaties in en"));
  EXPECT_THAT(forms(query.root.words[1]), ElementsAre("stem right in en"));
  EXPECT_THAT(query.root.words[2].forms, IsEmpty());
}

TEST_F(ExpanderTest, WordsOfGrammarAreExcusedBesideOthers) {
  EXPECT_THAT(required("the treaty of rights"), ElementsAre(false, true, false, true));
  EXPECT_THAT(required("the \"treaty rights\""), ElementsAre(false, true));
  EXPECT_THAT(required("of the"), ElementsAre(true, true));
  EXPECT_THAT(required("the type:treaty"), ElementsAre(true, true));
  EXPECT_THAT(required("the -treaty"), ElementsAre(true, true));
  EXPECT_THAT(required("\"the\" treaty"), ElementsAre(true, true));
  EXPECT_THAT(required("title:the treaty"), ElementsAre(true, true));
  EXPECT_THAT(required("the OR treaty"), ElementsAre(true, true));
}

TEST_F(ExpanderTest, OnlyTheMostFrequentFormsAreTakenAndThatIsSaid) {
  std::map<std::string, std::uint32_t> terms;
  const std::vector<std::string> kAccented = {"à", "á", "â", "ã", "ä", "å", "ā", "ă", "ą"};
  std::uint32_t documents = 1;
  for (const auto& a : kAccented) {
    for (const auto& b : kAccented) terms[a + "b" + b] = documents++;
  }
  corpus(terms);
  const Query query = expanded("aba");
  EXPECT_EQ(query.root.words[0].forms.size(), kMaxForms);
  for (const Form& form : query.root.words[0].forms) {
    EXPECT_GT(terms.at(form.term), terms.size() - kMaxForms);
  }
  EXPECT_THAT(texts(query.warnings),
              ElementsAre("“aba” has 81 other forms; only the 64 most frequent were searched. In "
                          "quotes it is searched as it is."));
}

}  // namespace
}  // namespace lontar::search
