#include "core/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace lontar {
namespace {

TEST(Date, ReadsThreePrecisions) {
  EXPECT_EQ(Date::parse("2018"), (Date{2018, 0, 0}));
  EXPECT_EQ(Date::parse("2009-07"), (Date{2009, 7, 0}));
  EXPECT_EQ(Date::parse("1967-08-08"), (Date{1967, 8, 8}));
}

TEST(Date, RefusesWhatIsNotADate) {
  for (const char* text :
       {"", "18", "2018-", "2018-13", "2018-00", "2018-02-30", "2018-2-3", "2018/02/03", "20180203",
        "-018", "0000", "2018-02-00", "abcd", "2018-+1"}) {
    EXPECT_EQ(Date::parse(text), std::nullopt) << text;
  }
}

RC_GTEST_PROP(Date, AgreesWithChronoOnEveryDay, ()) {
  const int year = *rc::gen::inRange(1, 10000);
  const int month = *rc::gen::inRange(1, 13);
  const int day = *rc::gen::inRange(1, 32);
  using namespace std::chrono;
  const bool exists = (std::chrono::year(year) / month / day).ok();
  const auto date = Date::make(year, month, day);
  RC_ASSERT(date.has_value() == exists);
  if (date) RC_ASSERT(Date::parse(date->iso()) == date);
}

}  // namespace
}  // namespace lontar
