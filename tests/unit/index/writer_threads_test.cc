// A writer's threads: the same index whatever their number, errors that come out with nothing
// committed, and a limit to what is held.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <map>
#include <random>
#include <sstream>

#include "index/crew.h"
#include "index/snapshot.h"
#include "index/writer.h"

namespace lontar::index {
namespace {

namespace fs = std::filesystem;

fs::path scratch(const std::string& name) {
  fs::path dir = fs::path(testing::TempDir()) / (name + "_" + std::to_string(::getpid()));
  fs::remove_all(dir);
  return dir;
}

// Everything an index holds, in its order: numbers, terms, positions, values, texts.
std::string everything_in(const fs::path& dir) {
  std::ostringstream all;
  const auto snapshot = Snapshot::open(dir);
  if (!snapshot) return snapshot.error().message;
  const Xapian::Database& database = snapshot->database();
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    const Xapian::Document document = database.get_document(*it);
    all << "document " << *it << ' ' << document.get_data() << ' ' << database.get_doclength(*it)
        << '\n';
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      all << *term << ' ' << term.get_wdf() << ' ' << database.get_termfreq(*term);
      for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) {
        all << ' ' << *at;
      }
      all << '\n';
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      all << value.get_valueno() << '=' << *value << '\n';
    }
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    all << *key << '=' << database.get_metadata(*key) << '\n';
  }
  return all.str();
}

// One run: what it does to which documents. Texts are drawn from the step's number alone.
struct Step {
  enum class Kind { kPut, kRestamp, kRemove };
  Kind kind = Kind::kPut;
  unsigned id = 0;
  unsigned words = 0;
};
struct RunOf {
  bool rebuild = false;
  std::vector<Step> steps;
};

Document made(unsigned id, unsigned words) {
  Document document;
  document.id = "d" + std::to_string(id);
  document.origin.hash = std::to_string(words);
  document.content.metadata.offer(Field::kTitle, "Title " + std::to_string(id % 7), Source::kFile);
  document.content.metadata.offer(Field::kMemberStates, id % 3 ? "ID" : "TH", Source::kFile);
  std::mt19937 random(id * 1000 + words);
  for (unsigned article = 0; article <= words % 4; ++article) {
    std::string text;
    for (unsigned i = 0; i < words; ++i) text += "w" + std::to_string(random() % 400) + " ";
    document.content.passages.push_back({.anchor = "a" + std::to_string(article),
                                         .kind = "article",
                                         .label = "Article " + std::to_string(article),
                                         .text = text});
  }
  return document;
}

Result<void> take(Writer& writer, const Step& step) {
  const std::string id = "d" + std::to_string(step.id);
  switch (step.kind) {
    case Step::Kind::kPut: {
      // A second time in one run is refused, with any number of threads.
      const auto put = writer.put(made(step.id, step.words));
      return put || put.error().code == ErrorCode::kInvalid ? Result<void>() : put;
    }
    case Step::Kind::kRestamp:
      return writer.restamp(id, {.file = "moved-" + std::to_string(step.words)});
    case Step::Kind::kRemove:
      return writer.remove(id);
  }
  return {};
}

std::string index_of(const std::vector<RunOf>& runs, const WriterOptions& options) {
  const fs::path dir = scratch("lontar_writer_threads_" + std::to_string(options.threads));
  for (const RunOf& run : runs) {
    auto writer =
        Writer::open(dir, run.rebuild ? WriteMode::kRebuild : WriteMode::kUpdate, options);
    if (!writer) return writer.error().message;
    for (const Step& step : run.steps) {
      if (const auto taken = take(*writer, step); !taken) return taken.error().message;
    }
    if (const auto committed = writer->commit(); !committed) return committed.error().message;
  }
  std::string all = everything_in(dir);
  fs::remove_all(dir);
  return all;
}

RunOf puts(unsigned from, unsigned to, unsigned words) {
  RunOf run;
  for (unsigned id = from; id < to; ++id) run.steps.push_back({Step::Kind::kPut, id, words});
  return run;
}

TEST(WriterThreads, OneTwoAndFiveMakeTheSameIndex) {
  // 26 batches: all merged at once, or in groups and groups of groups; changes in place, changes by
  // merging.
  std::vector<RunOf> runs = {puts(0, 5200, 6), puts(10, 40, 9), puts(1000, 2100, 7)};
  runs[1].steps.push_back({Step::Kind::kRemove, 4000, 0});
  runs[1].steps.push_back({Step::Kind::kRestamp, 5000, 3});
  runs[2].steps.push_back({Step::Kind::kRemove, 5100, 0});
  const std::string one = index_of(runs, {.threads = 1, .merge_width = 1000});
  EXPECT_GT(one.size(), 1u << 20);
  EXPECT_TRUE(index_of(runs, {.threads = 2, .merge_width = 24}) == one);
  EXPECT_TRUE(index_of(runs, {.threads = 5, .merge_width = 3}) == one);  // three levels
  // Next to no memory: one batch at a time.
  EXPECT_TRUE(index_of(runs, {.threads = 5, .memory = 1, .merge_width = 5}) == one);
}

RC_GTEST_PROP(WriterThreads, AnyRunsMakeTheSameIndex, ()) {
  using Kind = Step::Kind;
  const auto step =
      rc::gen::map(rc::gen::tuple(rc::gen::weightedElement<Kind>(
                                      {{6, Kind::kPut}, {1, Kind::kRestamp}, {2, Kind::kRemove}}),
                                  rc::gen::inRange(0u, 400u), rc::gen::inRange(0u, 30u)),
                   [](const auto& drawn) {
                     return Step{std::get<0>(drawn), std::get<1>(drawn), std::get<2>(drawn)};
                   });
  std::vector<RunOf> runs(*rc::gen::inRange(1, 4));
  for (RunOf& run : runs) {
    run.rebuild = *rc::gen::inRange(0, 8) == 0;
    run.steps = *rc::gen::container<std::vector<Step>>(*rc::gen::element(5, 300), step);
  }
  RC_ASSERT(index_of(runs, {.threads = 1}) == index_of(runs, {.threads = 3}));
}

// Writing beyond a size fails, as it does on a full disk.
class FilesStaySmall {
 public:
  explicit FilesStaySmall(rlim_t bytes) {
    before_ = std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit small{bytes, limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~FilesStaySmall() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  void (*before_)(int) = nullptr;
};

TEST(WriterThreads, AFullDiskIsNamedAndNothingIsCommitted) {
  const fs::path dir = scratch("lontar_writer_full");
  {
    auto writer = Writer::open(dir, WriteMode::kUpdate);
    ASSERT_TRUE(writer->put(made(1, 5)).ok());
    ASSERT_TRUE(writer->commit().ok());
  }
  const std::string before = everything_in(dir);
  {
    const FilesStaySmall full(64 << 10);
    auto writer = Writer::open(dir, WriteMode::kUpdate, {.threads = 2});
    Result<void> put;
    for (unsigned id = 0; id < 2000 && put; ++id) put = writer->put(made(id, 200));
    const auto committed = writer->commit();
    ASSERT_FALSE(committed.ok());
    EXPECT_EQ(committed.error().code, ErrorCode::kIo);
    EXPECT_NE(committed.error().message.find(dir.string()), std::string::npos);
    EXPECT_NE(committed.error().message.find("as it was before"), std::string::npos);
    EXPECT_FALSE(writer->commit().ok());  // however often it is asked for
  }
  EXPECT_EQ(everything_in(dir), before);
  for (const auto& entry : fs::directory_iterator(dir)) {
    EXPECT_FALSE(entry.path().filename().string().starts_with("building-")) << entry.path();
  }
  fs::remove_all(dir);
}

TEST(Crew, WhatWaitsAndRunsStaysWithinTheLimit) {
  Crew crew(3, 10);
  std::atomic<int> weight = 0, most = 0, done = 0;
  for (int i = 0; i < 200; ++i) {
    const int own = i % 5 + 1;
    weight += own;
    // Counted from before run() returns, so by the largest weight too much.
    crew.run(static_cast<std::size_t>(own), [&, own](PostingBuilder&) {
      most = std::max(most.load(), weight.load());
      weight -= own;
      ++done;
    });
  }
  crew.wait();
  EXPECT_EQ(done, 200);
  EXPECT_LE(most, 10 + 5);
}

TEST(Crew, AHeavierJobThanAllowedRunsAlone) {
  Crew crew(2, 10);
  std::atomic<int> running = 0;
  for (int i = 0; i < 20; ++i) {
    crew.run(100, [&](PostingBuilder&) {
      EXPECT_EQ(++running, 1);
      --running;
    });
  }
  crew.wait();
}

TEST(Crew, TheFirstErrorEndsTheWorkAndIsToldEachTime) {
  Crew crew(2, 10);
  crew.run(1, [](PostingBuilder&) { throw std::runtime_error("disk"); });
  EXPECT_THROW(crew.wait(), std::runtime_error);
  EXPECT_THROW(crew.run(1, [](PostingBuilder&) { FAIL(); }), std::runtime_error);
  EXPECT_THROW(crew.wait(), std::runtime_error);
}

TEST(Crew, WhatAJobAddsIsWaitedFor) {
  Crew crew(2, 10);
  std::atomic<int> done = 0;
  for (int i = 0; i < 10; ++i) {
    crew.run(1, [&](PostingBuilder&) { crew.add([&](PostingBuilder&) { ++done; }); });
  }
  crew.wait();
  EXPECT_EQ(done, 10);
}

}  // namespace
}  // namespace lontar::index
