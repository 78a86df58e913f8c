// What is alike: against scoring every document by hand, and across languages through concepts.
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "index/writer.h"
#include "search/bm25.h"
#include "search/searcher.h"

namespace lontar::search {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

struct Made {
  std::string id;
  std::string text;
  std::string language = "en";
  std::string work{};
};

class SimilarTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::path(testing::TempDir()) / ("lontar_similar_" + std::to_string(::getpid()));
    fs::remove_all(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }

  void put(const std::vector<Made>& all) {
    auto writer = index::Writer::open(dir_, index::WriteMode::kRebuild);
    for (const Made& made : all) {
      Document document;
      document.id = made.id;
      document.content.metadata.offer(Field::kLanguage, made.language, Source::kFile);
      if (!made.work.empty())
        document.content.metadata.offer(Field::kWork, made.work, Source::kFile);
      document.content.passages = {{.anchor = "p", .kind = "article", .text = made.text}};
      ASSERT_TRUE(writer->put(document).ok());
    }
    ASSERT_TRUE(writer->commit().ok());
    static const Knowledge kKnowledge = *Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config");
    searcher_.emplace(*Repository::open(dir_, kKnowledge));
  }

  std::vector<std::string> similar(std::string_view id, std::size_t limit = 10) {
    const auto found = searcher_->similar(id, limit);
    EXPECT_TRUE(found.ok());
    std::vector<std::string> ids;
    for (const auto& one : found->documents) {
      EXPECT_GT(one.likeness, 0);
      EXPECT_LE(one.likeness, 1);
      ids.push_back(one.record.id);
    }
    return ids;
  }

  fs::path dir_;
  std::optional<Searcher> searcher_;
};

TEST_F(SimilarTest, TheNearestIsTheOneWithTheSameRareWords) {
  put({{"a", "the peatland fires and the smoke over borders"},
       {"b", "smoke from peatland fires"},
       {"c", "the tariff of the customs union and the smoke"},
       {"d", "the customs union and its tariff"},
       {"e", "2019 7 2019"}});
  EXPECT_THAT(similar("a"), ElementsAre("b", "c"));
  EXPECT_THAT(similar("d"), ElementsAre("c"));
  EXPECT_THAT(similar("a", 1), ElementsAre("b"));
  EXPECT_THAT(similar("e"), IsEmpty());
  EXPECT_EQ(searcher_->similar("none", 1).error().code, ErrorCode::kNotFound);
}

TEST_F(SimilarTest, OtherExpressionsOfTheWorkAreLeftOut) {
  put({{"a", "peatland fires", "en", "haze"},
       {"b", "peatland fires", "id", "haze"},
       {"c", "peatland fires", "ms", "other"}});
  EXPECT_THAT(similar("a"), ElementsAre("c"));
}

TEST_F(SimilarTest, ConceptsLeadToOtherLanguages) {
  put({{"en", "A victim of trafficking in persons shall be protected from deportation"},
       {"id", "Korban perdagangan orang berhak atas perlindungan", "id"},
       {"th", "ผู้เสียหายจากการค้ามนุษย์ได้รับความคุ้มครอง", "th"},
       {"vi", "Nạn nhân của tội mua bán người được bảo vệ", "vi"},
       {"syllables", "Người dân mua hàng và bán hàng", "vi"},
       {"other", "Persetujuan mengenai tarif", "id"}});
  const auto found = similar("en");
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()),
            (std::set<std::string>{"id", "th", "vi"}));
}

// The words of a document and how often; none of them of grammar or of a concept.
const std::vector<std::string> kWords = {"zirkon", "quarz",  "topas",  "opal",
                                         "granat", "jaspis", "beryll", "onyx"};

RC_GTEST_FIXTURE_PROP(SimilarTest, IsWhatScoringEveryDocumentGives, ()) {
  SetUp();
  std::vector<Made> all;
  std::vector<std::map<std::string, double>> counts;
  const int many = *rc::gen::inRange(3, 14);
  double words = 0;
  std::vector<double> lengths;
  for (int i = 0; i < many; ++i) {
    std::string text;
    counts.emplace_back();
    const int length = *rc::gen::inRange(1, 12);
    for (int j = 0; j < length; ++j) {
      const std::string& word = *rc::gen::elementOf(kWords);
      text += word + " ";
      ++counts.back()[word];
    }
    lengths.push_back(length);
    words += length;
    all.push_back({"d" + std::to_string(i), text});
  }
  put(all);
  const double average = words / many;
  std::map<std::string, std::uint64_t> documents;
  for (const auto& one : counts)
    for (const auto& [word, count] : one) ++documents[word];
  const auto weight = [&](const std::string& word, std::size_t document) {
    const auto found = counts[document].find(word);
    if (found == counts[document].end()) return 0.0;
    return Bm25(static_cast<std::uint64_t>(many), documents[word], average)(found->second,
                                                                            lengths[document]);
  };
  std::vector<std::pair<double, std::size_t>> expected;
  for (std::size_t other = 1; other < all.size(); ++other) {
    double score = 0;
    for (const auto& [word, count] : counts[0])
      if (documents[word] > 1) score += weight(word, 0) * weight(word, other);
    if (score > 0) expected.emplace_back(score, other);
  }
  const auto found = similar("d0", 50);
  RC_ASSERT(found.size() == expected.size());
  // The scores fall in the order of the answer; equal ones may stand either way by rounding.
  std::map<std::string, double> by_id;
  for (const auto& [score, other] : expected) by_id[all[other].id] = score;
  for (std::size_t i = 1; i < found.size(); ++i)
    RC_ASSERT(by_id.at(found[i - 1]) > by_id.at(found[i]) * 0.99999);
  TearDown();
}

}  // namespace
}  // namespace lontar::search
