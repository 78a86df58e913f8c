// Readers beside a writer, as it happens every day: 64 clients ask for thirty seconds while
// `lontar-indexer update` runs in a loop over a folder that keeps changing. No answer is a 5xx,
// each names its generation, and its counts are those of the folder as it was in that generation.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "service_fixture.h"

namespace lontar::api::testing_support {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// The folder's documents and what must be counted of them. Document i is a text file; the
// catalogue gives it a state and a community. Which of them exist depends on the round.
struct Truth {
  std::uint64_t total = 0;
  std::uint64_t with_word = 0;                   // of documents with the word "even"
  std::map<std::string, std::uint64_t> states;   // counts over all documents
  std::map<std::string, std::uint64_t> of_word;  // over those with the word
};

class ChangingFolder {
 public:
  static constexpr int kDocuments = 60;

  explicit ChangingFolder(fs::path dir) : dir_(std::move(dir)) { fs::create_directories(dir_); }

  // Round n: documents whose number is divisible by n % 5 + 2 are away, the others' states shift.
  Truth write(int round) {
    Truth truth;
    std::ofstream catalogue(dir_ / "catalogue.csv.new");
    catalogue << "file,id,title,date,member_states\n";
    for (int i = 0; i < kDocuments; ++i) {
      const std::string name = "d" + std::to_string(i) + ".txt";
      if (i % (round % 5 + 2) == 0) {
        fs::remove(dir_ / name);
        continue;
      }
      const bool even = (i + round) % 2 == 0;
      const std::string state = kStates[static_cast<std::size_t>(i + round) % kStates.size()];
      std::ofstream(dir_ / name) << "Document number " << i << " of round " << round
                                 << (even ? " is even.\n" : " is odd.\n");
      catalogue << name << ",doc-" << i << ",Title " << i << ",20" << 10 + i % 10 << "," << state
                << "\n";
      ++truth.total;
      ++truth.states[state];
      if (even) {
        ++truth.with_word;
        ++truth.of_word[state];
      }
    }
    catalogue.close();
    fs::rename(dir_ / "catalogue.csv.new", dir_ / "catalogue.csv");
    return truth;
  }

  const fs::path& dir() const { return dir_; }

 private:
  static constexpr std::array<const char*, 3> kStates = {"ID", "SG", "VN"};
  fs::path dir_;
};

// The generation that `lontar-indexer update` reports, 0 when it failed. Whole fractions of the
// folder go away on purpose, so it is told to withdraw them.
std::uint64_t update(const fs::path& corpus, const fs::path& index) {
  const std::string command = std::string(LONTAR_INDEXER) + " update " + corpus.string() +
                              " --withdraw --index " + index.string() + " --config " +
                              LONTAR_SOURCE_DIR + "/config 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  std::string output;
  std::array<char, 512> chunk;
  while (std::fgets(chunk.data(), chunk.size(), pipe) != nullptr) output += chunk.data();
  const int status = ::pclose(pipe);
  const auto at = output.find("generation ");
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << output;
  return at == std::string::npos ? 0 : std::stoull(output.substr(at + 11));
}

// What each generation must answer; an answer may come before update() has told us its number.
class Truths {
 public:
  void set(std::uint64_t generation, Truth truth) {
    const std::lock_guard lock(mutex_);
    known_[generation] = std::move(truth);
  }
  const std::map<std::uint64_t, Truth>& all() const { return known_; }

 private:
  std::mutex mutex_;
  std::map<std::uint64_t, Truth> known_;
};

// What an answer said, to be compared when all generations are known.
struct Said {
  bool word;
  std::uint64_t generation;
  std::uint64_t header;
  std::uint64_t total;
  std::map<std::string, std::uint64_t> states;
  auto operator<=>(const Said&) const = default;
};

struct Tally {
  std::mutex mutex;
  std::set<Said> said;
  std::map<int, int> statuses;
};

void ask(std::uint16_t port, std::chrono::steady_clock::time_point end, int number, Tally& tally) {
  std::set<Said> said;
  std::map<int, int> statuses;
  Client client(port);
  for (int n = number; std::chrono::steady_clock::now() < end; ++n) {
    const bool word = n % 2 == 0;
    const Reply reply = client.get(std::string("/api/v1/search?facets=member_state&page_size=3") +
                                   (word ? "&q=even" : ""));
    ++statuses[reply.status];
    if (reply.status != 200) continue;
    const json answer = json::parse(reply.body);
    Said one{word,
             answer["generation"],
             std::stoull(reply.header("lontar-generation")),
             answer["total"]["value"],
             {}};
    for (const json& count : answer["facets"]["member_state"])
      if (count["count"] != 0) one.states[count["value"]] = count["count"];
    said.insert(std::move(one));
    if (n % 16 == 0) ++statuses[client.get("/search?q=even").status];
  }
  const std::lock_guard lock(tally.mutex);
  tally.said.merge(said);
  for (const auto& [status, count] : statuses) tally.statuses[status] += count;
}

TEST(UpdateUnderLoad, SixtyFourClientsSeeOnlyWholeGenerations) {
  TemporaryFolder folder;
  ChangingFolder corpus(folder.path() / "corpus");
  const fs::path index = folder.path() / "index";
  Truths truths;
  Truth truth = corpus.write(0);
  truths.set(update(corpus.dir(), index), truth);
  Running running(index);

  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  Tally tally;
  std::vector<std::thread> clients;
  for (int i = 0; i < 64; ++i) clients.emplace_back([&, i] { ask(running.port(), end, i, tally); });
  int rounds = 0;
  while (std::chrono::steady_clock::now() < end) {
    truth = corpus.write(++rounds);
    truths.set(update(corpus.dir(), index), truth);
  }
  for (std::thread& client : clients) client.join();

  ASSERT_EQ(tally.statuses.size(), 1u) << "only 200 was expected; 0 means no reply";
  EXPECT_GT(tally.statuses[200], 640);
  EXPECT_GE(rounds, 3);
  std::set<std::uint64_t> generations;
  for (const Said& said : tally.said) {
    generations.insert(said.generation);
    EXPECT_EQ(said.header, said.generation);
    const auto known = truths.all().find(said.generation);
    ASSERT_NE(known, truths.all().end()) << said.generation;
    EXPECT_EQ(said.total, said.word ? known->second.with_word : known->second.total);
    EXPECT_EQ(said.states, said.word ? known->second.of_word : known->second.states);
  }
  EXPECT_GE(generations.size(), 3u);
  std::printf("%d answers, %d updates, %zu generations seen\n", tally.statuses[200], rounds,
              generations.size());
}

}  // namespace
}  // namespace lontar::api::testing_support
