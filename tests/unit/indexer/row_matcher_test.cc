#include "indexer/row_matcher.h"

#include <gtest/gtest.h>

#include <vector>

namespace lontar::indexer {
namespace {

std::vector<SourceFile> files(std::initializer_list<const char*> names) {
  std::vector<SourceFile> all;
  for (const char* name : names) all.emplace_back().file = name;
  return all;
}

TEST(RowMatcher, FindsAFileByItsNameAsWritten) {
  const auto all = files({"a.txt", "b/c.txt"});
  const auto found = RowMatcher(all).find("b/c.txt");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->file, 1u);
  EXPECT_FALSE(found->other_case);
  EXPECT_FALSE(RowMatcher(all).find("c.txt"));
}

TEST(RowMatcher, FindsAFileWhoseNameHoldsABackslashThatRowsCannotKeep) {
  const auto all = files({"back\\slash.txt", "other.txt"});
  const auto found = RowMatcher(all).find("back/slash.txt");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->file, 0u);
}

TEST(RowMatcher, PrefersTheFileInAFolderToTheOneWithABackslash) {
  const auto all = files({"back\\slash.txt", "back/slash.txt"});
  const auto found = RowMatcher(all).find("back/slash.txt");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->file, 1u);
}

TEST(RowMatcher, SaysWhenOnlyTheCaseDiffers) {
  const auto all = files({"Report.PDF"});
  const auto found = RowMatcher(all).find("report.pdf");
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->other_case);
}

}  // namespace
}  // namespace lontar::indexer
