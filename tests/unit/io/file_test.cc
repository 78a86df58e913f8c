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

TEST(File, HashIsXxh3OfTheContent) {
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");  // the reference's own vector
}

}  // namespace
}  // namespace lontar::io
