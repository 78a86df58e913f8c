#include "parsers/xml_profile_internal.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "parsers/profiled_xml.h"
#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

class ProfileFolder : public testing::Test {
 protected:
  ProfileFolder()
      : folder_(std::filesystem::path(testing::TempDir()) /
                ("lontar_profiles_" +
                 std::to_string(testing::UnitTest::GetInstance()->current_test_info()->line()))) {
    std::filesystem::create_directories(folder_ / "xml-profiles");
  }
  ~ProfileFolder() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& text) {
    const auto path = folder_ / "xml-profiles" / "new.toml";
    std::ofstream(path) << text;
    return path;
  }
  std::string fault(const std::string& text) {
    const auto profile = load_profile(write(text));
    return profile.ok() ? "" : profile.error().message;
  }

  std::filesystem::path folder_;
};

constexpr auto kOrdinance = R"toml(
[match]
root = "ordinance"
namespace = "urn:gazette"

[namespaces]
g = "urn:gazette"

[fields]
title = "g:head/g:name"
date = "g:head/g:made"
parties = {xpath = "g:head/g:states", separator = ","}
member_states = {xpath = "g:head/g:states", separator = ","}
court = {constant = "none-such"}
citation = {xpath = "g:head/g:no", pattern = 'No\. (\d+)', form = "ORD {}"}

[text]
ignore = ["g:head"]

[[passages]]
xpath = ".//g:sec"
kind = "section"
label = "g:n"
heading = "g:t"
anchor = "concat('s', @id)"
)toml";

// A layout that no code knows: the profile alone makes it readable.
TEST_F(ProfileFolder, ANewLayoutNeedsNoCode) {
  write(kOrdinance);
  const auto registry = Registry::create(folder_, languages());
  ASSERT_TRUE(registry.ok()) << registry.error().message;
  const std::string source =
      "<o:ordinance xmlns:o='urn:gazette'><o:head><o:name>Haze Ordinance</o:name>"
      "<o:made>21 November 2015</o:made><o:states>IDN,FRA,SGP</o:states><o:no>No. "
      "12</o:no></o:head>"
      "Enacted so:<o:body><o:sec id='1'><o:n>1.</o:n><o:t>Scope</o:t>This applies.</o:sec>"
      "between <o:sec id='2'><o:n>2.</o:n><o:p>First</o:p><o:p>Second <b>bold</b> word</o:p>"
      "</o:sec></o:body></o:ordinance>";
  std::vector<ParsedDocument> documents;
  ASSERT_TRUE(
      registry
          ->parse({source, "o.xml"}, [&](ParsedDocument d) { documents.push_back(std::move(d)); })
          .ok());
  ASSERT_EQ(documents.size(), 1U);
  const ParsedDocument& document = documents.front();
  EXPECT_EQ(document.metadata.first(Field::kTitle), "Haze Ordinance");
  EXPECT_EQ(document.metadata.first(Field::kDate), "2015-11-21");
  EXPECT_EQ(document.metadata.all(Field::kParties),
            (std::vector<std::string>{"IDN", "FRA", "SGP"}));
  EXPECT_EQ(document.metadata.all(Field::kMemberStates), (std::vector<std::string>{"ID", "SG"}));
  EXPECT_EQ(document.metadata.first(Field::kCourt), "none-such");
  EXPECT_EQ(document.metadata.all(Field::kCitation), std::vector<std::string>{"ORD 12"});
  const std::vector<Passage> expected = {
      {.anchor = "text_1", .kind = "text", .text = "Enacted so:"},
      {.anchor = "s1",
       .kind = "section",
       .label = "1.",
       .heading = "Scope",
       .text = "This applies."},
      {.anchor = "text_2", .kind = "text", .text = "between"},
      {.anchor = "s2", .kind = "section", .label = "2.", .text = "First\nSecond bold word"}};
  EXPECT_EQ(document.passages, expected);
  EXPECT_TRUE(document.warnings.empty());
}

TEST_F(ProfileFolder, AnotherNamespaceIsAnotherLayout) {
  write(kOrdinance);
  const auto registry = Registry::create(folder_, languages());
  ASSERT_TRUE(registry.ok());
  EXPECT_EQ(registry->find({"<ordinance xmlns='urn:other'/>", "o.xml"})->name(), "xml");
  EXPECT_EQ(registry->find({"<ordinance xmlns='urn:gazette'/>", "o.xml"})->name(), "new");
}

TEST_F(ProfileFolder, FaultsNameFileAndLine) {
  EXPECT_NE(fault("[match]\nroot = \"x\"\n[fields]\ntitel = \"a\"")
                .find("new.toml:4: unknown field "
                      "'titel'"),
            std::string::npos);
  EXPECT_NE(fault("[match]\nroot = \"x\"\n[fields]\ntitle = \"a[\"").find("new.toml:4: the XPath"),
            std::string::npos);
  EXPECT_NE(fault("[match]\nroot = \"x\"\n[fields]\ntitle = \"p:a\"").find("new.toml:4: the XPath"),
            std::string::npos);
  EXPECT_NE(fault("[match]\nroot = \"x\"\nrot = 1").find("new.toml:3: unknown key 'rot'"),
            std::string::npos);
  EXPECT_NE(fault("[match]\nroot = \"x\"\n[fields]\nid = {xpath = \"a\", pattern = \"(\"}")
                .find("new.toml:4: the pattern"),
            std::string::npos);
  EXPECT_NE(fault("[match]\nroot = \"x\"\n[[passages]]\nkind = \"a\"").find("new.toml:3"),
            std::string::npos);
  EXPECT_NE(fault("name = \"x\"").find("needs [match]"), std::string::npos);
  EXPECT_NE(fault("[match\n").find("new.toml:1"), std::string::npos);
  EXPECT_NE(fault("[match]\nroot = \"x\"\n[text]\nlines = \"odd\"").find("new.toml:4"),
            std::string::npos);
}

TEST_F(ProfileFolder, ARegistryWithAFaultyProfileIsRefused) {
  write("[match]\nroot = 3");
  const auto registry = Registry::create(folder_, languages());
  ASSERT_FALSE(registry.ok());
  EXPECT_NE(registry.error().message.find("new.toml:2"), std::string::npos);
}

TEST(Profiles, TreatyChaptersOpenTheirFirstArticle) {
  const auto document = parse_one(
      "<treaty><meta><name>A - B</name><treaty_identifier>7</treaty_identifier>"
      "<date_signed>1992-01-28</date_signed>"
      "<parties><partyisocode n='1'>FRA</partyisocode></parties></meta><body>"
      "<chapter name='Preamble'><article article_identifier='1'>We agree</article></chapter>"
      "<chapter number='CHAPTER I' name='Trade'><article number='ARTICLE 1' name='Scope' "
      "article_identifier='2'>1. Goods\nand more.\n\n\n2. Services.</article>"
      "<article number='ARTICLE 2' article_identifier='3'>End</article></chapter>"
      "<chapter name='Empty'/></body></treaty>",
      "t.xml");
  const std::vector<Passage> expected = {
      {.anchor = "art_1", .kind = "article", .heading = "Preamble", .text = "We agree"},
      {.anchor = "art_2",
       .kind = "article",
       .label = "ARTICLE 1",
       .heading = "CHAPTER I – Trade – Scope",
       .text = "1. Goods and more.\n2. Services."},
      {.anchor = "art_3", .kind = "article", .label = "ARTICLE 2", .text = "End"},
      {.anchor = "text_1", .kind = "text", .text = "Empty"}};
  EXPECT_EQ(document.passages, expected);
  EXPECT_TRUE(document.metadata[Field::kMemberStates].given());
  EXPECT_TRUE(document.metadata.all(Field::kMemberStates).empty());
  EXPECT_EQ(document.metadata.first(Field::kId), "tota-7");
}

TEST(Profiles, AnEmptyPartyCodeMeansUnknown) {
  const auto document = parse_one(
      "<treaty><meta><name>X</name><parties><partyisocode n='1'/></parties></meta><body/></treaty>",
      "t.xml");
  EXPECT_FALSE(document.metadata[Field::kMemberStates].given());
  EXPECT_FALSE(document.metadata[Field::kParties].given());
}

TEST(Profiles, DecisionTakesItsTitleFromTheCaseNumber) {
  const auto document = parse_one(
      "<putusan id='abc' klasifikasi='pidana-umum' sub_klasifikasi='tidak-diketahui' "
      "lembaga_peradilan='pn-contoh' status='berkekuatan-hukum-tetap'>\n<kepala_putusan>\nputusan\n"
      "nomor 1 pid b 2016 pn cth\n</kepala_putusan>\n<amar_putusan>\nmengadili\nbiaya\n"
      "</amar_putusan></putusan>",
      "p.xml");
  EXPECT_EQ(document.metadata.first(Field::kTitle), "nomor 1 pid b 2016 pn cth");
  EXPECT_EQ(document.metadata.all(Field::kTopics), std::vector<std::string>{"pidana-umum"});
  EXPECT_EQ(document.metadata.all(Field::kMemberStates), std::vector<std::string>{"ID"});
  const std::vector<Passage> expected = {
      {.anchor = "kepala_putusan",
       .kind = "kepala putusan",
       .text = "putusan\nnomor 1 pid b 2016 pn cth"},
      {.anchor = "amar_putusan", .kind = "amar putusan", .text = "mengadili\nbiaya"}};
  EXPECT_EQ(document.passages, expected);
}

TEST(Profiles, XmlWithoutOneIsTextWithARemedy) {
  const auto document =
      parse_one("<memo><to>All</to><p>First <i>words</i></p><p>Second</p></memo>", "m.xml");
  ASSERT_EQ(document.passages.size(), 1U);
  EXPECT_EQ(document.passages.front().text, "All\nFirst words\nSecond");
  EXPECT_TRUE(has_warning(document, "no-xml-profile", "config/xml-profiles"));
}

}  // namespace
}  // namespace lontar::parsers
