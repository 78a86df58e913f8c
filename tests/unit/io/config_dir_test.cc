#include "io/config_dir.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace lontar::io {
namespace {

const std::filesystem::path kConfig = std::filesystem::path(LONTAR_SOURCE_DIR) / "config";

TEST(ConfigDir, WhatIsAskedForIsTakenOrRefusedByName) {
  EXPECT_EQ(*find_config_dir(kConfig), kConfig);
  const auto missing = find_config_dir("/nowhere/at/all");
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().message.find("/nowhere/at/all"), std::string::npos);
  EXPECT_NE(missing.error().message.find("--config"), std::string::npos);
}

TEST(ConfigDir, TheEnvironmentComesBeforeTheProgramsOwn) {
  ::setenv("LONTAR_CONFIG", "/nowhere/at/all", 1);
  const auto missing = find_config_dir("");
  ::unsetenv("LONTAR_CONFIG");
  ASSERT_FALSE(missing.ok());
  EXPECT_NE(missing.error().message.find("LONTAR_CONFIG"), std::string::npos);
}

TEST(ConfigDir, TheProgramInABuildFolderFindsItsSourceTree) {
  const auto found = find_config_dir("");
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(*found, kConfig);
}

}  // namespace
}  // namespace lontar::io
