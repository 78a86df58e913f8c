#include "search-api/http_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lontar::api {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Serialize, HeadTellsTheLengthItDoesNotSend) {
  Response response;
  response.set("Content-Type", "text/plain");
  response.body = "four";
  EXPECT_THAT(serialize(response, true, Body::kSend),
              testing::AllOf(StartsWith("HTTP/1.1 200 OK\r\nDate: "),
                             HasSubstr("\r\nContent-Length: 4\r\nConnection: keep-alive\r\n"),
                             EndsWith("\r\n\r\nfour")));
  EXPECT_THAT(serialize(response, false, Body::kOmit),
              testing::AllOf(HasSubstr("\r\nContent-Length: 4\r\nConnection: close\r\n"),
                             EndsWith("\r\n\r\n")));
}

TEST(Serialize, NotModifiedHasNeitherBodyNorLength) {
  Response response;
  response.status = 304;
  response.body = "unwanted";
  EXPECT_THAT(serialize(response, true, Body::kSend),
              testing::AllOf(Not(HasSubstr("Content-Length")), Not(HasSubstr("unwanted"))));
}

TEST(Serialize, NoValueCanWriteAHeaderOfItsOwn) {
  Response response;
  response.set("Content-Disposition", "inline; filename=\"a\r\nSet-Cookie: x\"");
  EXPECT_THAT(serialize(response, true, Body::kSend), Not(HasSubstr("\nSet-Cookie")));
}

TEST(Response, SetReplacesInAnyCase) {
  Response response;
  response.set("etag", "1");
  response.set("ETag", "2");
  EXPECT_EQ(response.headers, (Headers{{"ETag", "2"}}));
}

}  // namespace
}  // namespace lontar::api
