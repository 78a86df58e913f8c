// A document with parts in three languages, from the file through the indexer to the answers: each
// passage carries its language, and is found by other forms of its words.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "search-api/url.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using nlohmann::json;

constexpr const char* kText = R"(# Cooperation on rivers

## Article 1

Each country protects the rivers that it shares with its neighbours, and consults them before it builds a dam.

## Article 2

The experts of the countries meet twice a year. They measure how clean the water is, and publish what they have found.

## Article 3

Whoever pollutes a shared river pays for the damage that this does to those who live along its banks.

## Pasal 4

Setiap negara memberikan perlindungan kepada sungai yang mengalir melalui wilayahnya dan wilayah negara tetangga.

## Pasal 5

Para ahli dari negara-negara tersebut bertemu dua kali dalam setahun untuk mengukur kebersihan air dan mengumumkan hasilnya kepada masyarakat.

## Pasal 6

Siapa pun yang mencemari sungai bersama wajib mengganti kerugian yang dialami oleh penduduk di sepanjang tepi sungai itu.

## มาตรา 7

แต่ละประเทศคุ้มครองแม่น้ำที่ใช้ร่วมกับประเทศเพื่อนบ้าน และปรึกษาหารือกันก่อนสร้างเขื่อน

## มาตรา 8

ผู้ใดทำให้แม่น้ำสกปรกต้องจ่ายค่าเสียหายแก่ผู้ที่อาศัยอยู่ริมฝั่ง
)";

class MixedLanguages : public testing::TestWithParam<std::string> {
 protected:
  // What the catalogue says of the document's language; nothing when that is empty.
  MixedLanguages() {
    const auto corpus = folder_.path() / "corpus";
    std::filesystem::create_directories(corpus);
    std::ofstream(corpus / "rivers.md") << kText;
    std::ofstream(corpus / "catalogue.csv")
        << "file,id,language\nrivers.md,rivers," + GetParam() + "\n";
    const std::string command = std::string(LONTAR_INDEXER) + " update " + corpus.string() +
                                " --index " + (folder_.path() / "index").string() + " --config " +
                                LONTAR_SOURCE_DIR + "/config > /dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0);
    running_ = std::make_unique<Running>(folder_.path() / "index");
  }
  json get(const std::string& target) { return json::parse(fetch(running_->port(), target).body); }

  TemporaryFolder folder_;
  std::unique_ptr<Running> running_;
};

TEST_P(MixedLanguages, EachPassageHasItsLanguage) {
  const json document = get(document_path("rivers"));
  const std::string own = document["metadata"]["language"]["value"];
  std::map<std::string, std::vector<std::string>> passages;
  for (const json& passage : document["outline"]) {
    if (passage["kind"] != "article") continue;
    const std::string language = passage.value("language", own);
    passages[language].push_back(passage["anchor"]);
  }
  using testing::ElementsAre;
  using testing::Pair;
  EXPECT_THAT(passages, ElementsAre(Pair("en", ElementsAre("sec_2", "sec_3", "sec_4")),
                                    Pair("id", ElementsAre("sec_5", "sec_6", "sec_7")),
                                    Pair("th", ElementsAre("sec_8", "sec_9"))))
      << document.dump(1);
}

// None of these words stands in the text as it is asked for here.
TEST_P(MixedLanguages, EachPassageIsFoundByOtherFormsOfItsWords) {
  struct Case {
    std::string question;
    std::string anchor;
    std::string language;
  };
  for (const Case& each : {Case{"polluted", "sec_4", "en"}, Case{"measuring", "sec_3", "en"},
                           Case{"dilindungi", "sec_5", "id"}, Case{"mengalami", "sec_7", "id"},
                           Case{"เสียหาย", "sec_9", "th"}, Case{"หารือ", "sec_8", "th"}}) {
    const json found = get("/api/v1/search?q=" + percent_encode(each.question));
    ASSERT_EQ(found["total"]["value"], 1) << each.question;
    const json& passage = found["results"][0]["passages"][0];
    EXPECT_EQ(passage["anchor"], each.anchor) << each.question;
    EXPECT_EQ(passage["language"], each.language) << each.question;
    EXPECT_EQ(get("/api/v1/search?q=%22" + percent_encode(each.question) + "%22")["total"]["value"],
              each.language == "th" ? 1 : 0)
        << each.question;
  }
}

INSTANTIATE_TEST_SUITE_P(InferredOrGiven, MixedLanguages, testing::Values("", "en", "id", "th"));

}  // namespace
}  // namespace lontar::api::testing_support
