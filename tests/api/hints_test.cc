// What helps a reader on, in the API and on the pages: similar documents, and did you mean.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

Document made(const std::string& id, const std::string& title, const std::string& text,
              const std::string& text_kind = "official") {
  Document document;
  document.id = id;
  Metadata& metadata = document.content.metadata;
  metadata.offer(Field::kTitle, title, Source::kFile);
  metadata.offer(Field::kLanguage, "en", Source::kFile);
  metadata.offer(Field::kTextKind, text_kind, Source::kFile);
  document.content.passages = {{.anchor = "a", .kind = "article", .text = text}};
  return document;
}

class HintsTest : public testing::Test {
 protected:
  HintsTest() {
    write_index(folder_.path() / "index",
                {made("a/1", "On fires", "The peatland fires and their smoke"),
                 made("b", "On <smoke>", "Smoke drifts from peatland fires", "digest"),
                 made("c", "On tariffs", "A customs union lowers tariffs")});
    running_ = std::make_unique<Running>(folder_.path() / "index");
  }
  std::string get(const std::string& target) { return fetch(running_->port(), target).body; }

  TemporaryFolder folder_;
  std::unique_ptr<Running> running_;
};

TEST_F(HintsTest, SimilarDocumentsAreDescribedAsResults) {
  const json answer = json::parse(get(document_path("a/1") + "/similar"));
  EXPECT_EQ(answer["generation"], 1);
  EXPECT_EQ(answer["id"], "a/1");
  ASSERT_EQ(answer["similar"].size(), 1u);
  const json& one = answer["similar"][0];
  EXPECT_EQ(one["id"], "b");
  EXPECT_EQ(one["url"], "/documents/b");
  EXPECT_EQ(one["text_kind"], "digest");
  EXPECT_GT(one["likeness"], 0.1);
  EXPECT_LE(one["likeness"], 1);
  EXPECT_EQ(json::parse(get(document_path("c") + "/similar"))["similar"], json::array());
}

TEST_F(HintsTest, TheDocumentPageLinksToThem) {
  const std::string page = get("/documents/a%2F1");
  EXPECT_THAT(page, HasSubstr("Similar documents"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/documents/b\" lang=\"en\">On &lt;smoke&gt;</a>"));
  EXPECT_THAT(page, HasSubstr("· Digest"));
  EXPECT_THAT(get("/documents/c"), Not(HasSubstr("Similar documents")));
}

TEST_F(HintsTest, DidYouMeanIsALinkAndNeverSearchedSilently) {
  const json answer = json::parse(get("/api/v1/search?q=peetland%20smoke&language=en"));
  EXPECT_EQ(answer["query"]["relaxed"], true) << "two documents have “smoke”";
  EXPECT_EQ(answer["total"]["value"], 2);
  EXPECT_EQ(answer["total"]["complete"], 0);
  EXPECT_EQ(answer["query"]["text"], "peetland smoke");
  EXPECT_EQ(answer["query"]["corrected"], "peatland smoke");
  const std::string url = answer["links"]["corrected"];
  EXPECT_THAT(url, HasSubstr("language=en"));
  EXPECT_EQ(json::parse(get(url))["total"]["value"], 2);
  EXPECT_EQ(json::parse(get(url))["query"]["relaxed"], false);
  EXPECT_EQ(json::parse(get(url))["query"]["corrected"], nullptr);
  EXPECT_EQ(json::parse(get(url))["links"]["corrected"], nullptr);

  const std::string page = get("/search?q=peetland%20smoke&language=en");
  EXPECT_THAT(page,
              HasSubstr("Did you mean: <a href=\"/search?q=peatland%20smoke&amp;language=en\">"
                        "peatland smoke</a>"));
  EXPECT_THAT(page, HasSubstr("None of these documents has all of the words"));
  EXPECT_THAT(get("/search?q=peatland"), Not(HasSubstr("Did you mean")));
  EXPECT_THAT(get("/search?q=%3Cb%3E%20peetland"), Not(HasSubstr("<b>")));
}

}  // namespace
}  // namespace lontar::api::testing_support
