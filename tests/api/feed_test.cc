// What browsers, feed readers and crawlers find: feeds, OpenSearch, sitemaps, robots.txt; and the
// research record. xmllint reads the XML.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "search-api/links.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// What xmllint says to an XPath expression; fails the test when it is no XML.
std::string xpath(const std::string& xml, const std::string& expression) {
  TemporaryFolder folder;
  const auto path = folder.path() / "answer.xml";
  std::ofstream(path, std::ios::binary) << xml;
  const std::string command =
      "xmllint --nonet --xpath \"" + expression + "\" " + path.string() + " 2>&1";
  std::string out;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> chunk;
  for (std::size_t got = 0; (got = std::fread(chunk.data(), 1, chunk.size(), pipe)) > 0;)
    out.append(chunk.data(), got);
  EXPECT_EQ(::pclose(pipe), 0) << out;
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

// "entry" as a path step that knows nothing of namespaces.
std::string all(const std::string& name) { return "//*[local-name()='" + name + "']"; }

class FeedTest : public ServiceTest {};

TEST_F(FeedTest, IsAnAtomFeedOfTheSearch) {
  const Reply reply = get("/search/feed.atom?q=haze&member_state=ID&sort=title");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-type"), "application/atom+xml; charset=utf-8");
  const std::string& xml = reply.body;
  EXPECT_EQ(xpath(xml, "namespace-uri(/*)"), "http://www.w3.org/2005/Atom");
  EXPECT_EQ(xpath(xml, "count(" + all("entry") + ")"), "1");
  EXPECT_EQ(xpath(xml, "string(/*/*[local-name()='link'][@rel='self']/@href)"),
            "http://localhost/search/feed.atom?q=haze&member_state=ID");
  EXPECT_EQ(xpath(xml, "string(/*/*[local-name()='link'][@rel='alternate']/@href)"),
            "http://localhost/search?q=haze&member_state=ID");
  EXPECT_EQ(xpath(xml, "string(/*/*[local-name()='title'])"), "Lontar: haze, Indonesia");
  EXPECT_EQ(xpath(xml, "string(/*/*[local-name()='author']/*[local-name()='name'])"), "Lontar");
  EXPECT_EQ(xpath(xml, "string(" + all("entry") + "/*[local-name()='title'])"),
            "ASEAN Agreement on Transboundary Haze Pollution");
  EXPECT_THAT(xpath(xml, "string(" + all("summary") + ")"),
              AllOf(HasSubstr("Agreement · 10 June 2002 · Digest, not the official text"),
                    HasSubstr("haze")));
}

// RFC 4287: every feed and entry has one id, one title, one time of change; ids are apart.
TEST_F(FeedTest, HasWhatTheStandardAsksOf) {
  const std::string xml = get("/search/feed.atom").body;
  EXPECT_EQ(xpath(xml, "count(" + all("entry") + ")"), "8");
  for (const char* name : {"id", "title", "updated"}) {
    const std::string child = "*[local-name()='" + std::string(name) + "']";
    EXPECT_EQ(xpath(xml, "count(" + all("entry") + "[count(" + child + ")=1])"), "8") << name;
    EXPECT_EQ(xpath(xml, "count(/*/" + child + ")"), "1") << name;
  }
  std::set<std::string> ids;
  const std::regex id(
      "<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
      "[0-9a-f]{12})</id>");
  for (std::sregex_iterator it(xml.begin(), xml.end(), id), end; it != end; ++it)
    ids.insert((*it)[1]);
  EXPECT_EQ(ids.size(), 9u);
  const std::regex time("<updated>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ</updated>");
  EXPECT_EQ(std::distance(std::sregex_iterator(xml.begin(), xml.end(), time), {}), 9);
  EXPECT_THAT(get("/search/feed.atom").body, testing::Eq(xml)) << "the same state, the same feed";
}

TEST_F(FeedTest, AnEmptySearchIsAnEmptyFeed) {
  const std::string xml = get("/search/feed.atom?q=nowhereatall").body;
  EXPECT_EQ(xpath(xml, "count(" + all("entry") + ")"), "0");
  EXPECT_EQ(xpath(xml, "count(/*/*[local-name()='updated'])"), "1");
}

TEST_F(FeedTest, PagesPointToTheirFeed) {
  EXPECT_THAT(get("/search?q=haze&sort=title").body,
              AllOf(HasSubstr("<link rel=\"alternate\" type=\"application/atom+xml\" "),
                    HasSubstr("href=\"/search/feed.atom?q=haze\"")));
  EXPECT_THAT(get("/help").body, Not(HasSubstr("application/atom+xml")));
}

TEST(FeedOfChanges, WhatCameLastStandsFirst) {
  TemporaryFolder folder;
  const auto documents = sample_documents(folder.path() / "corpus");
  write_index(folder.path() / "index", documents);
  Running running(folder.path() / "index");
  const std::string before = fetch(running.port(), "/search/feed.atom").body;
  Document old;
  old.id = "old";
  old.content.metadata.offer(Field::kTitle, "An old treaty found late", Source::kFile);
  old.content.metadata.offer(Field::kDate, "1951", Source::kFile);
  old.content.passages = {{.anchor = "a", .kind = "text", .text = "old"}};
  write_index(folder.path() / "index", {old});
  const std::string after = fetch(running.port(), "/search/feed.atom").body;
  const std::string first = "string((" + all("entry") + ")[1]/*[local-name()='title'])";
  EXPECT_NE(xpath(before, first), "An old treaty found late");
  EXPECT_EQ(xpath(after, first), "An old treaty found late");
  EXPECT_GT(xpath(after, "string(/*/*[local-name()='updated'])"),
            xpath(before, "string(/*/*[local-name()='updated'])"));
  const json page =
      json::parse(fetch(running.port(), "/api/v1/search?sort=latest&page_size=1").body);
  EXPECT_EQ(page["results"][0]["id"], "old");
  const json versions =
      json::parse(fetch(running.port(), "/api/v1/documents/old").body)["versions"];
  ASSERT_EQ(versions.size(), 1u);
  EXPECT_EQ(versions[0]["event"], "added");
  EXPECT_THAT(fetch(running.port(), "/documents/old").body, HasSubstr(": added</li>"));
}

TEST_F(FeedTest, BrowsersLearnHowToSearch) {
  EXPECT_THAT(get("/").body, HasSubstr("<link rel=\"search\" "
                                       "type=\"application/opensearchdescription+xml\" "
                                       "title=\"Lontar\" href=\"/opensearch.xml\">"));
  const Reply reply = get("/opensearch.xml");
  EXPECT_EQ(reply.header("content-type"), "application/opensearchdescription+xml; charset=utf-8");
  for (const auto& [type, path] :
       {std::pair{"text/html", "/search?q={searchTerms}"},
        {"application/atom+xml", "/search/feed.atom?q={searchTerms}"},
        {"application/x-suggestions+json", "/search/suggestions?q={searchTerms}"}}) {
    EXPECT_EQ(xpath(reply.body, "string(" + all("Url") + "[@type='" + type + "']/@template)"),
              "http://localhost" + std::string(path));
  }
  const Reply suggested = get("/search/suggestions?q=haze%20pol");
  EXPECT_EQ(suggested.header("content-type"), "application/x-suggestions+json");
  EXPECT_EQ(json::parse(suggested.body),
            (json::array(
                {"haze pol", json::array({"ASEAN Agreement on Transboundary Haze Pollution"})})));
}

TEST_F(FeedTest, SitemapsListEveryDocument) {
  const std::string index = get("/sitemap.xml").body;
  EXPECT_EQ(xpath(index, "namespace-uri(/*)"), "http://www.sitemaps.org/schemas/sitemap/0.9");
  EXPECT_EQ(xpath(index, "string(" + all("loc") + ")"), "http://localhost/sitemaps/1.xml");
  const Reply map = get("/sitemaps/1.xml");
  EXPECT_EQ(map.header("content-type"), "application/xml; charset=utf-8");
  EXPECT_EQ(xpath(map.body, "count(" + all("url") + ")"), "8");
  for (const char* id : {kHazeId, kOddId, kHostileId})
    EXPECT_THAT(map.body,
                HasSubstr(std::string("<loc>http://localhost") +
                          (id == kHostileId ? "/documents/hostile%22%3E" : document_page_url(id))));
  for (const char* none : {"0.xml", "2.xml", "01.xml", "1", "x.xml", "99999999999999999999.xml"})
    EXPECT_EQ(get(std::string("/sitemaps/") + none).status, 404) << none;
}

TEST_F(FeedTest, CrawlersAreToldWhatToRead) {
  const Reply reply = get("/robots.txt");
  EXPECT_EQ(reply.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_THAT(reply.body, AllOf(HasSubstr("Disallow: /search?\n"), HasSubstr("Disallow: /api/\n"),
                                HasSubstr("Sitemap: http://localhost/sitemap.xml\n"),
                                Not(HasSubstr("Disallow: /documents"))));
}

TEST_F(FeedTest, AStrangeHostIsNotRepeated) {
  Client client(port());
  ASSERT_TRUE(client.send("GET /robots.txt HTTP/1.1\r\nHost: a\"><b>\r\n\r\n"));
  EXPECT_THAT(client.read().body, HasSubstr("Sitemap: /sitemap.xml\n"));
}

class RecordTest : public ServiceTest {};

TEST_F(RecordTest, SaysWhatWasAskedHowItWasReadAndWhatWasFound) {
  const Reply reply =
      get("/search/record?q=jerebu%20AND&member_state=ID&year_from=2000&sort=title");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("cache-control"), "no-store") << "it holds the time";
  EXPECT_THAT(reply.body,
              AllOf(HasSubstr("<dd>jerebu AND</dd>"), HasSubstr("<dt>Read as</dt><dd>jerebu</dd>"),
                    HasSubstr("Searched besides “jerebu”"), HasSubstr("<dd>Indonesia</dd>"),
                    HasSubstr("<dd>from 2000 on</dd>"), HasSubstr("<dd>by title</dd>"),
                    HasSubstr("<dd>1 document</dd>"), HasSubstr("generation 1")));
  EXPECT_THAT(
      reply.body,
      AllOf(HasSubstr("ASEAN Agreement on Transboundary Haze Pollution"),
            HasSubstr("http://localhost/documents/%2Fakn%2Fasean%2Fact%2F2002-06-10%2Fhaze"),
            HasSubstr("Digest — not the official text"),
            HasSubstr("http://localhost/search?q=jerebu%20AND&amp;member_state=ID")));
  EXPECT_TRUE(std::regex_search(
      reply.body,
      std::regex("<time datetime=\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\">\\d+ [A-Z][a-z]+ "
                 "\\d{4}, \\d\\d:\\d\\d:\\d\\d UTC</time>")));
}

TEST_F(RecordTest, ListsEveryDocumentOrSaysThatThereIsNone) {
  const std::string page = get("/search/record").body;
  std::size_t links = 0;
  for (auto at = page.find("record-link"); at != std::string::npos;
       at = page.find("record-link", at + 1))
    ++links;
  EXPECT_EQ(links, 8u);
  EXPECT_THAT(page, HasSubstr("none: all documents"));
  EXPECT_THAT(get("/search/record?q=nowhereatall").body,
              AllOf(HasSubstr("<dt>Found</dt><dd>no documents</dd>"), Not(HasSubstr("<ol"))));
}

TEST(LongRecord, ComesInPartsThatAreSaid) {
  TemporaryFolder folder;
  std::vector<Document> documents;
  for (int i = 0; i < 501; ++i) {
    Document made;
    made.id = "d" + std::to_string(i);
    made.content.metadata.offer(Field::kTitle, "Number " + std::to_string(i), Source::kFile);
    made.content.passages = {{.anchor = "a", .kind = "text", .text = "haze"}};
    documents.push_back(std::move(made));
  }
  write_index(folder.path() / "index", documents);
  Running running(folder.path() / "index");
  EXPECT_THAT(fetch(running.port(), "/search/record?q=haze").body,
              AllOf(HasSubstr("This part lists documents 1–500 of 501."),
                    HasSubstr("rel=\"next\" href=\"/search/record?q=haze&amp;page=2\"")));
  EXPECT_THAT(fetch(running.port(), "/search/record?q=haze&page=2").body,
              AllOf(HasSubstr("documents 501–501 of 501."),
                    HasSubstr("<ol class=\"record-hits\" start=\"501\">"),
                    HasSubstr("rel=\"prev\" href=\"/search/record?q=haze\"")));
  EXPECT_THAT(fetch(running.port(), "/search/record?q=haze&page=3").body,
              HasSubstr("This part has no documents."));
}

TEST_F(RecordTest, ResultsLinkToAllThatCanBeTakenAway) {
  const std::string page = get("/search?q=haze&page_size=20").body;
  for (const char* url : {"/api/v1/search/export?format=csv&amp;q=haze\"",
                          "/api/v1/search/export?format=jsonl&amp;q=haze\"",
                          "/api/v1/search/export?format=ris&amp;q=haze\"",
                          "/api/v1/search/export?format=bibtex&amp;q=haze\"",
                          "/search/record?q=haze\"", "/search/feed.atom?q=haze\""})
    EXPECT_THAT(page, HasSubstr(url));
  EXPECT_THAT(get("/search?q=nowhereatall").body, Not(HasSubstr("takeaway")));
}

}  // namespace
}  // namespace lontar::api::testing_support
