#include "search-api/url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::api {
namespace {

using Pairs = QueryPairs;

TEST(Url, DecodesAndLeavesMalformedEscapes) {
  EXPECT_EQ(percent_decode("a%2Fb%20%e0%B8%81+"), "a/b ก+");
  EXPECT_EQ(percent_decode("%zz%4%"), "%zz%4%");
}

TEST(Url, EncodesLikeABrowser) {
  EXPECT_EQ(percent_encode("/akn/id act?ก-_.!~*'()"), "%2Fakn%2Fid%20act%3F%E0%B8%81-_.!~*'()");
}

RC_GTEST_PROP(Url, EveryTextSurvives, (const std::string& text)) {
  RC_ASSERT(percent_decode(percent_encode(text)) == text);
}

TEST(Url, ReadsQueriesInOrderWithRepeats) {
  EXPECT_EQ(parse_query("q=a+b&topic=x&topic=y%26z&&empty=&flag"),
            (Pairs{{"q", "a b"}, {"topic", "x"}, {"topic", "y&z"}, {"empty", ""}, {"flag", ""}}));
}

TEST(Url, RepairsBrokenUtf8AndDropsControls) {
  EXPECT_EQ(parse_query("q=%FFa%00b"), (Pairs{{"q", "\uFFFDab"}}));
}

TEST(Url, WritesWhatItReads) {
  const Pairs pairs{{"q", "\"a & b\" = 50%"}, {"q", "นิติ"}};
  EXPECT_EQ(parse_query(format_query(pairs).substr(1)), pairs);
  EXPECT_EQ(format_query({}), "");
}

}  // namespace
}  // namespace lontar::api
