// How much dictionary words hide in scripts without spaces, and what each remedy brings: recall and
// precision against plain substring search, passage by passage, what the remedies that index more
// cost, and how long the search takes that was chosen, over 20,000 documents mixed from these.
// Reads the passages of an index; prints JSON. Published figures: docs/languages.md.
//
//   lontar-indexer update FOLDER --index DIR && lontar-bench-script DIR
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>

#include "bench/script_language.h"
#include "index/audit.h"
#include "index/writer.h"
#include "io/json.h"
#include "search/searcher.h"
#include "text/analyzer.h"

namespace lontar::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kQueriesOfAKind = 300;

struct Tally {
  std::size_t right = 0, found = 0, wanted = 0;
  void add(const ScriptLanguage::Found& truth, const ScriptLanguage::Found& answer) {
    wanted += truth.size();
    found += answer.size();
    for (const std::size_t one : answer) right += truth.contains(one);
  }
  io::Json json() const {
    const auto ratio = [](std::size_t a, std::size_t b) {
      return b ? static_cast<double>(1000 * a / b) / 1000 : 1.0;
    };
    return {{"recall", ratio(right, wanted)}, {"precision", ratio(right, found)}};
  }
};

// Strings to ask for, each as its clusters.
std::map<std::string, std::vector<Words>> questions(const ScriptLanguage& language) {
  std::mt19937 random(7);
  std::vector<Words> words, pairs, runs;
  for (const auto& [word, count] : language.vocabulary()) words.push_back(clusters_of(word));
  for (const Text& text : language.texts()) {
    for (const Words& stretch : text.stretches) {
      for (std::size_t i = 1; i < stretch.size(); ++i) {
        pairs.push_back(clusters_of(stretch[i - 1] + stretch[i]));
      }
      const Words clusters = clusters_of(joined(stretch, 0, stretch.size()));
      for (std::size_t from = 0; from < clusters.size(); ++from) {
        const std::size_t length = 4 + random() % 9;
        if (from + length > clusters.size()) continue;
        runs.emplace_back(clusters.begin() + static_cast<std::ptrdiff_t>(from),
                          clusters.begin() + static_cast<std::ptrdiff_t>(from + length));
      }
    }
  }
  std::map<std::string, std::vector<Words>> all = {
      {"word", words}, {"two words", pairs}, {"run of 4-12 clusters", runs}};
  for (auto& [kind, list] : all) {
    std::ranges::shuffle(list, random);
    if (list.size() > kQueriesOfAKind) list.resize(kQueriesOfAKind);
  }
  return all;
}

io::Json effectiveness(const ScriptLanguage& language, text::Analyzer& analyzer,
                       search::Searcher& searcher) {
  io::Json all;
  for (const auto& [kind, list] : questions(language)) {
    std::map<std::string, Tally> tallies;
    std::size_t cut_otherwise = 0;
    for (const Words& query : list) {
      Words tokens;
      for (const auto& token : analyzer.tokens(joined(query, 0, query.size()))) {
        tokens.push_back(token.term);
      }
      cut_otherwise += !std::ranges::all_of(
          tokens, [&](const auto& token) { return language.vocabulary().contains(token); });
      const auto truth = language.truth(query);
      tallies["words"].add(truth, language.words(tokens));
      tallies["bigrams"].add(truth, language.bigrams(query));
      tallies["sub-words"].add(truth, language.sub_words(tokens));
      tallies["containment"].add(truth, language.containment(tokens));
      const std::string question = joined(query, 0, query.size());
      tallies["engine"].add(truth, language.engine(question, searcher));
      tallies["engine, quoted"].add(truth, language.engine("\"" + question + "\"", searcher));
    }
    for (const auto& [remedy, tally] : tallies) all[kind][remedy] = tally.json();
    all[kind]["with_an_unknown_token"] =
        static_cast<double>(1000 * cut_otherwise / list.size()) / 1000;
  }
  return all;
}

// What an index of these passages, many times over, takes with a remedy.
io::Json cost(std::map<std::string, ScriptLanguage>& languages, const std::string& remedy) {
  const fs::path dir = fs::temp_directory_path() / ("lontar-bench-script-" + remedy);
  fs::remove_all(dir);
  const auto began = std::chrono::steady_clock::now();
  {
    Xapian::WritableDatabase database(dir.string(), Xapian::DB_CREATE_OR_OVERWRITE);
    for (int copy = 0; copy < 100; ++copy) {
      for (auto& [name, language] : languages) {
        for (const Text& text : language.texts()) {
          Xapian::Document document;
          Xapian::termpos position = 0;
          for (const std::string& word : text.words) document.add_posting(word, ++position);
          for (const std::string& term : language.added_terms(text, remedy))
            document.add_term(term);
          database.add_document(document);
        }
      }
    }
    database.commit();
    database.compact(dir.string() + ".compact");
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::uintmax_t bytes = 0;
  for (const auto& file : fs::directory_iterator(dir.string() + ".compact")) {
    bytes += file.file_size();
  }
  fs::remove_all(dir);
  fs::remove_all(dir.string() + ".compact");
  return {{"seconds", took.count()}, {"kilobytes", bytes / 1024}};
}

// Milliseconds of a search for the first page, half of the questions and 95 % of them.
io::Json times(const std::vector<std::string>& questions, search::Searcher& searcher) {
  std::vector<double> took;
  std::uint64_t found = 0;
  for (const std::string& question : questions) {
    search::SearchRequest request;
    request.text = question;
    const auto began = std::chrono::steady_clock::now();
    found += searcher.search(request)->total;
    took.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
            .count());
  }
  std::ranges::sort(took);
  return {{"p50", took[took.size() / 2]},
          {"p95", took[took.size() * 95 / 100]},
          {"documents", found / questions.size()}};
}

io::Json speed(const std::map<std::string, ScriptLanguage>& languages,
               const search::Knowledge& knowledge) {
  std::mt19937 random(11);
  std::vector<std::string> stretches;
  for (const auto& [name, language] : languages) {
    for (const Text& text : language.texts()) {
      for (const Words& words : text.stretches) stretches.push_back(joined(words, 0, words.size()));
    }
  }
  const fs::path dir =
      fs::temp_directory_path() / ("lontar-bench-script-" + std::to_string(::getpid()));
  fs::remove_all(dir);
  auto writer = index::Writer::open(dir, index::WriteMode::kRebuild);
  for (int number = 0; number < 20'000; ++number) {
    Document document;
    document.id = std::to_string(number);
    std::string text;
    for (int i = 0; i < 50; ++i) text += stretches[random() % stretches.size()] + " ";
    document.content.passages.push_back({.anchor = "p", .kind = "paragraph", .text = text});
    if (!writer->put(document)) return {};
  }
  if (!writer->commit()) return {};
  search::Searcher searcher(*search::Repository::open(dir, knowledge));
  std::map<std::string, std::vector<std::string>> asked;
  for (const auto& [name, language] : languages) {
    for (const auto& [kind, list] : questions(language)) {
      for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 40); ++i) {
        const std::string question = joined(list[i], 0, list[i].size());
        asked[kind].push_back(question);
        asked[kind + ", quoted"].push_back("\"" + question + "\"");
      }
    }
    for (int i = 0; i < 10; ++i) {
      Words words;
      while (words.size() < 60) {
        const Text& text = language.texts()[random() % language.texts().size()];
        words.insert(words.end(), text.words.begin(), text.words.end());
      }
      asked["60 words without a space"].push_back(joined(words, 0, 60));
    }
  }
  io::Json report;
  for (const auto& [kind, list] : asked) report[kind] = times(list, searcher);
  fs::remove_all(dir);
  return report;
}

int run(const fs::path& dir) {
  const auto audit = index::Audit::open(dir);
  if (!audit) return std::cerr << audit.error().message << "\n", 2;
  text::Analyzer analyzer;
  const auto knowledge = search::Knowledge::load(fs::path(LONTAR_SOURCE_DIR) / "config");
  search::Searcher searcher(*search::Repository::open(dir, *knowledge));
  std::map<std::string, ScriptLanguage> languages;
  const auto records = audit->records();
  for (const auto& record : *records) {
    const auto passages = audit->passages(record);
    for (const Passage& passage : *passages) {
      const auto name = record.metadata.first(Field::kLanguage);
      const bool spaces = std::ranges::none_of(
          analyzer.tokens(passage.text), [](const auto& t) { return of_a_dictionary(t.term); });
      if (!spaces) languages[name].add(record.id, passage, analyzer);
    }
  }
  io::Json report;
  std::erase_if(languages, [](const auto& entry) { return entry.second.vocabulary().size() < 50; });
  for (auto& [name, language] : languages) {
    language.prepare();
    report["languages"][name] = effectiveness(language, analyzer, searcher);
  }
  for (const char* remedy : {"words", "bigrams", "sub-words"}) {
    report["cost"][remedy] = cost(languages, remedy);
  }
  report["milliseconds"] = speed(languages, *knowledge);
  std::cout << report.dump(2) << "\n";
  return 0;
}

}  // namespace
}  // namespace lontar::bench

int main(int argc, char** argv) {
  if (argc == 2) return lontar::bench::run(argv[1]);
  std::cerr << "usage: lontar-bench-script INDEX\n";
  return 2;
}
