#include "search-api/negotiate.h"

#include <gmock/gmock.h>
#include <zlib.h>

namespace lontar::api {
namespace {

TEST(Negotiate, ReadsAcceptEncoding) {
  EXPECT_TRUE(accepts_gzip("gzip, deflate, br"));
  EXPECT_TRUE(accepts_gzip("br;q=1.0, GZIP;q=0.1"));
  EXPECT_TRUE(accepts_gzip("*"));
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_FALSE(accepts_gzip("br"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0, *"));
  EXPECT_FALSE(accepts_gzip("gzip; q=0.000"));
}

TEST(Negotiate, OrdersAcceptedLanguages) {
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(accepted_languages("th-TH, th;q=0.9, en-US;q=0.8, en;q=0.7"),
              ElementsAre("th-TH", "th", "en-US", "en"));
  EXPECT_THAT(accepted_languages("en;q=0.2,vi ; q=0.75 , id;Q=0.8,ms"),
              ElementsAre("ms", "id", "vi", "en"));
  EXPECT_THAT(accepted_languages("en;q=0.5, id;q=0.5"), ElementsAre("en", "id"));
  EXPECT_THAT(accepted_languages("en;q=0, th;q=0.000, *, vi;q=0.001"), ElementsAre("vi"));
  EXPECT_THAT(accepted_languages("en;q=0.1, id;q=high, ms;q=1.000"), ElementsAre("id", "ms", "en"));
  EXPECT_THAT(accepted_languages(""), IsEmpty());
  EXPECT_THAT(accepted_languages(",;q=1,,"), IsEmpty());
}

TEST(Negotiate, GzipIsUndoneByZlib) {
  const std::string text(5000, 'x');
  const std::string packed = gzip(text);
  ASSERT_LT(packed.size(), 200u);
  std::string out(text.size(), '\0');
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  EXPECT_EQ(out, text);
}

TEST(Negotiate, ComparesEtagsWeakly) {
  EXPECT_TRUE(etag_matches("\"a\", W/\"b\"", "W/\"b\""));
  EXPECT_TRUE(etag_matches("\"b\"", "W/\"b\""));
  EXPECT_TRUE(etag_matches("*", "\"b\""));
  EXPECT_FALSE(etag_matches("", "\"b\""));
  EXPECT_FALSE(etag_matches("\"c\"", "\"b\""));
}

struct RangeCase {
  const char* range;
  std::uint64_t size;
  RangeChoice expected;
};
std::string shown(const RangeChoice& choice) {
  if (const auto* range = std::get_if<ByteRange>(&choice))
    return std::to_string(range->first) + "-" + std::to_string(range->last);
  return std::holds_alternative<WholeFile>(choice) ? "whole" : "unsatisfiable";
}
TEST(Negotiate, ChoosesRanges) {
  const RangeCase cases[] = {
      {"", 10, WholeFile{}},
      {"bytes=0-3", 10, ByteRange{0, 3}},
      {"Bytes= 2 - 3 ", 10, ByteRange{2, 3}},
      {"bytes=4-", 10, ByteRange{4, 9}},
      {"bytes=4-99", 10, ByteRange{4, 9}},
      {"bytes=-3", 10, ByteRange{7, 9}},
      {"bytes=-99", 10, ByteRange{0, 9}},
      {"bytes=10-", 10, Unsatisfiable{}},
      {"bytes=-0", 10, Unsatisfiable{}},
      {"bytes=0-", 0, Unsatisfiable{}},
      {"bytes=5-2", 10, WholeFile{}},
      {"bytes=a-b", 10, WholeFile{}},
      {"bytes=0-1,3-4", 10, WholeFile{}},
      {"lines=0-1", 10, WholeFile{}},
      {"bytes=99999999999999999999-", 10, WholeFile{}},
  };
  for (const RangeCase& each : cases)
    EXPECT_EQ(shown(choose_range(each.range, each.size)), shown(each.expected)) << each.range;
}

}  // namespace
}  // namespace lontar::api
