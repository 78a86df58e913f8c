#include "bench/relevance/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace lontar::bench {
namespace {

double gain_at(std::size_t place, int grade) {
  return grade / std::log2(static_cast<double>(place) + 2);
}

}  // namespace

double ndcg(std::span<const std::string> ranked, const Grades& grades, std::size_t cut) {
  double gained = 0;
  for (std::size_t i = 0; i < std::min(cut, ranked.size()); ++i) {
    const auto grade = grades.find(ranked[i]);
    if (grade != grades.end()) gained += gain_at(i, grade->second);
  }
  std::vector<int> best;
  for (const auto& [document, grade] : grades) best.push_back(grade);
  std::ranges::sort(best, std::greater<>());
  double possible = 0;
  for (std::size_t i = 0; i < std::min(cut, best.size()); ++i) possible += gain_at(i, best[i]);
  return gained / possible;
}

double reciprocal_rank(std::span<const std::string> ranked, const Grades& grades, std::size_t cut) {
  for (std::size_t i = 0; i < std::min(cut, ranked.size()); ++i) {
    if (grades.contains(ranked[i])) return 1 / static_cast<double>(i + 1);
  }
  return 0;
}

double recall(std::span<const std::string> ranked, const Grades& grades, std::size_t cut) {
  const auto found =
      std::ranges::count_if(ranked.first(std::min(cut, ranked.size())),
                            [&](const std::string& document) { return grades.contains(document); });
  return static_cast<double>(found) / static_cast<double>(grades.size());
}

}  // namespace lontar::bench
