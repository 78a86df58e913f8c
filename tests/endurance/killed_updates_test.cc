// Must show: an update killed at any instant, then run again, ends where an undisturbed one does:
// the same documents, ids, terms and facets; and who reads meanwhile sees one state or the other,
// never an error and nothing between. LONTAR_KILLS says how often (100 unless told), LONTAR_SEED
// when.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <atomic>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "index/audit.h"
#include "index/snapshot.h"
#include "io/file.h"
#include "search/searcher.h"
#include "tests/endurance/processes.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::endurance {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int kDocuments = 2000;

std::size_t number_from(const char* variable, std::size_t otherwise) {
  const char* given = std::getenv(variable);
  return given ? std::stoul(given) : otherwise;
}

// What is counted of a state: documents of each year. Every round changes it.
using Counts = std::map<std::string, std::uint64_t>;

// The folder: treaties with ids of their own, texts whose ids are minted (many of one name, so that
// they depend on what was there before). A round rewrites some, takes some away, adds some.
class Folder {
 public:
  explicit Folder(fs::path dir) : dir_(std::move(dir)) {
    for (int i = 0; i < kDocuments; ++i) write(i, 0);
  }

  void change(int round) {
    // Mostly few, as every day; now and then all of them, which is done another way.
    constexpr std::array kSteps = {200, 67, 20, 133, 40};
    const int step = round % 25 == 0 ? 1 : kSteps[static_cast<std::size_t>(round) % kSteps.size()];
    for (int i = round % step; i < kDocuments; i += step) write(i, round);
    for (int i = 0; i < 3; ++i) {
      const int gone = (round * 37 + i * 211) % kDocuments;
      if (years_.erase(gone) > 0) fs::remove(path_of(gone));
      write((round * 53 + i * 17) % kDocuments, round);
    }
  }

  Counts counts() const {
    Counts counts;
    for (const auto& [number, year] : years_) ++counts[std::to_string(year)];
    return counts;
  }
  const fs::path& dir() const { return dir_; }

 private:
  fs::path path_of(int i) const {
    const std::string folder = std::to_string(i % 20);
    return dir_ / folder /
           (i % 2 == 0 ? "treaty-" + std::to_string(i) + ".xml" : std::to_string(i) + "/notes.xml");
  }

  void write(int i, int round) {
    const int year = 1950 + (i + round) % 60;
    const std::string number = std::to_string(i);
    std::string text = "<treaty><meta>";
    if (i % 2 == 0) text += "<treaty_identifier>" + number + "</treaty_identifier>";
    text += "<name>Agreement " + number + "</name><type>FTA</type><date_signed>" +
            std::to_string(year) + "-06-10</date_signed><language>en</language></meta><body>";
    for (int article = 1; article <= 3; ++article) {
      text += "<article number=\"" + std::to_string(article) + "\" name=\"Aim\">The parties of " +
              number + " agree in round " + std::to_string(round) + " on haze.</article>";
    }
    fs::create_directories(path_of(i).parent_path());
    std::ofstream(path_of(i)) << text << "</body></treaty>";
    years_[i] = year;
  }

  fs::path dir_;
  std::map<int, int> years_;
};

// Everything of an index that a question can see, by id of the document. Throws what Xapian throws.
std::map<std::string, std::string> contents(const fs::path& index) {
  const auto snapshot = index::Snapshot::open(index);
  EXPECT_TRUE(snapshot.ok());
  std::map<std::string, std::string> contents;
  const Xapian::Database& database = snapshot->database();
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const auto record = snapshot->record(*at);
    std::string all = record.origin.file + '\n' + record.origin.hash + '\n' +
                      std::to_string(record.origin.mtime) + '\n' + record.origin.fingerprint;
    for (const FieldInfo& field : kFields) {
      for (const auto& value : record.metadata.all(field.field)) all += '\n' + value;
    }
    for (auto term = database.termlist_begin(*at); term != database.termlist_end(*at); ++term) {
      all += '\n' + *term;
      for (auto p = term.positionlist_begin(); p != term.positionlist_end(); ++p) {
        all += ' ' + std::to_string(*p);
      }
    }
    for (const Passage& passage : snapshot->outline(record)) all += '\n' + passage.anchor;
    contents[record.id] = io::content_hash(all);
  }
  return contents;
}

void expect_sound(const fs::path& index) {
  const auto audit = index::Audit::open(index);
  ASSERT_TRUE(audit.ok());
  const auto records = audit->records();
  ASSERT_TRUE(records.ok());
  EXPECT_EQ(audit->contradictions(*records).value(), std::vector<std::string>{});
  for (const auto& record : *records) {
    EXPECT_EQ(audit->contradictions(record).value(), std::vector<std::string>{}) << record.id;
  }
}

// Asks without pause, as the server's threads do, and holds each answer against the states that
// have been.
class Reader {
 public:
  explicit Reader(const fs::path& index)
      : searcher_(
            search::Repository::open(
                index, search::Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config").value())
                .value()) {}
  ~Reader() { stop(); }

  void start() {
    thread_ = std::thread([this] { read(); });
  }
  void stop() {
    done_ = true;
    if (thread_.joinable()) thread_.join();
  }

  // From now on this state may be seen too, later than those before.
  void allow(Counts counts) {
    const std::lock_guard lock(mutex_);
    states_.push_back(std::move(counts));
  }
  std::size_t answers() const { return answers_; }
  std::size_t states_seen() const { return seen_.size(); }
  std::vector<std::string> faults() const { return faults_; }

  // Of every document, by year.
  Result<Counts> count(const std::string& text) {
    search::SearchRequest request;
    request.text = text;
    request.page_size = 3;
    request.count_facets.fill(true);
    const auto page = searcher_.search(request);
    if (!page) return page.error();
    Counts counts;
    std::uint64_t total = 0;
    for (const auto& facet : page->facets) {
      if (index::kFacets[facet.facet].name != "year") continue;
      for (const auto& one : facet.counts) {
        if (one.count > 0) counts[one.value] = one.count;
        total += one.count;
      }
    }
    if (total != page->total) return Error{ErrorCode::kDamaged, "the total is not the facet's sum"};
    return counts;
  }

 private:
  void read() {
    for (; !done_; ++answers_, std::this_thread::sleep_for(1ms)) {
      const auto counts = count(answers_ % 2 == 0 ? "haze" : "");
      if (!counts) {
        fault(counts.error().message);
        continue;
      }
      const std::lock_guard lock(mutex_);
      // Backwards: two states may look alike, and the last is the likely one.
      std::size_t state = states_.size();
      while (state > 0 && states_[state - 1] != *counts) --state;
      if (state == 0) {
        fault("an answer that no state gives");
      } else if (state - 1 < latest_) {
        fault("a state that was replaced already");
      } else {
        latest_ = state - 1;
        seen_.insert(latest_);
      }
    }
  }

  void fault(const std::string& what) {
    if (faults_.size() < 20) faults_.push_back(what);
  }

  search::Searcher searcher_;
  std::thread thread_;
  std::atomic<bool> done_ = false;
  std::mutex mutex_;
  std::vector<Counts> states_;
  std::size_t latest_ = 0;
  std::set<std::size_t> seen_;
  std::vector<std::string> faults_;
  std::atomic<std::size_t> answers_ = 0;
};

class KilledUpdates : public testing::Test {
 protected:
  std::vector<std::string> update(const fs::path& index) const {
    return {"update",   corpus_.dir().string(),
            "--index",  index.string(),
            "--config", std::string(LONTAR_SOURCE_DIR) + "/config"};
  }

  std::string said() const { return io::read_file(temporary_.path() / "said").value(); }

  // How long it took.
  Clock::duration update_undisturbed() {
    const auto begin = Clock::now();
    EXPECT_EQ(run(update(undisturbed_), scratch_), 0) << said();
    return Clock::now() - begin;
  }

  // Whether it was still running when it was killed.
  bool kill_after(Clock::duration time) {
    Program program(update(killed_), scratch_);
    const auto until = Clock::now() + time;
    while (!program.ended() && Clock::now() < until) std::this_thread::sleep_for(1ms);
    const bool running = !program.ended();
    program.kill();
    program.wait();
    EXPECT_TRUE(nobody_left(5s)) << "a process outlived the indexer";
    return running;
  }

  void expect_same(int round) {
    const auto wanted = contents(undisturbed_);
    const auto got = contents(killed_);
    ASSERT_EQ(got.size(), wanted.size()) << "round " << round;
    for (const auto& [id, content] : wanted) {
      const auto found = got.find(id);
      ASSERT_NE(found, got.end()) << "round " << round << ": " << id;
      EXPECT_EQ(found->second, content) << "round " << round << ": " << id;
    }
  }

  indexer::TempFolder temporary_;
  Folder corpus_{temporary_.path() / "corpus"};
  fs::path scratch_ = temporary_.path() / "scratch";
  fs::path killed_ = temporary_.path() / "killed";
  fs::path undisturbed_ = temporary_.path() / "undisturbed";
};

TEST_F(KilledUpdates, EndWhereUndisturbedOnesDo) {
  adopt_orphans();
  const int kills = static_cast<int>(number_from("LONTAR_KILLS", 100));
  std::mt19937_64 random(number_from("LONTAR_SEED", 20261124));
  ASSERT_EQ(run(update(killed_), scratch_), 0) << said();
  update_undisturbed();
  Reader reader(killed_);
  reader.allow(corpus_.counts());
  reader.start();
  int in_time = 0;
  for (int round = 1; round <= kills && !HasFailure(); ++round) {
    corpus_.change(round);
    const auto takes = update_undisturbed();
    reader.allow(corpus_.counts());
    in_time += kill_after(takes * (random() % 1000) / 1000);
    ASSERT_EQ(run(update(killed_), scratch_), 0) << "after kill " << round << ": " << said();
    if (round % 10 == 0) expect_same(round);
  }
  reader.stop();
  expect_same(kills);
  expect_sound(killed_);
  EXPECT_EQ(reader.count("").value(), corpus_.counts());
  EXPECT_EQ(reader.faults(), std::vector<std::string>{});
  EXPECT_GT(in_time, kills * 3 / 4) << "too few were still running when they were killed";
  EXPECT_TRUE(fs::is_empty(scratch_)) << "temporary files are left";
  std::printf("%d kills, %d of them while it ran; %zu answers meanwhile, of %zu states\n", kills,
              in_time, reader.answers(), reader.states_seen());
}

}  // namespace
}  // namespace lontar::endurance
