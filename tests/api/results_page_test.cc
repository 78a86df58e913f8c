// The page of results and what the API says beside it: reasons, alternatives, charts, counts.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "search-api/links.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ResultsPageTest : public ServiceTest {
 protected:
  static json answer(const std::string& query) {
    return json::parse(get("/api/v1/search?" + query).body);
  }
  // As a browser would follow it.
  static std::string unescaped(std::string url) {
    for (std::size_t at = 0; (at = url.find("&amp;", at)) != std::string::npos; ++at)
      url.replace(at, 5, "&");
    return url;
  }
};

TEST_F(ResultsPageTest, BindingIsSaidWhereTheTypeDecidesIt) {
  EXPECT_THAT(get("/search?q=haze").body, HasSubstr("class=\"binding\""));
  EXPECT_THAT(get("/search?q=needle").body, Not(HasSubstr("inding</span>")));
}

TEST_F(ResultsPageTest, SaysByWhichNameADocumentWasFound) {
  const json found = answer("q=jerebu");
  EXPECT_EQ(found["results"][0]["reasons"], (json{{{"kind", "other-name"},
                                                   {"typed", "jerebu"},
                                                   {"found", "haze"},
                                                   {"demanding", "\"jerebu\""}}}));
  EXPECT_THAT(get("/search?q=jerebu").body,
              AllOf(HasSubstr("Found as:"), HasSubstr("<bdi>haze</bdi>"),
                    HasSubstr("href=\"/search?q=%22jerebu%22\"")));
  EXPECT_TRUE(answer("q=haze")["results"][0]["reasons"].empty());
  EXPECT_THAT(get("/search?q=haze").body, Not(HasSubstr("Found as:")));
}

TEST_F(ResultsPageTest, SaysWhichWordsAreMissing) {
  const std::string query = "q=haze%20smoke%20volcano";
  const json found = answer(query);
  ASSERT_EQ(found["query"]["relaxed"], true);
  const json lacking = {{"kind", "lacks"},
                        {"typed", "volcano"},
                        {"found", nullptr},
                        {"demanding", "haze smoke \"volcano\""}};
  EXPECT_EQ(found["results"][0]["reasons"], json::array({lacking}));
  EXPECT_THAT(get("/search?" + query).body,
              AllOf(HasSubstr("Missing:"), HasSubstr("<bdi>volcano</bdi>")));
}

TEST_F(ResultsPageTest, ARelaxedQuestionCanBeMadeStrict) {
  const std::string page = get("/search?q=parties%20smoke%20hostile").body;
  EXPECT_THAT(page, Not(HasSubstr("Only the documents with all the words")));  // there are none
  const std::string some = get("/search?q=parties%20smoke%20fires").body;
  EXPECT_THAT(some, Not(HasSubstr("Missing:")));
}

TEST_F(ResultsPageTest, YearsAreBarsThatLeadToTheirDocuments) {
  const std::string page = get("/search").body;
  EXPECT_THAT(page, AllOf(HasSubstr("<svg class=\"chart\""),
                          HasSubstr("href=\"/search?year_from=2002&amp;year_to=2002\""),
                          HasSubstr("<title>2019: 1 document</title>"),
                          HasSubstr("aria-hidden=\"true\" focusable=\"false\"")));
  const std::string chosen = get("/search?year_from=2002&year_to=2002").body;
  EXPECT_THAT(chosen, AllOf(HasSubstr("class=\"bar chosen\""), HasSubstr("1 document</h2>"),
                            // Once more takes it back.
                            HasSubstr("<a href=\"/search\" tabindex=\"-1\"><title>2002")));
}

TEST_F(ResultsPageTest, TheMatrixLeadsToWhatItCounts) {
  const std::string page = get("/search").body;
  const std::regex cell(
      "class=\"shade-[0-9]\" href=\"(/search[^\"]*)\" aria-label=\"[^\"]*: ([0-9]+) document");
  int cells = 0;
  for (std::sregex_iterator at(page.begin(), page.end(), cell), end; at != end; ++at, ++cells) {
    const std::string query = unescaped((*at)[1].str()).substr(std::string("/search").size());
    const json total = json::parse(get("/api/v1/search" + query).body)["total"]["value"];
    EXPECT_EQ(total, std::stoi((*at)[2].str())) << query;
  }
  EXPECT_GE(cells, 8);  // three states with ASCC, each with all, ASCC with all, all
  EXPECT_THAT(page, HasSubstr("href=\"/search?community=ASCC&amp;member_state=ID\""));
  // What is chosen already is told.
  const std::string chosen = get("/search?community=ASCC&member_state=ID").body;
  EXPECT_THAT(chosen, HasSubstr("aria-label=\"Indonesia, ASEAN Socio-Cultural Community: 1 "
                                "document\" aria-current=\"true\""));
  EXPECT_THAT(get("/search?q=hostile").body, Not(HasSubstr("id=\"matrix\"")));
}

TEST_F(ResultsPageTest, PairsAreCountedForProgramsToo) {
  const json pairs = answer("pair=member_state,community&member_state=ID")["pairs"];
  EXPECT_EQ(pairs["facets"], (json{"member_state", "community"}));
  EXPECT_EQ(pairs["documents"], 8);
  EXPECT_EQ(pairs["counts"], (json{{{"first", "ID"}, {"second", "ASCC"}, {"count", 1}},
                                   {{"first", "MY"}, {"second", "ASCC"}, {"count", 1}},
                                   {{"first", "SG"}, {"second", "ASCC"}, {"count", 1}}}));
  EXPECT_EQ(pairs["first"][2],
            (json{{"value", "SG"}, {"label", "Singapore"}, {"count", 2}, {"selected", false}}));
  EXPECT_EQ(answer("q=haze")["pairs"], nullptr);
  for (const char* wrong : {"pair=", "pair=member_state", "pair=member_state,community,topic"}) {
    const Reply reply = get("/api/v1/search?" + std::string(wrong));
    EXPECT_EQ(reply.status, 400) << wrong;
    EXPECT_EQ(json::parse(reply.body)["parameter"], "pair");
  }
}

TEST_F(ResultsPageTest, WhereNothingIsFoundOtherSearchesAreOffered) {
  const std::string query = "q=haze&member_state=ID&year_from=2010";
  const json found = answer(query);
  ASSERT_EQ(found["total"]["value"], 0);
  ASSERT_EQ(found["alternatives"].size(), 2u);
  const json& first = found["alternatives"][0];
  EXPECT_EQ(first["kind"], "without-filter");
  EXPECT_EQ(first["facet"], "year");
  for (const json& other : found["alternatives"])
    EXPECT_EQ(json::parse(get(other["url"]).body)["total"]["value"], other["total"]);
  EXPECT_THAT(get("/search?" + query).body,
              AllOf(HasSubstr("What would find something"), HasSubstr("Documents of any year"),
                    HasSubstr("href=\"/search?q=haze&amp;member_state=ID\""),
                    HasSubstr("<span class=\"count\">1 document</span>")));
  EXPECT_TRUE(answer("q=haze")["alternatives"].empty());
  // Where nothing can be offered, there is advice.
  EXPECT_THAT(get("/search?q=zyzzyva").body,
              AllOf(Not(HasSubstr("What would find something")), HasSubstr("traffick*")));
}

TEST_F(ResultsPageTest, AlternativesNameWhatTheyLeaveOut) {
  const std::string page = get("/search?q=haze%20AND%20needle%20type:treaty").body;
  EXPECT_THAT(page, HasSubstr("Nothing matches all of this."));
  const std::string part = get("/search?q=haze%20type:treaty").body;
  EXPECT_THAT(part, AllOf(HasSubstr("Without “type:&quot;treaty&quot;”"),
                          HasSubstr("href=\"/search?q=haze\"")));
  const std::string filter = get("/search?q=haze&topic=nothing").body;
  EXPECT_THAT(filter, HasSubstr("Without the filter Topic: nothing"));
}

TEST_F(ResultsPageTest, ThePageCanBeKeptAndItsSizeChosen) {
  const std::string page = get("/search?q=haze&page_size=20&utm_source=x").body;
  EXPECT_THAT(page, AllOf(HasSubstr("id=\"permanent\" href=\"/search?q=haze&amp;page_size=20\""),
                          HasSubstr("data-copy=\"/search?q=haze&amp;page_size=20\""),
                          HasSubstr("<option value=\"20\" selected>20</option>"),
                          HasSubstr("href=\"/advanced?q=haze&amp;page_size=20\"")));
  EXPECT_THAT(get("/search?page_size=7").body, HasSubstr("<option value=\"7\" selected>"));
}

TEST_F(ResultsPageTest, DocumentsAndPassagesCanBePicked) {
  const std::string page = get("/search?q=haze").body;
  EXPECT_THAT(page, AllOf(HasSubstr("data-pick=\"/akn/asean/act/2002-06-10/haze\""),
                          HasSubstr("data-facts=\"Agreement · 10 June 2002 · Indonesia, Malaysia, "
                                    "Singapore\" data-digest"),
                          HasSubstr("data-anchor=\"digest_1\"")));
}

TEST_F(ResultsPageTest, ScriptsImportEachOtherByAddressesThatMayBeKept) {
  const std::string page = get("/search").body;
  const std::regex link("src=\"(/static/search\\.js\\?v=[0-9a-f]+)\"");
  std::smatch match;
  ASSERT_TRUE(std::regex_search(page, match, link));
  const Reply script = get(match[1].str());
  EXPECT_THAT(script.header("cache-control"), HasSubstr("immutable"));
  const std::regex import("from \"\\./([a-z-]+\\.js\\?v=[0-9a-f]+)\"");
  int imports = 0;
  for (std::sregex_iterator at(script.body.begin(), script.body.end(), import), end; at != end;
       ++at, ++imports)
    EXPECT_THAT(get("/static/" + (*at)[1].str()).header("cache-control"), HasSubstr("immutable"));
  EXPECT_GE(imports, 4);
}

// Compressed, the first page of results takes at most 30 kB without scripts and 60 kB with them.
TEST_F(ResultsPageTest, ThePageIsLight) {
  const Reply page = get("/search?q=haze", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(page.header("content-encoding"), "gzip");
  const std::string plain = get("/search?q=haze").body;
  const auto size_of = [&](const std::regex& url) {
    std::size_t size = 0;
    for (std::sregex_iterator at(plain.begin(), plain.end(), url), end; at != end; ++at)
      size += get((*at)[1].str(), "Accept-Encoding: gzip\r\n").body.size();
    return size;
  };
  const std::size_t without =
      page.body.size() + size_of(std::regex("<link rel=\"stylesheet\" href=\"([^\"]+)\""));
  EXPECT_LE(without, 30'000u);
  std::size_t scripts = 0;
  for (const char* name : {"lontar.js", "search.js", "keys.js", "copy.js", "facets.js", "pages.js",
                           "suggest.js", "storage.js", "list-store.js", "list-buttons.js"})
    scripts += get("/static/" + std::string(name), "Accept-Encoding: gzip\r\n").body.size();
  EXPECT_LE(without + scripts, 60'000u);
  RecordProperty("bytes_without_scripts", static_cast<int>(without));
  RecordProperty("bytes_with_scripts", static_cast<int>(without + scripts));
}

}  // namespace
}  // namespace lontar::api::testing_support
