// Lontar and "Xapian used the ordinary way" side by side, in one run, over the same generated
// documents: the time of a search for the top ten with three exact facets, in eight classes of
// queries (lontar-bench-index measures the indexing). Prints JSON; exits 1 when the two sides
// disagree on any total or facet count. Published figures: docs/performance.md.
//
//   lontar-bench-search [DOCUMENTS [QUERIES [ROUNDS]]]      default 20000 1000 5
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "bench/generated_corpus.h"
#include "bench/ordinary_xapian.h"
#include "index/generation.h"
#include "index/writer.h"
#include "io/json.h"
#include "search/searcher.h"

namespace lontar::bench {
namespace {

namespace fs = std::filesystem;
using io::Json;

struct Question {
  std::string kind;
  std::string text;
  std::string type;  // filter, "" for none
};

// Draws questions of the eight classes whose frequencies lie where the class says.
class Questions {
 public:
  Questions(const GeneratedCorpus& corpus, const fs::path& database, std::uint32_t seed)
      : corpus_(corpus), database_(database.string()), random_(seed) {}

  std::vector<Question> draw(std::size_t many) {
    std::vector<Question> questions;
    for (std::size_t i = 0; i < many; ++i) questions.push_back(one(i % 8));
    return questions;
  }

 private:
  // A word that between these shares of the documents have.
  std::size_t rank(double least, double most) {
    const auto documents = static_cast<double>(database_.get_doccount());
    for (;;) {
      const std::size_t drawn = random_() % 30'000;
      const double share = database_.get_termfreq(corpus_.word(drawn)) / documents;
      if (share >= least && share <= most) return drawn;
    }
  }
  // In quotes: without other forms, and required even where some language has it as a word of
  // grammar, so that both sides match alike.
  std::string word(double least, double most) {
    return "\"" + corpus_.word(rank(least, most)) + "\"";
  }
  std::string type() {
    static const std::vector<std::string> kTypes = {"agreement", "declaration", "decision",
                                                    "protocol"};
    return kTypes[random_() % kTypes.size()];
  }

  Question one(std::size_t kind) {
    switch (kind) {
      case 0:
        return {"rare", word(0.0002, 0.003), ""};
      case 1:
        return {"common", word(0.05, 0.6), ""};
      case 2:
        return {"and", word(0.02, 0.4) + " " + word(0.02, 0.4), ""};
      case 3:
        return {"or", word(0.005, 0.3) + " OR " + word(0.005, 0.3), ""};
      case 4: {
        const std::size_t first = rank(0.02, 0.4);
        return {"phrase", "\"" + corpus_.word(first) + " " + corpus_.partner(first) + "\"", ""};
      }
      case 5: {
        std::string beginning;
        while (beginning.size() < 4) beginning = corpus_.word(random_() % 20'000);
        return {"prefix", beginning.substr(0, 4) + "*", ""};
      }
      case 6:
        return {"and+filter", word(0.02, 0.4) + " " + word(0.02, 0.4), type()};
      default:
        return {"all+filter", "", type()};
    }
  }

  const GeneratedCorpus& corpus_;
  Xapian::Database database_;
  std::mt19937 random_;
};

Answer answer_of(const search::SearchPage& page) {
  Answer answer;
  answer.total = page.total;
  for (const search::FacetCounts& facet : page.facets) {
    Counts counts;
    for (const search::FacetCount& one : facet.counts) counts[one.value] = one.count;
    answer.facets.push_back(std::move(counts));
  }
  return answer;
}

search::SearchRequest request_of(const Question& question) {
  search::SearchRequest request;
  request.text = question.text;
  request.snippets = false;
  for (const char* facet : {"community", "member_state", "topic"}) {
    request.count_facets[*index::facet_named(facet)] = true;
  }
  if (!question.type.empty()) request.filters[*index::facet_named("type")] = {question.type};
  return request;
}

struct Timed {
  double milliseconds = 0;
  Answer answer;
};

template <class Work>
double milliseconds(Work work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

double percentile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

Json compared(const std::vector<double>& ordinary, const std::vector<double>& lontar) {
  Json json;
  for (const auto& [name, share] : {std::pair{"p50", 0.5}, std::pair{"p95", 0.95}}) {
    const double theirs = percentile(ordinary, share);
    const double ours = percentile(lontar, share);
    json[name] = {{"ordinary_ms", theirs}, {"lontar_ms", ours}, {"times_faster", theirs / ours}};
  }
  return json;
}

class Bench {
 public:
  Bench(std::size_t documents, std::size_t queries, std::size_t rounds)
      : documents_(documents), queries_(queries), rounds_(rounds) {
    dir_ = fs::temp_directory_path() / ("lontar-bench-" + std::to_string(::getpid()));
    fs::create_directories(dir_);
  }
  ~Bench() { fs::remove_all(dir_); }

  int run() {
    report_["documents"] = documents_;
    index();
    report_["search"] = searching();
    std::cout << report_.dump(2) << "\n";
    return disagreements_ == 0 ? 0 : 1;
  }

 private:
  void index() {
    OrdinaryWriter ordinary(dir_ / "ordinary", false);
    auto lontar = index::Writer::open(dir_ / "lontar", index::WriteMode::kRebuild);
    GeneratedCorpus corpus;
    for (std::size_t i = 0; i < documents_; ++i) {
      const Document document = corpus.next();
      ordinary.add(document);
      if (const auto put = lontar->put(document); !put) std::cerr << put.error().message << "\n";
    }
    ordinary.commit();
    if (const auto done = lontar->commit(); !done) std::cerr << done.error().message << "\n";
  }

  Json searching() {
    const GeneratedCorpus corpus;
    const auto questions = Questions(corpus, dir_ / "ordinary", 7).draw(queries_);
    OrdinarySearcher ordinary(dir_ / "ordinary");
    const auto knowledge = search::Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config");
    search::Searcher lontar(*search::Repository::open(dir_ / "lontar", *knowledge));

    std::map<std::string, std::vector<double>> theirs, ours, shares;
    std::vector<double> all_theirs, all_ours;
    for (const Question& question : questions) {
      Timed best_theirs{1e9, {}}, best_ours{1e9, {}};
      const auto request = request_of(question);
      for (std::size_t round = 0; round < rounds_; ++round) {
        best_theirs.milliseconds = std::min(best_theirs.milliseconds, milliseconds([&] {
                                              best_theirs.answer =
                                                  ordinary.search(question.text, question.type);
                                            }));
        search::SearchPage page;
        best_ours.milliseconds =
            std::min(best_ours.milliseconds, milliseconds([&] { page = *lontar.search(request); }));
        best_ours.answer = answer_of(page);
      }
      if (best_theirs.answer != best_ours.answer)
        disagree(question, best_theirs.answer, best_ours.answer);
      theirs[question.kind].push_back(best_theirs.milliseconds);
      ours[question.kind].push_back(best_ours.milliseconds);
      shares[question.kind].push_back(static_cast<double>(best_ours.answer.total) /
                                      static_cast<double>(documents_));
      all_theirs.push_back(best_theirs.milliseconds);
      all_ours.push_back(best_ours.milliseconds);
    }
    Json json = {{"queries", questions.size()}, {"disagreements", disagreements_}};
    json["all"] = compared(all_theirs, all_ours);
    for (const auto& [kind, times] : theirs) {
      json[kind] = compared(times, ours[kind]);
      json[kind]["share_of_documents_matched_p50"] = percentile(shares[kind], 0.5);
    }
    return json;
  }

  void disagree(const Question& question, const Answer& theirs, const Answer& ours) {
    ++disagreements_;
    std::cerr << "disagreement on " << question.kind << " '" << question.text << "' "
              << question.type << ": ordinary " << theirs.total << ", lontar " << ours.total
              << "\n";
  }

  std::size_t documents_;
  std::size_t queries_;
  std::size_t rounds_;
  fs::path dir_;
  Json report_;
  std::size_t disagreements_ = 0;
};

}  // namespace
}  // namespace lontar::bench

int main(int argc, char** argv) {
  const auto argument = [&](int at, std::size_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  return lontar::bench::Bench(argument(1, 20'000), argument(2, 1'000), argument(3, 5)).run();
}
