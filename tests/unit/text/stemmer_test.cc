#include "text/stemmer.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace lontar::text {
namespace {

Stemmer stemmer(std::string_view name) {
  auto made = Stemmer::make(name);
  EXPECT_TRUE(made) << name;
  return std::move(*made);
}

TEST(Stemmer, BringsTheFormsOfAWordTogether) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> families = {
      {"english", {"treaty", "treaties", "treaty's"}},
      {"english", {"interpret", "interpreted", "interpreting"}},
      {"indonesian", {"lingkungan", "lingkungannya"}},
      {"portuguese", {"direito", "direitos"}},
      {"french", {"juridique", "juridiques"}},
      {"spanish", {"tratado", "tratados"}},
      {"russian", {"договор", "договора", "договором"}},
      {"tamil", {"சட்டம்", "சட்டங்கள்"}},
  };
  for (const auto& [name, words] : families) {
    Stemmer made = stemmer(name);
    const std::string first(made.stem(words[0]));
    for (const std::string& word : words) EXPECT_EQ(made.stem(word), first) << name << ": " << word;
  }
}

TEST(Stemmer, LeavesFiguresAndNothingAlone) {
  Stemmer english = stemmer("english");
  for (const char* word : {"", "1,000", "33s", "s3s", "a"}) EXPECT_EQ(english.stem(word), word);
}

TEST(Stemmer, SaysWhichNamesItKnows) {
  EXPECT_FALSE(Stemmer::is_known("malay"));
  const auto made = Stemmer::make("malay");
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("indonesian"), std::string::npos) << made.error().message;
}

}  // namespace
}  // namespace lontar::text
