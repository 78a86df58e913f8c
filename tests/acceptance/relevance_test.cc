// Ranking does not get worse unnoticed: the figures of docs/relevance.md, asked of the same
// pipeline and the same search as lontar-bench-relevance asks.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <ostream>

#include "bench/relevance/trial.h"

namespace lontar {
namespace {

namespace fs = std::filesystem;

// What a change elsewhere (another Unicode version, a stop word) may cost before someone looks.
constexpr double kTolerance = 0.005;

struct Measured {
  const char* collection;
  double required;  // nDCG@10 that is promised
  double ndcg_at_10;
  double mrr_at_10;
  double recall_at_100;
};

constexpr Measured kMeasured[] = {
    {"obliqa-dev", 0.70, 0.7119, 0.7290, 0.9104},
    {"cranfield", 0.40, 0.4061, 0.5658, 0.7490},
    {"alqac23", 0.90, 0.9112, 0.8883, 0.9900},
};

void PrintTo(const Measured& measured, std::ostream* out) { *out << measured.collection; }

class Ranking : public testing::TestWithParam<Measured> {};

TEST_P(Ranking, IsAsGoodAsItWasMeasured) {
  const Measured& measured = GetParam();
  const fs::path root(LONTAR_SOURCE_DIR);
  const fs::path dir = root / "../shared/data/relevance" / measured.collection;
  if (!fs::exists(dir)) GTEST_SKIP() << "no ../shared/data/relevance/" << measured.collection;
  const auto trial = bench::try_collection(dir, root / "config");
  ASSERT_TRUE(trial.ok()) << trial.error().message;
  const bench::Figures& figures = trial->figures;
  std::printf("%s: nDCG@10 %.4f, MRR@10 %.4f, recall@100 %.4f\n", measured.collection,
              figures.ndcg_at_10, figures.mrr_at_10, figures.recall_at_100);
  EXPECT_EQ(figures.unjudged, 0U);
  EXPECT_GE(figures.ndcg_at_10, measured.required);
  EXPECT_GE(figures.ndcg_at_10, measured.ndcg_at_10 - kTolerance);
  EXPECT_GE(figures.mrr_at_10, measured.mrr_at_10 - kTolerance);
  EXPECT_GE(figures.recall_at_100, measured.recall_at_100 - kTolerance);
}

INSTANTIATE_TEST_SUITE_P(Collections, Ranking, testing::ValuesIn(kMeasured),
                         [](const auto& collection) {
                           std::string name = collection.param.collection;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace lontar
