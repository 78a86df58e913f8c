// Citations of documents and passages, on their pages and by the API; and what their pages tell
// machines.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "search-api/links.h"
#include "search-api/url.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CiteTest : public ServiceTest {
 protected:
  static Reply cite(const std::string& id, const std::string& query = "") {
    return get(document_path(id) + "/cite" + query);
  }
};

TEST_F(CiteTest, ADocumentIsCitedInEachStyle) {
  const Reply plain = cite(kHazeId);
  EXPECT_EQ(plain.status, 200);
  EXPECT_EQ(plain.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(plain.body,
            "ASEAN Agreement on Transboundary Haze Pollution. Agreement, 10 June 2002. Digest, not "
            "the official text. "
            "http://localhost/documents/%2Fakn%2Fasean%2Fact%2F2002-06-10%2Fhaze\n");
  EXPECT_EQ(cite(kHazeId, "?format=oscola").body,
            "ASEAN Agreement on Transboundary Haze Pollution (10 June 2002) (digest, not the "
            "official text) "
            "<http://localhost/documents/%2Fakn%2Fasean%2Fact%2F2002-06-10%2Fhaze>\n");
  const Reply ris = cite(kHazeId, "?format=ris");
  EXPECT_EQ(ris.header("content-type"), "application/x-research-info-systems");
  EXPECT_THAT(ris.header("content-disposition"),
              HasSubstr("attachment; filename=\"ASEAN-Agreement-on-Transboundary-Haze-Pollution."
                        "ris\""));
  EXPECT_THAT(ris.body, AllOf(HasSubstr("TY  - STAT\r\n"), HasSubstr("DA  - 2002/06/10/\r\n"),
                              HasSubstr("N1  - Digest, not the official text\r\n")));
  EXPECT_THAT(cite(kHazeId, "?format=bibtex").body, HasSubstr("month = jun"));
}

TEST_F(CiteTest, APassageIsCitedByItsAnchor) {
  const std::string body = cite(kLongId, "?format=oscola&passage=art_333").body;
  EXPECT_EQ(body,
            "A long instrument art 333 <http://localhost/documents/long?at=art_333#art_333>\n");
  EXPECT_THAT(cite(kOddId, "?format=ris&passage=p%201%2F%C3%A4").body,
              HasSubstr("#p%201%2F%C3%A4\r\n"));
}

TEST_F(CiteTest, WhatIsNotThereIsSaid) {
  EXPECT_EQ(json::parse(cite("none").body)["type"], "/help/problems#document-not-found");
  EXPECT_EQ(json::parse(cite("none", "?passage=x").body)["type"],
            "/help/problems#document-not-found");
  EXPECT_EQ(json::parse(cite(kLongId, "?passage=none").body)["type"],
            "/help/problems#passage-not-found");
  EXPECT_EQ(json::parse(cite(kLongId, "?format=chicago").body)["detail"],
            "'format' takes oscola, plain, ris, bibtex.");
}

TEST_F(CiteTest, ThePageShowsHowToCite) {
  const std::string page = get(document_page_url(kHazeId)).body;
  EXPECT_THAT(page, AllOf(HasSubstr("<summary>Cite this</summary>"),
                          HasSubstr("(digest, not the official text)"),
                          HasSubstr("/cite?format=ris\" download")));
  const std::string at = get(document_page_url(kLongId) + "?at=art_333").body;
  EXPECT_THAT(at, AllOf(HasSubstr("The passage Article 333"),
                        HasSubstr("/cite?format=bibtex&amp;passage=art_333\"")));
}

json linked_data(const std::string& page) {
  const std::string begin = "<script type=\"application/ld+json\">";
  const auto at = page.find(begin) + begin.size();
  return json::parse(page.substr(at, page.find("</script>", at) - at));
}

TEST_F(CiteTest, ThePageTellsMachinesWhatIsKnown) {
  const std::string page = get(document_page_url(kHazeId)).body;
  EXPECT_THAT(
      page,
      AllOf(HasSubstr("<meta name=\"DC.title\" content=\"ASEAN Agreement on Transboundary Haze "
                      "Pollution\">"),
            HasSubstr("<meta name=\"DC.date\" content=\"2002-06-10\">"),
            HasSubstr("<meta name=\"citation_publication_date\" content=\"2002/06/10\">"),
            HasSubstr("<meta name=\"DC.description\" content=\"Digest, not the official text\">"),
            HasSubstr("<link rel=\"canonical\" href=\"http://localhost/documents/"),
            Not(HasSubstr("citation_pdf_url"))))
      << "the file of a digest is not the text to cite";
  const json data = linked_data(page);
  EXPECT_EQ(data["@type"], "CreativeWork");
  EXPECT_EQ(data["genre"], "Digest");
  EXPECT_EQ(data["isBasedOn"]["@type"], "Legislation");
  EXPECT_EQ(data["isBasedOn"]["legislationDate"], "2002-06-10");
  EXPECT_FALSE(data["isBasedOn"].contains("legislationLegalForce")) << "nobody says";
  const json bare = linked_data(get(document_page_url(kLineId)).body);
  EXPECT_EQ(bare["name"], "A line");
  EXPECT_FALSE(bare.contains("dateCreated"));
  EXPECT_FALSE(bare.contains("encoding")) << "it has no file of its own";
}

TEST_F(CiteTest, AHostileTitleStaysInItsPlace) {
  const std::string page = get(document_page_url(kHostileId)).body;
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_EQ(linked_data(page)["name"], "<script>alert(1)</script> \"quoted\" & {{page_title}}");
  EXPECT_THAT(page, HasSubstr("<meta name=\"DC.title\" content=\"&lt;script&gt;"));
}

}  // namespace
}  // namespace lontar::api::testing_support
