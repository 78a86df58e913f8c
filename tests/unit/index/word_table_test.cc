// Words grouped by term: each term once, with all its positions, the frequent ones first.
#include "index/word_table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace lontar::index {
namespace {

struct Grouped {
  std::vector<std::uint32_t> positions;
  std::uint32_t boost = 0;
  bool operator==(const Grouped&) const = default;
};

struct Word {
  std::string term;
  std::uint32_t boost = 0;
};

// Adds each word at its place, from 1 on.
void add_all(WordTable& table, const std::vector<Word>& words) {
  std::uint32_t position = 0;
  for (const Word& word : words) table.add(word.term, ++position, word.boost);
}

std::map<std::string, Grouped> grouped(const std::vector<Word>& words) {
  std::map<std::string, Grouped> all;
  std::uint32_t position = 0;
  for (const Word& word : words) {
    Grouped& group = all[word.term];
    group.positions.push_back(++position);
    group.boost += word.boost;
  }
  return all;
}

std::map<std::string, Grouped> contents(WordTable& table) {
  std::map<std::string, Grouped> all;
  for (const auto& entry : table.entries()) {
    const bool fresh =
        all.emplace(entry.term,
                    Grouped{{entry.positions.begin(), entry.positions.end()}, entry.boost})
            .second;
    EXPECT_TRUE(fresh) << entry.term;
  }
  return all;
}

TEST(WordTable, GivesFrequentTermsFirstAndEqualsInOrder) {
  WordTable table;
  add_all(table, {{"haze", 4}, {"the"}, {"agreement"}, {"the"}, {"on"}, {"haze"}, {"the"}});
  std::vector<std::string> order;
  for (const auto& entry : table.entries()) order.emplace_back(entry.term);
  EXPECT_EQ(order, (std::vector<std::string>{"the", "haze", "agreement", "on"}));
  EXPECT_EQ(contents(table)["haze"], (Grouped{{1, 6}, 4}));
}

// Documents of very different sizes, one after the other in the same table.
RC_GTEST_PROP(WordTable, ForgetsTheDocumentBefore, ()) {
  WordTable table;
  const auto sizes = *rc::gen::container<std::vector<unsigned>>(3, rc::gen::inRange(0u, 9000u));
  for (const unsigned size : sizes) {
    const auto vocabulary = *rc::gen::inRange(1u, 6000u);
    std::vector<Word> words;
    for (unsigned i = 0; i < size; ++i) {
      words.push_back({"w" + std::to_string(i * 2654435761u % vocabulary), i % 3});
    }
    table.clear();
    add_all(table, words);
    RC_ASSERT(contents(table) == grouped(words));
  }
}

}  // namespace
}  // namespace lontar::index
