#include "core/nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace lontar {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"title", "short_title", "topics", "date"};

TEST(Nearest, FindsWhatWasMeant) {
  EXPECT_EQ(nearest("titel", kNames), "title");
  EXPECT_EQ(nearest("TITLE", kNames), "title");
  EXPECT_EQ(nearest("topic", kNames), "topics");
  EXPECT_EQ(nearest("dat", kNames), "date");
  EXPECT_EQ(nearest("shorttitle", kNames), "short_title");
}

TEST(Nearest, SaysNothingRatherThanSomethingFarFetched) {
  EXPECT_EQ(nearest("remarks", kNames), "");
  EXPECT_EQ(nearest("", kNames), "");
  EXPECT_EQ(nearest(std::string(1000, 't'), kNames), "");
  EXPECT_EQ(nearest("title", {}), "");
}

}  // namespace
}  // namespace lontar
