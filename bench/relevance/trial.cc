#include "bench/relevance/trial.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "bench/relevance/measures.h"
#include "indexer/run.h"
#include "search/searcher.h"

namespace lontar::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// A folder that goes when its owner goes.
class Workshop {
 public:
  Workshop() {
    std::string name = (fs::temp_directory_path() / "lontar-relevance-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Workshop() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  const fs::path& path() const { return path_; }  // empty: it could not be made

 private:
  fs::path path_;
};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double percentile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

// Only the corpus is handed to the indexer: the folder's other files are no documents.
Result<std::size_t> index_corpus(const fs::path& corpus, const fs::path& workshop,
                                 const fs::path& config_dir) {
  std::error_code error;
  fs::create_directory(workshop / "corpus", error);
  fs::copy_file(corpus, workshop / "corpus" / corpus.filename(), error);
  if (error) {
    return Error{ErrorCode::kIo, "cannot copy " + corpus.string() + ": " + error.message()};
  }
  auto kit = indexer::Toolkit::load(config_dir);
  if (!kit) return kit.error();
  std::string failed;
  indexer::Listener listener;
  listener.entry = [&](const indexer::Entry& entry) {
    if (entry.outcome == indexer::Outcome::kFailed && failed.empty()) {
      failed = corpus.string() + " document " + std::to_string(entry.part) + ": " + entry.reason;
    }
  };
  const auto summary = indexer::run(
      {{workshop / "corpus"}, workshop / "index", index::WriteMode::kRebuild}, *kit, listener);
  if (!summary) return summary.error();
  if (!failed.empty()) return Error{ErrorCode::kInvalid, failed};
  return summary->count(indexer::Outcome::kAdded);
}

Ranked ranked_of(const Question& question, const search::SearchPage& page) {
  Ranked ranked{question.id, {}, {}, page.total, page.relaxed};
  for (const search::Hit& hit : page.hits) {
    ranked.documents.push_back(hit.record.id);
    ranked.scores.push_back(hit.score);
  }
  return ranked;
}

void measure(const Collection& collection, Trial& trial, const std::vector<double>& times) {
  Figures& figures = trial.figures;
  figures.queries = collection.questions.size();
  figures.unjudged = collection.unjudged;
  std::vector<double> shares;
  for (std::size_t i = 0; i < trial.rankings.size(); ++i) {
    const Ranked& ranked = trial.rankings[i];
    const Grades& grades = collection.questions[i].grades;
    figures.ndcg_at_10 += ndcg(ranked.documents, grades, 10);
    figures.mrr_at_10 += reciprocal_rank(ranked.documents, grades, 10);
    figures.recall_at_100 += recall(ranked.documents, grades, 100);
    figures.relaxed += ranked.relaxed ? 1 : 0;
    shares.push_back(static_cast<double>(ranked.total) / static_cast<double>(figures.documents));
  }
  for (double* mean : {&figures.ndcg_at_10, &figures.mrr_at_10, &figures.recall_at_100}) {
    *mean /= static_cast<double>(figures.queries);
  }
  figures.matched_p50 = percentile(shares, 0.5);
  figures.p50_ms = percentile(times, 0.5);
  figures.p95_ms = percentile(times, 0.95);
}

Result<void> ask(const Collection& collection, search::Searcher& searcher, Trial& trial) {
  std::vector<double> times;
  for (const Question& question : collection.questions) {
    search::SearchRequest request;
    request.text = question.text;
    request.page_size = search::kMaxPageSize;
    request.snippets = false;
    const auto begin = Clock::now();
    const auto page = searcher.search(request);
    times.push_back(seconds_since(begin) * 1000);
    if (!page) return page.error();
    trial.rankings.push_back(ranked_of(question, *page));
  }
  measure(collection, trial, times);
  return {};
}

}  // namespace

Result<Trial> try_collection(const fs::path& dir, const fs::path& config_dir) {
  const auto collection = read_collection(dir);
  if (!collection) return collection.error();
  const Workshop workshop;
  if (workshop.path().empty()) return Error{ErrorCode::kIo, "cannot make a temporary folder"};

  Trial trial;
  const auto begin = Clock::now();
  const auto documents = index_corpus(collection->corpus, workshop.path(), config_dir);
  if (!documents) return documents.error();
  trial.figures.documents = *documents;
  trial.figures.indexing_seconds = seconds_since(begin);

  const auto knowledge = search::Knowledge::load(config_dir);
  if (!knowledge) return knowledge.error();
  const auto repository = search::Repository::open(workshop.path() / "index", *knowledge);
  if (!repository) return repository.error();
  search::Searcher searcher(*repository);
  if (const auto asked = ask(*collection, searcher, trial); !asked) return asked.error();
  return trial;
}

}  // namespace lontar::bench
