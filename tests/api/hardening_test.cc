// One test for each thing that Pistache does not do by itself (search-api/server.h).
#include <gmock/gmock.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <future>
#include <nlohmann/json.hpp>
#include <thread>

#include "search-api/worker_pool.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class HardeningTest : public ServiceTest {};

TEST_F(HardeningTest, MalformedHeadersOfNoConcernAreIgnored) {
  const std::string headers =
      "Cache-Control: max-age=x, ,=\r\nDate: never\r\nAccept: nonsense/;;q\r\n"
      "If-Modified-Since: ?\r\nCookie: =;=\r\nAuthorization: x\r\nContent-Type: /\r\n"
      "Accept-Encoding: ;q=1,,gzip;q=z\r\nUser-Agent: \x80\xff\r\n";
  EXPECT_EQ(get("/api/v1/search?q=haze", headers).status, 200);
  Client client(port());
  client.send("GET /healthz HTTP/1.1\r\nHost: localhost:port\r\n\r\n");
  EXPECT_EQ(client.read().status, 200);
}

TEST_F(HardeningTest, WhatIsNoRequestIsRefusedAsAProblemAndClosed) {
  for (const auto& [bytes, status] :
       {std::pair<std::string, int>{"\x16\x03\x01\x02 nonsense\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", 400},
        {"GET /" + std::string(70'000, 'a'), 414}}) {
    Client client(port());
    client.send(bytes);
    const Reply reply = client.read();
    EXPECT_EQ(reply.status, status);
    EXPECT_EQ(reply.header("content-type"), "application/problem+json");
    EXPECT_TRUE(client.closed());
  }
}

TEST_F(HardeningTest, RequestsOfSixtyKilobytesAreTaken) {
  EXPECT_EQ(get("/api/v1/search?q=" + std::string(60'000, 'a')).status, 200);
}

TEST_F(HardeningTest, PipelinedRequestsAreAnsweredInOrder) {
  Client client(port());
  std::string requests;
  for (int i = 1; i <= 300; ++i)
    requests += "GET " +
                (i % 3 == 0 ? std::string("/healthz")
                            : "/api/v1/documents/long/text?passage=art_" + std::to_string(i)) +
                " HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_TRUE(client.send(requests));
  for (int i = 1; i <= 300; ++i) {
    const Reply reply = client.read();
    ASSERT_EQ(reply.status, 200) << i;
    EXPECT_THAT(reply.body, HasSubstr(i % 3 == 0 ? "\"ok\"" : "\"art_" + std::to_string(i) + "\""));
  }
}

TEST_F(HardeningTest, RequestsInSmallPiecesAreTaken) {
  Client client(port());
  for (const char c : std::string("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")) {
    client.send({&c, 1});
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(client.read().status, 200);
}

TEST_F(HardeningTest, ConnectionsCloseWhenAskedAndStayOtherwise) {
  Client closing(port());
  EXPECT_EQ(closing.get("/healthz", "Connection: close\r\n").header("connection"), "close");
  EXPECT_TRUE(closing.closed());
  Client staying(port());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(staying.get("/healthz").header("connection"), "keep-alive");
}

TEST_F(HardeningTest, HalfClosedClientsStillGetTheirAnswer) {
  Client client(port());
  client.send("GET /api/v1/documents/long/text HTTP/1.1\r\nHost: x\r\n\r\n");
  ::shutdown(client.fd(), SHUT_WR);
  EXPECT_EQ(client.read().status, 200);
}

TEST_F(HardeningTest, ASmallReplyDoesNotWaitForNagle) {
  Client client(port());
  client.get("/healthz");
  std::vector<double> took;
  for (int i = 0; i < 21; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    client.get("/api/v1/search?q=haze&facets=");
    took.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
            .count());
  }
  std::nth_element(took.begin(), took.begin() + 10, took.end());
  EXPECT_LT(took[10], 35.0);  // a delayed acknowledgement takes 40 ms
}

// Clients that ask for a large file and never read must cost neither threads nor other clients.
TEST_F(HardeningTest, SlowReadersDoNotStandInTheWay) {
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 16; ++i) {
    slow.push_back(std::make_unique<Client>(port()));
    slow.back()->send("GET " + document_path(kHazeId) + "/file HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  std::this_thread::sleep_for(200ms);
  const std::clock_t cpu = std::clock();
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) EXPECT_EQ(get("/api/v1/search?q=haze&facets=").status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  std::this_thread::sleep_for(500ms);
  const std::clock_t idle = std::clock();
  std::this_thread::sleep_for(500ms);
  EXPECT_LT(std::clock() - idle, CLOCKS_PER_SEC / 4);  // nothing spins
  EXPECT_GE(std::clock(), cpu);
  const Reply whole = slow[0]->read();  // one changes its mind
  EXPECT_EQ(std::to_string(whole.body.size()), whole.header("content-length"));
}

TEST_F(HardeningTest, ClientsThatVanishDoNotHarm) {
  for (int i = 0; i < 300; ++i) {
    Client client(port());
    client.send("GET " +
                (i % 2 == 0 ? document_path(kHazeId) + "/file" : std::string("/search?q=haze")) +
                " HTTP/1.1\r\nHost: x\r\n\r\n");
    const linger hard{1, 0};
    ::setsockopt(client.fd(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  }
  EXPECT_EQ(get("/healthz").status, 200);
}

// The parts below the application, with an application of the test's own.
struct Bench {
  Service service;
  std::unique_ptr<Server> server;

  explicit Bench(std::function<void(Request, Responder)> answer) {
    service.answer = std::move(answer);
    service.refuse = [](const Malformed&) { return Response{}; };
    service.give_up = [] {
      Response response;
      response.status = 500;
      return response;
    };
    ServerOptions options;
    options.port = 0;
    options.header_timeout = 1500ms;
    auto started = Server::start(options, service);
    EXPECT_TRUE(started.ok());
    server = std::make_unique<Server>(std::move(*started));
  }
};

TEST(Responder, AnswersFiveHundredWhenNobodyElseDid) {
  Bench bench([](Request, Responder) {});
  Client client(bench.server->port());
  EXPECT_EQ(client.get("/").status, 500);
  EXPECT_EQ(client.get("/").status, 500);
}

TEST(Server, ClientsWithSlowHeadersAreTimedOut) {
  Bench bench([](Request, Responder responder) { responder.send({}); });
  Client client(bench.server->port());
  client.send("GET / HTTP/1.1\r\nHo");
  const Reply reply = client.read();
  EXPECT_EQ(reply.status, 408);
}

TEST(Server, DrainLetsRequestsInFlightFinish) {
  WorkerPool pool(1, 10);
  Bench bench([&pool](Request, Responder responder) {
    const auto held = std::make_shared<Responder>(std::move(responder));
    pool.submit([held](std::size_t) {
      std::this_thread::sleep_for(600ms);
      Response response;
      response.body = "done";
      held->send(response);
    });
  });
  Client client(bench.server->port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(100ms);
  EXPECT_TRUE(bench.server->drain(10s));
  const Reply reply = client.read();
  EXPECT_EQ(reply.body, "done");
  EXPECT_EQ(reply.header("connection"), "close");
  pool.finish();
}

TEST(Overload, AFullQueueAnswersBusyAndNothingHangs) {
  TemporaryFolder folder;
  write_index(folder.path() / "index", sample_documents(folder.path() / "corpus"));
  Running running(folder.path() / "index", {.threads = 1, .queue = 1});
  std::atomic<int> busy = 0;
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 16; ++i)
    clients.emplace_back([&] {
      Client client(running.port());
      for (int n = 0; n < 30; ++n) {
        const Reply reply = client.get("/api/v1/documents/huge/text");
        if (reply.status == 200) ++answered;
        if (reply.status != 503) continue;
        ++busy;
        EXPECT_EQ(reply.header("retry-after"), "1");
        EXPECT_THAT(reply.body, HasSubstr("/help/problems#busy"));
      }
    });
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(busy + answered, 16 * 30);
  EXPECT_GT(busy, 0);
  EXPECT_GT(answered, 0);
}

TEST(Draining, ReadinessGoesFirst) {
  TemporaryFolder folder;
  write_index(folder.path() / "index", sample_documents(folder.path() / "corpus"));
  Running running(folder.path() / "index");
  EXPECT_EQ(fetch(running.port(), "/readyz").status, 200);
  EXPECT_TRUE(running.server().drain(5s));
  const Reply reply = fetch(running.port(), "/readyz");
  EXPECT_EQ(reply.status, 503);
  EXPECT_THAT(reply.body, HasSubstr("shutting-down"));
}

TEST(Reopening, ANewGenerationIsAnsweredFromAtOnce) {
  TemporaryFolder folder;
  const auto documents = sample_documents(folder.path() / "corpus");
  write_index(folder.path() / "index", {documents[0]});
  Running running(folder.path() / "index");
  const Reply before = fetch(running.port(), "/api/v1/search");
  EXPECT_EQ(before.header("lontar-generation"), "1");
  write_index(folder.path() / "index", {documents[1]});
  const Reply after =
      fetch(running.port(), "/api/v1/search", "If-None-Match: " + before.header("etag") + "\r\n");
  EXPECT_EQ(after.status, 200);
  EXPECT_EQ(after.header("lontar-generation"), "2");
  EXPECT_EQ(nlohmann::json::parse(after.body)["total"]["value"], 2);
}

}  // namespace
}  // namespace lontar::api::testing_support
