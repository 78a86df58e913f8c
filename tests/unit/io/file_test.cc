#include "io/file.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace lontar::io {
namespace {

TEST(File, WrittenAtomicallyAndReadBack) {
  const auto dir = std::filesystem::path(testing::TempDir()) / "lontar_file_test";
  std::filesystem::create_directories(dir);
  ASSERT_TRUE(write_file_atomically(dir / "a", "one").ok());
  ASSERT_TRUE(write_file_atomically(dir / "a", "two").ok());
  EXPECT_EQ(*read_file(dir / "a"), "two");
  EXPECT_FALSE(std::filesystem::exists(dir / "a.new"));
  std::filesystem::remove_all(dir);
}

TEST(File, NamesThePathThatIsMissing) {
  const auto missing = read_file("/nowhere/at/all");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_NE(missing.error().message.find("/nowhere/at/all"), std::string::npos);
}

TEST(File, RefusesAFolder) {
  const auto folder = MappedFile::open("/");
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().code, ErrorCode::kUnsupported);
}

TEST(File, CutShortWhileItIsReadDoesNoHarm) {
  const auto path = std::filesystem::path(testing::TempDir()) / "lontar_cut_short";
  const std::string content(3u << 20, 'x');
  ASSERT_TRUE(write_file_atomically(path, content).ok());
  auto file = MappedFile::open(path);
  ASSERT_TRUE(file.ok());
  std::filesystem::resize_file(path, 0);
  const MappedFile moved = std::move(*file);
  EXPECT_EQ(moved.view(), content);
  std::filesystem::remove(path);
}

TEST(File, ALargeOneIsMapped) {
  const auto path = std::filesystem::path(testing::TempDir()) / "lontar_large";
  ASSERT_TRUE(write_file_atomically(path, "begin").ok());
  std::filesystem::resize_file(path, MappedFile::kMapFrom + 1);  // sparse
  const auto file = MappedFile::open(path);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file->view().size(), MappedFile::kMapFrom + 1);
  EXPECT_EQ(file->view().substr(0, 6), std::string_view("begin\0", 6));
  std::filesystem::remove(path);
}

TEST(File, HashIsXxh3OfTheContent) {
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");  // the reference's own vector
}

}  // namespace
}  // namespace lontar::io
