// The API's answers as docs/api.md promises them.
#include <gmock/gmock.h>

#include <cstring>

#include <nlohmann/json.hpp>
#include <set>

#include "io/file.h"
#include "search-api/routes.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

class ContractTest : public ServiceTest {};

json body(const Reply& reply) { return json::parse(reply.body); }

std::vector<std::string> ids(const json& search) {
  std::vector<std::string> all;
  for (const json& result : search["results"]) all.push_back(result["id"]);
  return all;
}

TEST_F(ContractTest, SearchAnswersWhatMatches) {
  const Reply reply = get("/api/v1/search?q=haze&page_size=5");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.header("content-type"), "application/json");
  const json answer = body(reply);
  EXPECT_EQ(answer["total"], (json{{"value", 1}, {"exact", true}, {"complete", 1}}));
  EXPECT_EQ(answer["generation"], 1);
  EXPECT_EQ(reply.header("lontar-generation"), "1");
  const json& hit = answer["results"][0];
  EXPECT_EQ(hit["id"], kHazeId);
  EXPECT_EQ(hit["member_states"], (json{"ID", "MY", "SG"}));
  EXPECT_EQ(hit["date"], "2002-06-10");
  EXPECT_EQ(hit["text_kind"], "digest");
  EXPECT_EQ(hit["url"], "/documents/%2Fakn%2Fasean%2Fact%2F2002-06-10%2Fhaze");
  EXPECT_THAT(hit["snippet"].get<std::string>(), HasSubstr("<mark>haze</mark>"));
  EXPECT_THAT(hit["passages"][0]["url"].get<std::string>(), HasSubstr("#digest_"));
  EXPECT_EQ(answer["page"], (json{{"number", 1}, {"size", 5}, {"count", 1}}));
  EXPECT_EQ(answer["links"]["next"], nullptr);
}

TEST_F(ContractTest, EmptyQueryListsEverythingAndPagesWithoutGaps) {
  std::set<std::string> seen;
  std::string next = "/api/v1/search?page_size=3";
  while (!next.empty()) {
    const json answer = body(get(next));
    for (const std::string& id : ids(answer)) EXPECT_TRUE(seen.insert(id).second) << id;
    next = answer["links"]["next"].is_null() ? "" : answer["links"]["next"].get<std::string>();
  }
  EXPECT_EQ(seen.size(), 8u);
  EXPECT_EQ(ids(body(get("/api/v1/search?page_size=2")))[0], kOddId);  // 2019 is the newest
}

TEST_F(ContractTest, FiltersWidenWithinAFacetAndNarrowBetween) {
  const auto total = [](const std::string& query) {
    return body(get("/api/v1/search?" + query))["total"]["value"].get<int>();
  };
  EXPECT_EQ(total("member_state=ID"), 1);
  EXPECT_EQ(total("member_state=ID,SG"), 2);
  EXPECT_EQ(total("member_state=ID&member_state=Singapore"), 2);
  EXPECT_EQ(total("member_state=ID%2CSG&community=ASCC"), 1);
  EXPECT_EQ(total("court=Court%5C%2C%20with%20a%20comma"), 1);
  EXPECT_EQ(total("year_from=2003&year_to=2019"), 1);
  EXPECT_EQ(total("member_state=XX"), 0);
}

TEST_F(ContractTest, AFacetsOwnFilterDoesNotReduceItsCounts) {
  const json answer = body(get("/api/v1/search?member_state=ID&facets=member_state,community"));
  EXPECT_EQ(answer["facets"].size(), 2u);
  json states;
  for (const json& count : answer["facets"]["member_state"])
    states[count["value"].get<std::string>()] = {count["label"], count["count"], count["selected"]};
  EXPECT_EQ(states["SG"], (json{"Singapore", 2, false}));
  EXPECT_EQ(states["ID"], (json{"Indonesia", 1, true}));
  EXPECT_TRUE(body(get("/api/v1/search?facets="))["facets"].empty());
}

TEST_F(ContractTest, OtherNamesAreSearchedAndListedUnlessToldNotTo) {
  const json answer = body(get("/api/v1/search?q=jerebu"));
  EXPECT_EQ(answer["total"]["value"], 1);
  EXPECT_EQ(answer["results"][0]["id"], kHazeId);
  ASSERT_EQ(answer["query"]["expanded"].size(), 1u);
  const json& expanded = answer["query"]["expanded"][0];
  EXPECT_EQ(expanded["concept"], "haze");
  EXPECT_EQ(expanded["typed"], "jerebu");
  EXPECT_EQ(expanded["added"][0], "haze");
  EXPECT_EQ(answer["query"]["parsed"], "jerebu");

  const json typed = body(get("/api/v1/search?q=jerebu&expand=off"));
  EXPECT_EQ(typed["total"]["value"], 0);
  EXPECT_TRUE(typed["query"]["expanded"].empty());
  EXPECT_THAT(typed["links"]["self"].get<std::string>(), testing::HasSubstr("expand=off"));
  EXPECT_EQ(body(get("/api/v1/search?q=%22jerebu%22"))["total"]["value"], 0);
  EXPECT_EQ(get("/api/v1/search?q=jerebu&expand=maybe").status, 400);
}

TEST_F(ContractTest, DocumentsOfAnyIdAreFound) {
  for (const char* id : {kHazeId, kOddId, kHostileId}) {
    const Reply reply = get(document_path(id));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(body(reply)["id"], id);
  }
  const json answer = body(get(document_path(kHazeId)));
  EXPECT_EQ(answer["metadata"]["language"]["source"], "inferred");
  EXPECT_EQ(answer["metadata"]["language"]["evidence"], "most words are English");
  EXPECT_EQ(answer["outline"][0]["anchor"], "digest_1");
  EXPECT_EQ(answer["outline"].size(), 2u);
  EXPECT_EQ(get("/api/v1/documents//akn/asean").status, 404);
}

TEST_F(ContractTest, TextComesInWindows) {
  const std::string path = document_path(kLongId) + "/text";
  int seen = 0;
  std::string next = path + "?limit=200";
  while (!next.empty()) {
    const json answer = body(get(next));
    EXPECT_EQ(answer["total"], 450);
    for (const json& passage : answer["passages"])
      EXPECT_EQ(passage["anchor"], "art_" + std::to_string(++seen));
    next = answer["links"]["next"].is_null() ? "" : answer["links"]["next"].get<std::string>();
  }
  EXPECT_EQ(seen, 450);
  const json one = body(get(path + "?passage=art_333"));
  EXPECT_EQ(one["passages"][0]["text"], "Number 333 needle.");
  EXPECT_EQ(one["passages"].size(), 1u);
}

TEST_F(ContractTest, AHugePassageComesInPartsThatMakeItWhole) {
  std::string whole;
  std::string next = document_path(kHugeId) + "/text?passage=all";
  while (!next.empty()) {
    const Reply reply = get(next);
    EXPECT_LT(reply.body.size(), 1'000'000u);
    const json answer = body(reply);
    whole += answer["passages"][0]["text"].get<std::string>();
    next = answer["links"]["next"].is_null() ? "" : answer["links"]["next"].get<std::string>();
  }
  TemporaryFolder unused;
  const auto documents = sample_documents(unused.path());
  const auto huge = std::find_if(documents.begin(), documents.end(),
                                 [](const Document& each) { return each.id == kHugeId; });
  EXPECT_EQ(whole, huge->content.passages[0].text);
}

TEST_F(ContractTest, SearchesInsideADocument) {
  const json answer = body(get(document_path(kLongId) + "/search?q=needle"));
  EXPECT_EQ(answer["total"], 1);
  EXPECT_EQ(answer["passages"][0]["anchor"], "art_333");
  EXPECT_EQ(answer["passages"][0]["url"], "/documents/long?at=art_333#art_333");
}

TEST_F(ContractTest, FacetsListTheVocabularyWithLabels) {
  const json facets = body(get("/api/v1/facets"))["facets"];
  EXPECT_EQ(facets["member_state"]["label"], "Member State");
  std::set<std::string> states;
  for (const json& value : facets["member_state"]["values"]) states.insert(value["label"]);
  EXPECT_EQ(states.size(), 11u);
}

struct Refused {
  std::string target;
  int status;
  const char* slug;
};
TEST_F(ContractTest, SuggestsWhatIsTyped) {
  const json answer = body(get("/api/v1/suggest?q=haze%20pol"));
  EXPECT_EQ(answer["generation"], 1);
  EXPECT_EQ(answer["typed"], "haze pol");
  EXPECT_EQ(answer["suggestions"],
            (json::array({{{"text", "ASEAN Agreement on Transboundary Haze Pollution"},
                           {"kind", "title"},
                           {"url", document_path(kHazeId).substr(std::strlen("/api/v1"))},
                           {"query", nullptr},
                           {"count", 1},
                           {"language", "en"}}})));
  EXPECT_EQ(body(get("/api/v1/suggest"))["suggestions"], json::array());
  EXPECT_EQ(body(get("/api/v1/suggest?q=asean&limit=1"))["suggestions"].size(), 1u);
  const json many = body(get("/api/v1/suggest?q=a&limit=50"));
  for (const json& one : many["suggestions"])
    EXPECT_EQ(get(one["url"].get<std::string>()).status, 200) << one;
}

TEST_F(ContractTest, ProblemsHaveStableTypes) {
  const Refused rows[] = {
      {"/api/v1/search?pgae=2", 400, "unknown-parameter"},
      {"/api/v1/search?page=x", 400, "invalid-parameter"},
      {"/api/v1/search?page=1&page=1", 400, "repeated-parameter"},
      {"/api/v1/nothing", 404, "not-found"},
      {"/api/v1/documents/none", 404, "document-not-found"},
      {"/api/v1/documents/none/text", 404, "document-not-found"},
      {"/api/v1/documents/none/text?passage=a", 404, "document-not-found"},
      {"/api/v1/documents/none/search?q=a", 404, "document-not-found"},
      {document_path(kLongId) + "/text?passage=none", 404, "passage-not-found"},
      {"/api/v1/documents/none/similar", 404, "document-not-found"},
      {document_path(kLongId) + "/similar?limit=0", 400, "invalid-parameter"},
      {"/api/v1/documents/long/citations", 404, "not-found"},
      {"/api/v1/suggest?q=a&limit=51", 400, "invalid-parameter"},
      {"/api/v1/suggest?text=a", 400, "unknown-parameter"},
      {document_path(kLineId) + "/file", 404, "no-original"},
      {document_path(kLongId) + "/file", 404, "no-original"},
      {"/static/../CMakeLists.txt", 404, "not-found"},
      {"/static/..%2Fopenapi.json", 404, "not-found"},
  };
  for (const Refused& row : rows) {
    const Reply reply = get(row.target);
    EXPECT_EQ(reply.status, row.status) << row.target;
    EXPECT_EQ(reply.header("content-type"), "application/problem+json") << row.target;
    const json problem = body(reply);
    EXPECT_EQ(problem["type"], "/help/problems#" + std::string(row.slug)) << row.target;
    EXPECT_EQ(problem["status"], row.status);
    EXPECT_EQ(problem["generation"], 1);
    EXPECT_THAT(reply.body, testing::Not(HasSubstr("Xapian")));
  }
}

TEST(ApiGuide, NamesEveryProblemAndResource) {
  const auto guide = io::read_file(LONTAR_SOURCE_DIR "/docs/api.md");
  ASSERT_TRUE(guide.ok());
  for (const ProblemKind& kind : kProblems)
    EXPECT_THAT(*guide, HasSubstr("`" + std::string(kind.slug) + "`"));
  for (const Route& route : routes())
    EXPECT_TRUE(!route.pattern.starts_with("/api/") ||
                guide->find(route.pattern) != std::string::npos)
        << route.pattern;
}

TEST_F(ContractTest, EveryRouteAnswersHeadAndOptions) {
  for (const Route& route : routes()) {
    std::string target(route.pattern);
    for (const auto& [name, value] : {std::pair{"{id}", "long"}, std::pair{"{name}", "style.css"}})
      if (const auto at = target.find(name); at != std::string::npos)
        target.replace(at, std::string(name).size(), value);
    Client client(port());
    const Reply options = client.request("OPTIONS", target);
    EXPECT_EQ(options.status, 204) << target;
    EXPECT_EQ(options.header("allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(options.header("access-control-allow-origin"), "*");
    const Reply head = client.request("HEAD", target);
    const Reply full = client.get(target);
    EXPECT_EQ(head.status, full.status) << target;
    EXPECT_EQ(head.header("content-type"), full.header("content-type")) << target;
    EXPECT_FALSE(head.header("content-length").empty()) << target;
    EXPECT_FALSE(head.header("lontar-generation").empty()) << target;
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
      EXPECT_EQ(client.request(method, target, "Content-Length: 0\r\n").status, 405) << target;
  }
}

TEST_F(ContractTest, EtagsAnswerNotModifiedUntilTheIndexChanges) {
  for (const std::string target : {"/api/v1/search?q=haze", "/search?q=haze", "/openapi.json",
                                   "/static/style.css", "/documents/long"}) {
    const std::string etag = get(target).header("etag");
    ASSERT_THAT(etag, StartsWith("W/\"")) << target;
    Client client(port());
    const Reply same = client.get(target, "If-None-Match: " + etag + "\r\n");
    EXPECT_EQ(same.status, 304) << target;
    EXPECT_EQ(same.header("etag"), etag);
    EXPECT_EQ(same.header("content-length"), "");
    EXPECT_EQ(client.get(target, "If-None-Match: \"other\"\r\n").status, 200) << target;
  }
  EXPECT_NE(get("/api/v1/search?q=haze").header("etag"), get("/api/v1/search?q=x").header("etag"));
}

TEST_F(ContractTest, LargeAnswersAreCompressedWhenAccepted) {
  const Reply packed = get("/api/v1/documents/long/text", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
  EXPECT_LT(packed.body.size(), get("/api/v1/documents/long/text").body.size() / 3);
  EXPECT_EQ(get("/healthz", "Accept-Encoding: gzip\r\n").header("content-encoding"), "");
}

TEST_F(ContractTest, ServiceResourcesTellTheState) {
  EXPECT_EQ(body(get("/healthz")), (json{{"status", "ok"}, {"generation", 1}}));
  EXPECT_EQ(body(get("/readyz")), (json{{"status", "ready"}, {"generation", 1}}));
  get("/api/v1/search?q=counted");
  const std::string metrics = get("/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("lontar_ready 1\n"));
  EXPECT_THAT(metrics, HasSubstr("lontar_index_generation 1\n"));
  EXPECT_THAT(metrics, HasSubstr("lontar_requests_total{route=\"/api/v1/search\",status=\"200\"}"));
  EXPECT_THAT(metrics, HasSubstr("lontar_request_seconds_bucket{route=\"/api/v1/search\",le="));
}

TEST_F(ContractTest, StaticFilesMayBeKeptForEver) {
  const std::string page = get("/").body;
  const auto begin = page.find("/static/style.css?v=");
  ASSERT_NE(begin, std::string::npos);
  const Reply style = get(page.substr(begin, page.find('"', begin) - begin));
  EXPECT_EQ(style.status, 200);
  EXPECT_EQ(style.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/static/style.css").header("cache-control"), "public, no-cache");
}

}  // namespace
}  // namespace lontar::api::testing_support
