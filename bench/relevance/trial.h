// Asks a collection's questions of Lontar: its corpus goes through the real pipeline into an index
// of its own, removed afterwards, and each question, as a person would type it, through the real
// search. Shared by the program lontar-bench-relevance and by the test that holds the figures.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bench/relevance/collection.h"
#include "core/result.h"

namespace lontar::bench {

struct Ranked {
  std::string question;
  std::vector<std::string> documents;  // best first, at most search::kMaxPageSize
  std::vector<double> scores;
  std::size_t total = 0;  // documents that matched
  bool relaxed = false;
};

struct Figures {
  std::size_t documents = 0;
  std::size_t queries = 0;
  std::size_t unjudged = 0;  // questions left out
  std::size_t relaxed = 0;   // questions whose words were not all required
  double ndcg_at_10 = 0;     // means over the queries; one without results counts 0
  double mrr_at_10 = 0;
  double recall_at_100 = 0;
  double matched_p50 = 0;  // share of the documents that a question lets in
  double indexing_seconds = 0;
  double p50_ms = 0;  // of a search for a hundred results without snippets
  double p95_ms = 0;
};

struct Trial {
  Figures figures;
  std::vector<Ranked> rankings;  // one per query
};

// Fails when the folder is no collection, or the corpus cannot be indexed whole.
Result<Trial> try_collection(const std::filesystem::path& dir,
                             const std::filesystem::path& config_dir);

}  // namespace lontar::bench
