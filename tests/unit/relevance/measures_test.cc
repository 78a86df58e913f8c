#include "bench/relevance/measures.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lontar::bench {
namespace {

using Ranking = std::vector<std::string>;

TEST(Measures, NdcgOfTheBestRankingIsOne) {
  EXPECT_DOUBLE_EQ(ndcg(Ranking{"b", "a"}, {{"a", 1}, {"b", 3}}, 10), 1);
}

// As trec_eval has it: the grade itself is the gain, log2(rank + 1) the discount.
TEST(Measures, NdcgWeighsGradesByPlace) {
  const double gained = 1 / std::log2(2) + 3 / std::log2(4);
  const double possible = 3 / std::log2(2) + 1 / std::log2(3);
  EXPECT_DOUBLE_EQ(ndcg(Ranking{"a", "x", "b"}, {{"a", 1}, {"b", 3}}, 10), gained / possible);
}

TEST(Measures, NdcgCountsWhatCouldHaveBeenFound) {
  EXPECT_DOUBLE_EQ(ndcg(Ranking{}, {{"a", 1}}, 10), 0);
  EXPECT_DOUBLE_EQ(ndcg(Ranking{"x", "a"}, {{"a", 1}}, 1), 0);
  EXPECT_DOUBLE_EQ(ndcg(Ranking{"a"}, {{"a", 1}, {"b", 1}}, 1), 1);
}

TEST(Measures, ReciprocalRankIsOfTheFirstRelevantDocument) {
  const Ranking ranking = {"x", "y", "a", "b"};
  EXPECT_DOUBLE_EQ(reciprocal_rank(ranking, {{"a", 1}, {"b", 1}}, 10), 1.0 / 3);
  EXPECT_DOUBLE_EQ(reciprocal_rank(ranking, {{"a", 1}}, 2), 0);
}

TEST(Measures, RecallIsTheShareFound) {
  const Ranking ranking = {"a", "x", "b"};
  EXPECT_DOUBLE_EQ(recall(ranking, {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}}, 100), 0.5);
  EXPECT_DOUBLE_EQ(recall(ranking, {{"b", 1}}, 2), 0);
}

}  // namespace
}  // namespace lontar::bench
