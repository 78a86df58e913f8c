#include "search-api/text_parts.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace lontar::api {
namespace {

TEST(TextParts, AShortTextIsOnePart) {
  EXPECT_EQ(part_ends("text"), std::vector<std::size_t>{4});
  EXPECT_EQ(part_ends(""), std::vector<std::size_t>{0});
  EXPECT_EQ(part_ends(std::string(kPartBytes, 'x')).size(), 1u);
}

TEST(TextParts, EndAfterParagraphsElseWordsElseCharacters) {
  const std::string long_line(kPartBytes - 100, 'x');
  EXPECT_EQ(part_ends(long_line + "\n" + long_line).front(), kPartBytes - 99);
  EXPECT_EQ(part_ends(long_line + " " + long_line).front(), kPartBytes - 99);
  std::string thai;
  while (thai.size() <= 3 * kPartBytes) thai += "ก";
  for (const std::size_t end : part_ends(thai)) EXPECT_EQ(end % 3, 0u);
}

RC_GTEST_PROP(TextParts, AreTheTextInOrder, (const std::string& seed)) {
  std::string text;
  while (text.size() < 5 * kPartBytes) text += seed + "กข ";
  std::size_t begin = 0;
  for (const std::size_t end : part_ends(text)) {
    RC_ASSERT(end > begin);
    RC_ASSERT(end - begin <= kPartBytes);
    begin = end;
  }
  RC_ASSERT(begin == text.size());
}

}  // namespace
}  // namespace lontar::api
