// What a client is told of documents that changed or are no longer there.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "index/writer.h"
#include "search-api/links.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;
using testing::HasSubstr;

Document text(const std::string& id, const std::string& title, const std::string& hash) {
  Document document;
  document.id = id;
  document.origin.file = id + ".txt";
  document.origin.hash = hash;
  document.content.media_type = "text/plain";
  document.content.metadata.offer(Field::kTitle, title, Source::kFile);
  document.content.passages = {{.anchor = "a", .kind = "text", .text = "turtle"}};
  return document;
}

void remove_document(const std::filesystem::path& index, const std::string& id) {
  auto writer = index::Writer::open(index, index::WriteMode::kUpdate);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(writer->remove(id).ok());
  ASSERT_TRUE(writer->commit().ok());
}

TEST(History, AWithdrawnDocumentIsGoneAndSaysSo) {
  const TemporaryFolder index;
  write_index(index.path(), {text("a", "<i>Turtles</i>", "1"), text("b", "Others", "2")});
  const Running service(index.path());
  const auto get = [&](const std::string& target) { return fetch(service.port(), target); };
  EXPECT_EQ(get("/api/v1/documents/a").status, 200);
  remove_document(index.path(), "a");

  for (const char* below :
       {"", "/text", "/text?passage=a", "/search?q=turtle", "/similar", "/file"}) {
    const Reply reply = get(std::string("/api/v1/documents/a") + below);
    EXPECT_EQ(reply.status, 410) << below;
    const json problem = json::parse(reply.body);
    EXPECT_EQ(problem["type"], "/help/problems#document-withdrawn");
    EXPECT_EQ(problem["id"], "a");
    EXPECT_EQ(problem["document_title"], "<i>Turtles</i>");
    EXPECT_THAT(problem["withdrawn"].get<std::string>(), testing::EndsWith("Z"));
  }
  const Reply page = get("/documents/a");
  EXPECT_EQ(page.status, 410);
  EXPECT_THAT(page.body, HasSubstr("&lt;i&gt;Turtles&lt;/i&gt;” was withdrawn on "));
  EXPECT_EQ(get("/api/v1/documents/never").status, 404);
  EXPECT_EQ(json::parse(get("/api/v1/search?q=turtle").body)["total"]["value"], 1);

  write_index(index.path(), {text("a", "Turtles again", "1")});
  const json back = json::parse(get("/api/v1/documents/a").body);
  ASSERT_EQ(back["versions"].size(), 2u);
  EXPECT_EQ(back["versions"][0]["event"], "returned");
  EXPECT_EQ(back["versions"][1]["event"], "withdrawn");
}

TEST(History, AChangedDocumentTellsWhatItWas) {
  const TemporaryFolder index;
  write_index(index.path(), {text("a", "Old", "1")});
  const Running service(index.path());
  const auto get = [&](const std::string& target) { return fetch(service.port(), target); };
  EXPECT_EQ(json::parse(get("/api/v1/documents/a").body)["versions"], json::array());
  EXPECT_THAT(get("/documents/a").body, testing::Not(HasSubstr("Versions")));
  write_index(index.path(), {text("a", "New", "2")});
  const json now = json::parse(get("/api/v1/documents/a").body);
  EXPECT_EQ(now["hash"], "2");
  ASSERT_EQ(now["versions"].size(), 1u);
  EXPECT_EQ(now["versions"][0]["event"], "changed");
  EXPECT_EQ(now["versions"][0]["hash"], "1");
  EXPECT_EQ(now["versions"][0]["generation"], 2);
  EXPECT_EQ(now["versions"][0]["changes"],
            json::parse(R"([{"field":"title","before":["Old"],"after":["New"]}])"));
  EXPECT_THAT(get("/documents/a").body, HasSubstr(": changed (title)"));
}

}  // namespace
}  // namespace lontar::api::testing_support
