// Must show: whatever becomes of files, the run ends, every file is accounted for, no process and
// no temporary file is left, and the memory of the indexer does not grow with their number.
// LONTAR_MUTATIONS says how many files (5,000 unless told), LONTAR_SEED which ones.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "io/file.h"
#include "tests/endurance/mutator.h"
#include "tests/endurance/processes.h"
#include "tests/unit/indexer/temp_folder.h"

namespace lontar::endurance {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const fs::path kSource = LONTAR_SOURCE_DIR;
const fs::path kData = kSource / ".." / "shared" / "data";
constexpr std::size_t kLargestSample = 150'000;  // many files rather than large ones
constexpr std::size_t kFilesInAFolder = 500;
constexpr std::size_t kWarm = 1000;  // files after which the indexer has the memory it needs
constexpr std::size_t kMayGrow = 64u << 20;

std::size_t number_from(const char* variable, std::size_t otherwise) {
  const char* given = std::getenv(variable);
  return given ? std::stoul(given) : otherwise;
}

bool is_file_of(const fs::path& path, std::string_view extension) {
  return fs::is_regular_file(path) && path.extension() == extension;
}

// Every small file of one kind: of the shared data, else of the project.
std::vector<std::string> samples(std::string_view extension) {
  std::vector<fs::path> paths;
  for (const fs::path& root : {kData, kSource / "corpus", kSource / "tests" / "golden"}) {
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (is_file_of(entry.path(), extension) && entry.file_size() <= kLargestSample) {
        paths.push_back(entry.path());
      }
    }
  }
  std::ranges::sort(paths);
  std::vector<std::string> bytes;
  for (const fs::path& path : paths) bytes.push_back(io::read_file(path).value());
  return bytes;
}

// Half of them PDF, half XML; the names that were made.
std::set<std::string> write_mutations(const fs::path& folder, std::size_t many, std::size_t seed) {
  const auto pdfs = samples(".pdf");
  const auto xmls = samples(".xml");
  Mutator pdf(pdfs, seed);
  Mutator xml(xmls, seed + 1);
  std::set<std::string> names;
  for (std::size_t i = 0; i < many; ++i) {
    const bool is_pdf = i % 2 == 0 && !pdfs.empty();
    const std::string name =
        std::to_string(i / kFilesInAFolder) + "/" + std::to_string(i) + (is_pdf ? ".pdf" : ".xml");
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << (is_pdf ? pdf : xml).next(i / 2);
    names.insert(name);
  }
  return names;
}

// What a run said of each file.
struct Report {
  std::map<std::string, std::string> outcomes;  // by file
  std::map<std::string, std::size_t> reasons;
  std::size_t without_reason = 0;
  std::size_t crashes = 0;  // of what reads the files
  bool whole = false;
};

Report read_report(const fs::path& path) {
  Report report;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    report.whole = json["kind"] == "summary";
    if (json["kind"] != "document") continue;
    report.outcomes[json["file"]] = json["outcome"];
    if (json["outcome"] != "failed") continue;
    const std::string reason = json.value("reason", "");
    report.without_reason += reason.empty();
    report.crashes += reason.starts_with("its reader");
    ++report.reasons[reason.substr(0, reason.find_first_of(":0123456789"))];
  }
  return report;
}

std::size_t lines_of(const fs::path& path) {
  std::ifstream file(path);
  return static_cast<std::size_t>(
      std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n'));
}

class MutatedFiles : public testing::Test {
 protected:
  void SetUp() override {
    adopt_orphans();
    fs::create_directories(scratch_);
  }

  std::vector<std::string> update(const fs::path& corpus) const {
    return {"update",   corpus.string(),  "--index",  index_.string(),
            "--report", report_.string(), "--config", config_.string()};
  }

  // Thousands of pictures would take an hour; the difficult PDFs have some to read.
  void do_not_read_pictures() {
    fs::copy(kSource / "config", folder_.path() / "config", fs::copy_options::recursive);
    config_ = folder_.path() / "config";
    std::string settings = io::read_file(config_ / "lontar.toml").value();
    const std::string on = "\nocr = \"auto\"";
    ASSERT_NE(settings.find(on), std::string::npos);
    settings.replace(settings.find(on), on.size(), "\nocr = \"off\"");
    std::ofstream(config_ / "lontar.toml") << settings;
  }

  // Watches a run to its end.
  void watch(Program& program) {
    std::size_t lasting_zombies = 0;
    for (; !program.ended(); std::this_thread::sleep_for(100ms)) {
      peak_ = std::max(peak_, program.peak_bytes());
      if (peak_when_warm_ == 0 && lines_of(report_) >= kWarm) peak_when_warm_ = peak_;
      const Family now = family();
      lasting_zombies = now.zombies > 0 ? lasting_zombies + 1 : 0;
      ASSERT_LT(lasting_zombies, 50u) << "processes that nobody buries";
      ASSERT_LT(now.processes, 64u);
    }
  }

  void expect_all_accounted_for(const std::set<std::string>& files, std::size_t most_crashes) {
    const Report report = read_report(report_);
    EXPECT_TRUE(report.whole) << "a report ends with its summary";
    EXPECT_EQ(report.without_reason, 0u);
    EXPECT_LE(report.crashes, most_crashes);
    std::map<std::string, std::size_t> counts;
    for (const std::string& file : files) {
      const auto found = report.outcomes.find(file);
      ASSERT_NE(found, report.outcomes.end()) << file << " is neither in the index nor reported";
      ++counts[found->second];
    }
    for (const auto& [outcome, count] : counts) std::printf("%zu %s\n", count, outcome.c_str());
    for (const auto& [reason, count] : report.reasons) {
      std::printf("  %zu: %s\n", count, reason.c_str());
    }
  }

  void expect_nothing_left() {
    EXPECT_TRUE(nobody_left(5s)) << "processes are left";
    EXPECT_TRUE(fs::is_empty(scratch_)) << "temporary files are left";
    for (const auto& entry : fs::directory_iterator(index_)) {
      EXPECT_FALSE(entry.path().filename().string().starts_with("building-")) << entry.path();
    }
  }

  void TearDown() override {
    if (HasFailure()) std::printf("%s", io::read_file(folder_.path() / "said").value().c_str());
  }

  indexer::TempFolder folder_;
  fs::path scratch_ = folder_.path() / "scratch";
  fs::path index_ = folder_.path() / "index";
  fs::path config_ = kSource / "config";
  fs::path report_ = folder_.path() / "report.jsonl";
  std::size_t peak_ = 0;
  std::size_t peak_when_warm_ = 0;
};

TEST_F(MutatedFiles, AreAllAccountedFor) {
  const std::size_t many = number_from("LONTAR_MUTATIONS", 5000);
  const fs::path corpus = folder_.path() / "corpus";
  const auto files = write_mutations(corpus, many, number_from("LONTAR_SEED", 20261124));
  do_not_read_pictures();
  Program program(update(corpus), scratch_);
  watch(program);
  ASSERT_TRUE(WIFEXITED(program.status())) << "signal " << WTERMSIG(program.status());
  EXPECT_LE(WEXITSTATUS(program.status()), 1);
  expect_all_accounted_for(files, many / 1000);
  expect_nothing_left();
  std::printf("peak memory of the indexer: %zu MB after %zu files, %zu MB after %zu\n",
              peak_when_warm_ >> 20, kWarm, peak_ >> 20, many);
  if (peak_when_warm_ > 0) {
    EXPECT_LT(peak_, peak_when_warm_ + kMayGrow);
  }
}

TEST_F(MutatedFiles, NeitherDoTheDifficultPdfsStopARun) {
  const fs::path stress = kData / "pdf" / "stress";
  if (!fs::exists(stress)) GTEST_SKIP() << "The shared data are not there: " << stress;
  std::set<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(stress)) {
    if (entry.is_regular_file()) files.insert(fs::relative(entry.path(), stress).string());
  }
  EXPECT_EQ(files.size(), 237u);
  Program program(update(fs::canonical(stress)), scratch_);
  watch(program);
  ASSERT_TRUE(WIFEXITED(program.status())) << "signal " << WTERMSIG(program.status());
  EXPECT_LE(WEXITSTATUS(program.status()), 1);
  expect_all_accounted_for(files, 0);
  expect_nothing_left();
}

}  // namespace
}  // namespace lontar::endurance
