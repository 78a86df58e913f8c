// How much of a text came through, in its order: F1 over tokens by their longest common
// subsequence.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/analyzer.h"

namespace lontar {

using Tokens = std::vector<std::uint32_t>;

// Numbers tokens so that equal ones are equal numbers.
class TokenNumbers {
 public:
  Tokens of(std::string_view text) {
    Tokens out;
    analyzer_.each(text, [&](const text::Token& token) {
      out.push_back(numbers_.try_emplace(std::string(token.term), numbers_.size()).first->second);
    });
    return out;
  }

 private:
  text::Analyzer analyzer_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// Length of the longest common subsequence, 64 tokens at a time: bit i of the state is clear when
// the subsequence grows at a[i] (Hyyrö 2004).
inline std::size_t common_subsequence(const Tokens& a, const Tokens& b) {
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < a.size(); ++i) places[a[i]].push_back(i);
  const std::size_t words = (a.size() + 63) / 64;
  std::vector<std::uint64_t> state(words, ~std::uint64_t{0}), match(words, 0);
  for (const std::uint32_t token : b) {
    const auto found = places.find(token);
    if (found == places.end()) continue;
    for (const std::size_t i : found->second) match[i / 64] |= std::uint64_t{1} << (i % 64);
    std::uint64_t carry = 0;
    for (std::size_t w = found->second.front() / 64; w < words; ++w) {
      const std::uint64_t v = state[w], u = v & match[w];
      const std::uint64_t sum = v + u, total = sum + carry;
      carry = static_cast<std::uint64_t>(sum < v) | static_cast<std::uint64_t>(total < sum);
      state[w] = total | (v & ~match[w]);
    }
    for (const std::size_t i : found->second) match[i / 64] = 0;
  }
  std::size_t ones = 0;
  for (const std::uint64_t word : state) ones += static_cast<std::size_t>(std::popcount(word));
  return words * 64 - ones;
}

struct Agreement {
  double f1 = 0, precision = 0, recall = 0;
};

inline Agreement agreement(const Tokens& found, const Tokens& expected) {
  if (found.empty() || expected.empty()) return {};
  const auto common = static_cast<double>(common_subsequence(found, expected));
  const auto all = static_cast<double>(found.size() + expected.size());
  return {2 * common / all, common / static_cast<double>(found.size()),
          common / static_cast<double>(expected.size())};
}

}  // namespace lontar
