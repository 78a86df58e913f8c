// What an untrusted XML file must not be able to do.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "parsers/xml_internal.h"
#include "tests/unit/parsers/parsing.h"

namespace lontar::parsers {
namespace {

xml::Document parsed(const std::string& source) {
  auto document = xml::Document::parse(source);
  EXPECT_TRUE(document.ok()) << (document.ok() ? "" : document.error().message);
  return std::move(document.value());
}

bool has_problem(const xml::Document& document, const std::string& code) {
  for (const auto& problem : document.problems()) {
    if (problem.code == code) return true;
  }
  return false;
}

class SecretFile : public testing::Test {
 protected:
  SecretFile() : path_(std::filesystem::path(testing::TempDir()) / "lontar_secret.txt") {
    std::ofstream(path_) << "topsecret";
  }
  ~SecretFile() override { std::filesystem::remove(path_); }
  std::filesystem::path path_;
};

TEST_F(SecretFile, ExternalEntityIsNotRead) {
  const auto document =
      parsed("<!DOCTYPE d [\n<!ENTITY x SYSTEM \"file://" + path_.string() +
             "\">\n<!ENTITY y PUBLIC \"p\" \"http://127.0.0.1:9/y\">]>\n<d>a &x; b &y; c</d>");
  EXPECT_EQ(document.root().text().find("topsecret"), std::string::npos);
  EXPECT_NE(document.root().text().find('a'), std::string::npos);
  EXPECT_NE(document.root().text().find('c'), std::string::npos);
  ASSERT_TRUE(has_problem(document, "entity-refused"));
  EXPECT_EQ(document.problems().front().line, 2);
}

TEST_F(SecretFile, ExternalParameterEntityIsNotRead) {
  std::ofstream(path_) << "<!ENTITY z 'topsecret'>";
  const auto document = parsed("<!DOCTYPE d [<!ENTITY % p SYSTEM \"file://" + path_.string() +
                               "\"> %p; ]><d>a &z; c</d>");
  EXPECT_EQ(document.root().text().find("topsecret"), std::string::npos);
  EXPECT_TRUE(has_problem(document, "entity-refused"));
}

TEST_F(SecretFile, ExternalDtdIsNotLoaded) {
  std::ofstream(path_) << "<!ENTITY z 'topsecret'><!ATTLIST d a CDATA 'topsecret'>";
  const auto document =
      parsed("<!DOCTYPE d SYSTEM \"file://" + path_.string() + "\"><d>a &z; c</d>");
  EXPECT_EQ(document.root().text().find("topsecret"), std::string::npos);
  EXPECT_FALSE(document.root().has("a"));
}

TEST_F(SecretFile, XIncludeIsNotFollowed) {
  const auto document = parsed(
      "<d xmlns:xi=\"http://www.w3.org/2001/XInclude\">\n<xi:include parse=\"text\" href=\"" +
      path_.string() + "\"/>kept</d>");
  EXPECT_EQ(document.root().text(), "\nkept");
  EXPECT_TRUE(has_problem(document, "xinclude-ignored"));
}

TEST(XmlSafety, SmallInternalEntitiesWork) {
  const auto document = parsed("<!DOCTYPE d [<!ENTITY a 'ASEAN'>]><d t='&a;'>&a; &nbsp;x</d>");
  EXPECT_EQ(document.root().text(), "ASEAN \xC2\xA0x");
  EXPECT_EQ(document.root().attribute("t"), "ASEAN");
}

class Bomb : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(XmlSafety, Bomb, testing::Bool());

TEST_P(Bomb, BillionLaughsStaySmall) {
  const char* before = GetParam() ? "<d>a & b<br>" : "<d>";  // damage must not lift the guard
  std::string source = "<!DOCTYPE d [<!ENTITY a0 'ha ha ha ha ha '>\n";
  for (int i = 1; i < 30; ++i) {
    const std::string inner = "&a" + std::to_string(i - 1) + ";";
    source += "<!ENTITY a" + std::to_string(i) + " '";
    for (int k = 0; k < 10; ++k) source += inner;
    source += "'>\n";
  }
  source += std::string("]>\n") + before + "<p>before</p><p>&a29;</p></d>";
  const auto document = xml::Document::parse(source);
  if (!document) return;  // refused altogether is as good
  EXPECT_LT(document->root().text().size(), 20'000'000U);
  EXPECT_FALSE(document->problems().empty());
}

TEST_P(Bomb, QuadraticBlowupStaysSmall) {
  std::string source = "<!DOCTYPE d [<!ENTITY a '" + std::string(60'000, 'x') + "'>]>" +
                       (GetParam() ? "<d>a & b<br>" : "<d>");
  for (int i = 0; i < 20'000; ++i) source += "&a;";
  source += "</d>";
  const auto document = xml::Document::parse(source);
  if (!document) return;
  EXPECT_LT(document->root().text().size(), 30'000'000U);
  EXPECT_FALSE(document->problems().empty());
}

TEST(XmlSafety, LargeEntitiesAreRefused) {
  const auto document =
      parsed("<!DOCTYPE d [<!ENTITY a '" + std::string(100'000, 'x') + "'>]><d>b&a;c</d>");
  EXPECT_EQ(document.root().text(), "bc");
  EXPECT_TRUE(has_problem(document, "entity-refused"));
}

TEST(XmlSafety, EntityThatContainsItselfEnds) {
  const auto document =
      xml::Document::parse("<!DOCTYPE d [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><d>x &a; y</d>");
  if (document.ok()) {
    EXPECT_LT(document->root().text().size(), 100U);
  }
}

TEST(XmlSafety, DepthIsBoundedAndTheRestIsKeptAsText) {
  std::string source;
  for (int i = 0; i < 100'000; ++i) source += "<d>";
  source += "the deepest words";
  const auto document = parse_one(source, "deep.xml");
  EXPECT_TRUE(has_warning(document, "xml-damaged", "depth"));
  EXPECT_NE(reading(document.passages).find("the deepest words"), std::string::npos);
}

TEST(XmlSafety, TruncatedXmlKeepsWhatWasThereAndNamesTheLine) {
  const auto document = parse_one("<d>\n<p>one</p>\n<p>two", "cut.xml");
  EXPECT_EQ(document.passages.front().text, "one\ntwo");
  EXPECT_TRUE(has_warning(document, "xml-damaged", "line 3"));
}

TEST(XmlSafety, TextAfterTheRootIsKept) {
  const auto document = parse_one("<d><p>one</p></d>\n<p>two &amp; three</p>", "tail.xml");
  EXPECT_NE(reading(document.passages).find("two"), std::string::npos);
  EXPECT_TRUE(has_warning(document, "xml-damaged", "line 2"));
}

TEST(XmlSafety, StrayMarksLoseNoWords) {
  const auto document = parse_one("<d><p>Law & order, 3 < 4 words</p><p>end</p></d>", "x.xml");
  EXPECT_NE(reading(document.passages).find("order"), std::string::npos);
  EXPECT_NE(reading(document.passages).find("words"), std::string::npos);
  EXPECT_NE(reading(document.passages).find("end"), std::string::npos);
}

TEST(XmlSafety, EntitiesAfterDamageAreKept) {
  const auto document = parsed("<d>Law & order, caf&eacute; &lt; A&amp;B<br>&nbsp;end</d>");
  EXPECT_EQ(document.root().text(),
            "Law  order, caf\xC3\xA9 < A&B\xC2\xA0"
            "end");
}

TEST(XmlSafety, NothingReadableIsAnErrorThatNamesTheLine) {
  const auto document = xml::Document::parse("\n\nno markup at all");
  ASSERT_FALSE(document.ok());
  EXPECT_NE(document.error().message.find("line "), std::string::npos);
}

TEST(XmlSafety, NothingIsPrinted) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  (void)xml::Document::parse("<a><b></a>&x;<c");
  (void)xml::xpath_fault("//*[", {});
  (void)xml::xpath_fault("p:a", {});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

struct Encoded {
  std::string name;
  std::string bytes;
};
class XmlEncoding : public testing::TestWithParam<Encoded> {};

TEST_P(XmlEncoding, IsReadAsDeclaredOrAsItIs) {
  EXPECT_EQ(parsed(GetParam().bytes).root().text(), "caf\xC3\xA9");
}

std::string utf16(std::string_view ascii_with_e_acute, bool little, bool mark) {
  std::string bytes = mark ? (little ? "\xFF\xFE" : "\xFE\xFF") : "";
  for (const char c : ascii_with_e_acute) {
    if (little) {
      bytes += {c, '\0'};
    } else {
      bytes += {'\0', c};
    }
  }
  return bytes;
}

INSTANTIATE_TEST_SUITE_P(
    All, XmlEncoding,
    testing::Values(
        Encoded{"Utf8", "<d>caf\xC3\xA9</d>"},
        Encoded{"Utf8Mark", "\xEF\xBB\xBF<d>caf\xC3\xA9</d>"},
        Encoded{"Latin1", "<?xml version='1.0' encoding='ISO-8859-1'?><d>caf\xE9</d>"},
        Encoded{"Windows1252", "<?xml version='1.0' encoding='windows-1252'?><d>caf\xE9</d>"},
        Encoded{"Utf8InName", "<?xml version='1.0' encoding='UTF-8'?><d>caf\xE9</d>"},
        Encoded{"Utf16InNameOnly", "<?xml version='1.0' encoding='UTF-16'?><d>caf\xC3\xA9</d>"},
        Encoded{"Utf16le", utf16("<d>caf\xE9</d>", true, true)},
        Encoded{"Utf16be", utf16("<d>caf\xE9</d>", false, true)},
        Encoded{"Utf16leNoMark",
                utf16("<?xml version='1.0' encoding='UTF-16'?><d>caf\xE9</d>", true, false)}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace lontar::parsers
