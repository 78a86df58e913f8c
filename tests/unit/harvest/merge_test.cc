#include "harvest/merge.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::harvest {
namespace {

std::string merged(std::string_view catalogue, const std::vector<Wanted>& wanted) {
  const auto result = merge(catalogue, wanted);
  EXPECT_TRUE(result.ok());
  return result ? result->bytes : "";
}

TEST(Merge, EveryCellThatStandsThereStays) {
  const std::string before = "shelf,file,title\r\n3,a.pdf,\"x, y\",beyond\r\n,,no file\r\n";
  EXPECT_EQ(merged(before, {}),
            "shelf,file,title\r\n3,a.pdf,\"x, y\",beyond"
            "\r\n,,\"no file\"\r\n");
  // A column that is new begins where no cell stands.
  EXPECT_EQ(merged(before, {{"a.pdf", {{"court", "X"}}, {}}}),
            "shelf,file,title,,court\r\n3,a.pdf,\"x, y\",beyond,X\r\n,,\"no file\"\r\n");
}

TEST(Merge, TheListChangesOnlyWhatItSaid) {
  const std::string before = "file,title,court\r\na.pdf,Old,Mine\r\n";
  const Wanted wanted{
      "a.pdf", {{"title", "New"}, {"court", "Theirs"}}, {{"title", "Old"}, {"court", "Before"}}};
  const auto result = merge(before, {wanted});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->bytes, "file,title,court\r\na.pdf,New,Mine\r\n");
  ASSERT_EQ(result->problems.size(), 1u);
  EXPECT_EQ(result->problems[0].code, "changed-by-hand");
  // What leaves the list leaves the catalogue, unless a person wrote it.
  EXPECT_EQ(merged(before, {{"a.pdf", {}, {{"title", "Old"}}}}),
            "file,title,court\r\na.pdf,,Mine\r\n");
}

TEST(Merge, RefusesWhatItCannotRead) {
  EXPECT_FALSE(merge("title,date\nx,y\n", {}).ok());
  EXPECT_FALSE(merge("file,title\na.pdf,\"open\n", {}).ok());
  EXPECT_FALSE(merge("\n\n", {}).ok());
}

RC_GTEST_PROP(Merge, TwiceIsOnce, ()) {
  const auto word = rc::gen::element<std::string>("", "a", "b c", "\"q\"", "x,y", "1\n2");
  Wanted wanted{"f.pdf", {}, {}};
  for (const char* column : {"title", "court", "work"}) {
    const std::string cell = *word;
    if (!cell.empty() && cell.find('\n') == cell.npos) wanted.now[column] = cell;
  }
  const std::string before =
      io::write_csv_row({"file", "title", *word}) + io::write_csv_row({"f.pdf", *word, *word});
  const auto once = merge(before, {wanted});
  RC_PRE(once.ok());
  wanted.before = wanted.now;
  RC_ASSERT(merge(once->bytes, {wanted})->bytes == once->bytes);
}

}  // namespace
}  // namespace lontar::harvest
