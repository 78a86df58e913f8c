// Distances and nearest words: against the textbook's table, and against looking at every word.
#include "search/speller.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace lontar::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Optimal string alignment, straight from its definition.
unsigned table_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = static_cast<unsigned>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::u32string word(const char32_t* letters) {
  std::u32string made;
  for (int left = *rc::gen::inRange(0, 8); left > 0; --left)
    made += letters[*rc::gen::inRange(0, 4)];
  return made;
}

RC_GTEST_PROP(LetterDistance, IsTheTables, ()) {
  const auto a = word(U"abคက");
  const auto b = word(U"abคက");
  const unsigned bound = *rc::gen::inRange(0U, 4U);
  RC_ASSERT(letter_distance(a, b, bound) == std::min(table_distance(a, b), bound + 1));
}

std::shared_ptr<const Resident> resident(const std::set<std::string>& words) {
  TermList terms;
  for (const std::string& each : words) terms.add(each, static_cast<std::uint32_t>(each.size()));
  return std::make_shared<const Resident>(Resident{{}, Vocabulary(std::move(terms), {}, nullptr)});
}

std::vector<std::string> near(const Speller& speller, std::string_view typed) {
  std::vector<std::string> terms;
  for (const auto& one : speller.near(typed, 10)) terms.emplace_back(one.term);
  return terms;
}

TEST(Speller, FindsWhatWasMeantInEveryScript) {
  const Speller speller(resident({"haze", "hazard", "pollution", "transboundary", "nghị", "quyền",
                                  "กฎหมาย", "ច្បាប់", "ဥပဒေ", "சட்டம்", "ກົດໝາຍ"}));
  EXPECT_THAT(near(speller, "hazze"), ElementsAre("haze"));
  EXPECT_THAT(near(speller, "polltuion"), ElementsAre("pollution"));
  EXPECT_THAT(near(speller, "bransboundary"), ElementsAre("transboundary"));
  EXPECT_THAT(near(speller, "nghịi"), ElementsAre("nghị"));
  EXPECT_THAT(near(speller, "quyenn"), ElementsAre("quyền"));
  EXPECT_THAT(near(speller, "กฏหมาย"), ElementsAre("กฎหมาย"));
  EXPECT_THAT(near(speller, "ច្បាប"), ElementsAre("ច្បាប់"));
  EXPECT_THAT(near(speller, "ဥပေဒ"), ElementsAre("ဥပဒေ"));
  EXPECT_THAT(near(speller, "சடடம்"), ElementsAre("சட்டம்"));
  EXPECT_THAT(near(speller, "ກົດຫມາຍ"), ElementsAre("ກົດໝາຍ"));
}

TEST(Speller, LetsShortWordsBe) {
  const Speller speller(resident({"ab", "abcd", "abcde", "abcdefg"}));
  EXPECT_THAT(near(speller, "ac"), IsEmpty());
  EXPECT_THAT(near(speller, "abxy"), IsEmpty());
  EXPECT_THAT(near(speller, "abcx"), ElementsAre("abcd"));
  EXPECT_THAT(near(speller, "xbcdexg"), ElementsAre("abcdefg"));
}

// The nearer first, then the more frequent.
RC_GTEST_PROP(Speller, IsWhatLookingAtEveryWordGives, ()) {
  std::set<std::string> words;
  const auto make = [] {
    std::string made;
    for (int left = *rc::gen::inRange(2, 9); left > 0; --left)
      made += "abcz"[*rc::gen::inRange(0, 4)];
    return made;
  };
  for (int left = *rc::gen::inRange(1, 40); left > 0; --left) words.insert(make());
  const std::string typed = make();
  const std::u32string points(typed.begin(), typed.end());
  const unsigned bound = typed.size() < 3 ? 0 : typed.size() <= 4 ? 1 : 2;
  std::set<std::string> expected;
  for (const std::string& each : words) {
    const unsigned distance = table_distance(points, {each.begin(), each.end()});
    if (bound > 0 && distance > 0 && distance <= bound) expected.insert(each);
  }
  const Speller speller(resident(words));
  const auto found = speller.near(typed, 100);
  std::set<std::string> terms;
  for (const auto& one : found) terms.emplace(one.term);
  RC_ASSERT(terms == expected);
  for (std::size_t i = 1; i < found.size(); ++i) {
    RC_ASSERT(found[i - 1].cost <= found[i].cost);
    if (found[i - 1].cost == found[i].cost) RC_ASSERT(found[i - 1].documents >= found[i].documents);
  }
}

}  // namespace
}  // namespace lontar::search
