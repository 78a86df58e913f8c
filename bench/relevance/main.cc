// lontar-bench-relevance: how well Lontar ranks, by test collections (docs/relevance.md). Prints
// JSON; exits 2 with a sentence when a folder is no collection.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "bench/relevance/trial.h"
#include "io/config_dir.h"
#include "io/json.h"

namespace {

namespace fs = std::filesystem;
using namespace lontar;

io::Json to_json(const std::string& name, const bench::Figures& figures) {
  return {{"collection", name},
          {"documents", figures.documents},
          {"queries", figures.queries},
          {"unjudged_queries", figures.unjudged},
          {"relaxed_queries", figures.relaxed},
          {"nDCG@10", figures.ndcg_at_10},
          {"MRR@10", figures.mrr_at_10},
          {"recall@100", figures.recall_at_100},
          {"matched_share_p50", figures.matched_p50},
          {"indexing_seconds", figures.indexing_seconds},
          {"p50_ms", figures.p50_ms},
          {"p95_ms", figures.p95_ms}};
}

// The form of TREC's runs, so that trec_eval can judge them too.
void write_run(std::ostream& out, const bench::Trial& trial) {
  for (const bench::Ranked& ranked : trial.rankings) {
    for (std::size_t i = 0; i < ranked.documents.size(); ++i) {
      out << ranked.question << " Q0 " << ranked.documents[i] << ' ' << i + 1 << ' '
          << ranked.scores[i] << " lontar\n";
    }
  }
}

int fatal(const std::string& message) {
  std::cerr << "lontar-bench-relevance: " << message << "\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<fs::path> dirs;
  fs::path config;
  fs::path run_dir;
  CLI::App app("Measures how well Lontar ranks on retrieval test collections.",
               "lontar-bench-relevance");
  app.add_option("collections", dirs, "Folders with corpus.jsonl, queries.tsv and qrels.tsv")
      ->required()
      ->type_name("DIR");
  app.add_option("--config", config, "Folder of the configuration")->type_name("DIR");
  app.add_option("--runs", run_dir, "Folder for the rankings, as NAME.run in TREC's format")
      ->type_name("DIR");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const auto config_dir = io::find_config_dir(config);
  if (!config_dir) return fatal(config_dir.error().message);

  io::Json collections = io::Json::array();
  for (const fs::path& dir : dirs) {
    const auto trial = bench::try_collection(dir, *config_dir);
    if (!trial) return fatal(trial.error().message);
    const std::string name = bench::collection_name(dir);
    collections.push_back(to_json(name, trial->figures));
    if (run_dir.empty()) continue;
    const fs::path path = run_dir / (name + ".run");
    std::ofstream out(path);
    write_run(out, *trial);
    if (!out.flush()) return fatal("cannot write " + path.string());
  }
  std::cout << io::Json{{"collections", collections}}.dump(2) << "\n";
  return 0;
}
