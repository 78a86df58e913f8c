// Any text is a query: 10,000 random and mutated values of q, each answered 200 with a result page,
// as JSON and as HTML. Seeded, so that a failure can be repeated.
#include <gmock/gmock.h>

#include <array>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>
#include <vector>

#include "search-api/url.h"
#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

constexpr std::array kSeeds = {
    "haze OR smoke",
    "\"fires is haze\" -drugs",
    "child NEAR/5 labour",
    "(haze OR smoke) AND NOT x",
    "title:haze member_state:ID",
    "date:2002..2015",
    "traffick* OR h*",
    "citation:\"[2019] SGCA 12\"",
    "needle NOT",
    "((((",
    "\"unclosed",
    "NEAR/ NEAR/999999999999",
    "type:",
    "-(-(-a))",
    "มาตรา ๕",
    "nghị định",
    "ပုဒ်မ ၅",
    "دوکومين",
    "a:b:c..d",
    "OR AND NOT NEAR",
    "*",
    "\"\"",
    "year:2002",
};
constexpr std::array kPieces = {
    " ",        "\"",       "(",      ")",     "-", "*",  ":",      "..",  " OR ", " AND ",
    " NOT ",    " NEAR/3 ", "title:", "date:", "%", "\\", "/",      "<b>", "&",    "\xC3",
    "\xE0\xB8", "\xFF",     "\0",     "\n",    "'", "٣",  "\u200B", "́",
};

class QueryMaker {
 public:
  explicit QueryMaker(unsigned seed) : random_(seed) {}

  std::string next() {
    if (below(4) == 0) return noise();
    std::string query = kSeeds[below(kSeeds.size())];
    for (std::size_t i = below(6) + 1; i > 0; --i) mutate(query);
    return query;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string noise() {
    std::string bytes(below(80), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_());
    return bytes;
  }

  void mutate(std::string& query) {
    const std::size_t at = below(query.size() + 1);
    switch (below(5)) {
      case 0:
        query.insert(at, kPieces[below(kPieces.size())]);
        break;
      case 1:
        query.erase(at, below(8));
        break;
      case 2:
        query.insert(at, kSeeds[below(kSeeds.size())]);
        break;
      case 3:
        query.insert(at, noise());
        break;
      default:
        query += query.substr(0, std::min<std::size_t>(query.size(), 3000));
    }
  }

  std::mt19937 random_;
};

class QueryFuzzTest : public ServiceTest {
 protected:
  static constexpr int kQueries = 10'000;
  static constexpr int kClients = 2;

  // One client's share of the queries, which are the same whatever the number of clients.
  void ask(int share) {
    QueryMaker maker(20251126);
    Client client(port());
    for (int i = 0; i < kQueries && !HasFailure(); ++i) {
      const std::string encoded = percent_encode(maker.next()).substr(0, 60'000);
      const bool html = i % 4 == 3;
      if (i / 4 % kClients != share) continue;
      const Reply reply = client.get((html ? "/search?q=" : "/api/v1/search?q=") + encoded);
      ASSERT_EQ(reply.status, 200) << "query " << i << ": " << encoded << "\n" << reply.body;
      if (html) {
        ASSERT_THAT(reply.body, testing::HasSubstr("class=\"results\"")) << encoded;
        ASSERT_THAT(reply.body, testing::HasSubstr("</html>")) << encoded;
      } else {
        const auto page = nlohmann::json::parse(reply.body, nullptr, false);
        ASSERT_TRUE(page.is_object()) << encoded;
        ASSERT_TRUE(page["total"]["value"].is_number_unsigned()) << encoded;
        ASSERT_TRUE(page["results"].is_array()) << encoded;
      }
    }
  }
};

TEST_F(QueryFuzzTest, TenThousandValuesOfQ) {
  std::vector<std::jthread> clients;
  for (int share = 0; share < kClients; ++share)
    clients.emplace_back([this, share] { ask(share); });
}

}  // namespace
}  // namespace lontar::api::testing_support
