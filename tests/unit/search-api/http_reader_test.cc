#include "search-api/http_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lontar::api {
namespace {

int status_of(const std::string& bytes) {
  const ReadOutcome outcome = read_request(bytes);
  const auto* malformed = std::get_if<Malformed>(&outcome);
  return malformed == nullptr ? 0 : malformed->status;
}

TEST(HttpReader, ReadsARequestAndSaysHowLongItWas) {
  const std::string head =
      "GET /search?q=a%20b&q=c HTTP/1.1\r\nHost: x\r\nAccept: a\r\nACCEPT:\t b \r\n\r\n";
  const ReadOutcome outcome = read_request(head + "GET /next");
  const auto& read = std::get<ReadRequest>(outcome);
  EXPECT_EQ(read.consumed, head.size());
  EXPECT_EQ(read.request.method, "GET");
  EXPECT_EQ(read.request.path, "/search");
  EXPECT_EQ(read.request.query, "q=a%20b&q=c");
  EXPECT_EQ(read.request.header("accept"), "a, b");
  EXPECT_TRUE(read.request.keep_alive);
}

TEST(HttpReader, WaitsForTheWholeRequest) {
  const std::string request = "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
  for (std::size_t size = 0; size < request.size(); ++size)
    EXPECT_TRUE(std::holds_alternative<NeedMore>(read_request(request.substr(0, size)))) << size;
  EXPECT_EQ(std::get<ReadRequest>(read_request(request)).consumed, request.size());
}

struct BadRequest {
  const char* bytes;
  int status;
};
class BadRequests : public testing::TestWithParam<BadRequest> {};
TEST_P(BadRequests, AreRefused) { EXPECT_EQ(status_of(GetParam().bytes), GetParam().status); }
INSTANTIATE_TEST_SUITE_P(
    HttpReader, BadRequests,
    testing::Values(
        BadRequest{"GET /\r\n\r\n", 400}, BadRequest{"GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505},
        BadRequest{"G(T / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        BadRequest{"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        BadRequest{"GET search HTTP/1.1\r\nHost: x\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nA: b\x01\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                   400},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n", 413},
        BadRequest{"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", 501}));

TEST(HttpReader, RefusesWhatIsTooLarge) {
  EXPECT_EQ(status_of("GET /" + std::string(kMaxRequestBytes, 'a')), 414);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nA: " + std::string(kMaxRequestBytes, 'a')), 431);
}

TEST(HttpReader, TakesAbsoluteTargetsAndOldClients) {
  const auto absolute =
      std::get<ReadRequest>(read_request("GET http://host:1/a/b?c#d HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(absolute.request.path, "/a/b");
  EXPECT_EQ(absolute.request.query, "c");
  const auto old = std::get<ReadRequest>(read_request("\r\n\nGET / HTTP/1.0\n\n"));
  EXPECT_FALSE(old.request.keep_alive);
  EXPECT_EQ(old.consumed, 19u);
  const auto closing =
      std::get<ReadRequest>(read_request("GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n"));
  EXPECT_FALSE(closing.request.keep_alive);
}

RC_GTEST_PROP(HttpReader, NeverFailsOnAnyBytes, (const std::string& bytes)) {
  const ReadOutcome outcome = read_request(bytes);
  if (const auto* read = std::get_if<ReadRequest>(&outcome))
    RC_ASSERT(read->consumed <= bytes.size());
}

}  // namespace
}  // namespace lontar::api
