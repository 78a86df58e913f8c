// How fast text becomes an index: Lontar's Writer with one and with two threads, and "Xapian used
// the ordinary way" (TermGenerator into one database, one commit at the end), with its stemmer and
// without, in one run over the same documents, which are in memory beforehand: real ones where
// ../shared/data is, and generated ones. Prints tables: wall clock and CPU time, MB of text per
// second. Published figures: docs/performance.md.
//
//   lontar-bench-index [MEGABYTES [ROUNDS]]      default 60 1; the best round counts
//   lontar-bench-index --lontar WORDS MEGABYTES THREADS     one run of ours alone, to be profiled
//       WORDS 0: real documents
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "bench/generated_corpus.h"
#include "bench/ordinary_xapian.h"
#include "index/writer.h"
#include "io/file.h"

namespace lontar::bench {
namespace {

namespace fs = std::filesystem;

struct Spent {
  double wall = 1e9;
  double cpu = 1e9;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Spent timed(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {wall.count(), cpu_seconds() - cpu};
}

struct Load {
  std::vector<Document> documents;
  double megabytes = 0;  // of text
};

Load make_load(double mean_words, double megabytes) {
  GeneratedCorpus corpus(20251126, mean_words);
  Load load;
  while (load.megabytes < megabytes) {
    load.documents.push_back(corpus.next());
    for (const Passage& passage : load.documents.back().content.passages) {
      load.megabytes += static_cast<double>(passage.text.size()) / 1e6;
    }
  }
  return load;
}

// The text of a file of XML or Markdown, a passage for each line that holds any.
Document real_document(const fs::path& file) {
  Document document;
  document.id = file.filename();
  document.content.metadata.offer(Field::kTitle, file.stem().string(), Source::kFile);
  const auto bytes = io::read_file(file);
  std::string line;
  const auto end_line = [&] {
    if (line.find_first_not_of(" \t\r") != std::string::npos) {
      const std::string anchor = "p" + std::to_string(document.content.passages.size());
      document.content.passages.push_back({.anchor = anchor, .kind = "paragraph", .text = line});
    }
    line.clear();
  };
  bool in_tag = false;
  for (const char c : bytes ? *bytes : std::string()) {
    if (c == '<' || c == '\n') end_line();
    in_tag = c == '<' || (in_tag && c != '>');
    if (!in_tag && c != '>' && c != '\n') line += c;
  }
  end_line();
  return document;
}

// Treaties, decisions and judgments of ../shared/data; empty where that is missing.
Load real_load(double megabytes) {
  const fs::path data = fs::path(LONTAR_SOURCE_DIR).parent_path() / "shared" / "data";
  std::vector<fs::path> files;
  for (const char* folder : {"treaties-xml", "indonesian-decisions-xml", "judgments-sg"}) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(data / folder, error)) {
      if (entry.path().extension() != ".pdf") files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::ranges::shuffle(files, std::mt19937(1));
  Load load;
  for (const fs::path& file : files) {
    if (load.megabytes >= megabytes) break;
    load.documents.push_back(real_document(file));
    for (const Passage& passage : load.documents.back().content.passages) {
      load.megabytes += static_cast<double>(passage.text.size()) / 1e6;
    }
  }
  return load;
}

double size_of(const fs::path& dir) {
  double bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(dir)) {
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  }
  return bytes / 1e6;
}

void index_ordinarily(const Load& load, const fs::path& dir, bool stem) {
  OrdinaryWriter writer(dir, stem);
  for (const Document& document : load.documents) writer.add(document);
  writer.commit();
}

// The writer takes the documents, as it does from the indexer.
void index_ours(Load& load, const fs::path& dir, std::size_t threads) {
  auto writer = index::Writer::open(dir, index::WriteMode::kRebuild, {.threads = threads});
  const auto check = [](const auto& result) {
    if (result) return;
    std::cerr << result.error().message << "\n";
    std::exit(1);
  };
  check(writer);
  for (Document& document : load.documents) check(writer->put(std::move(document)));
  check(writer->commit());
}

struct Way {
  const char* name;
  std::function<void(Load&, const fs::path&)> index;
};

const std::vector<Way> kWays = {
    {"the ordinary way, English stemmer",
     [](Load& load, const fs::path& dir) { index_ordinarily(load, dir, true); }},
    {"the ordinary way, no stemmer",
     [](Load& load, const fs::path& dir) { index_ordinarily(load, dir, false); }},
    {"Lontar, one thread", [](Load& load, const fs::path& dir) { index_ours(load, dir, 1); }},
    {"Lontar, two threads", [](Load& load, const fs::path& dir) { index_ours(load, dir, 2); }},
};

class Bench {
 public:
  Bench() {
    dir_ = fs::temp_directory_path() / ("lontar-bench-index-" + std::to_string(::getpid()));
    fs::create_directories(dir_);
  }
  ~Bench() { fs::remove_all(dir_); }

  void compare(const char* title, const Load& load, int rounds) {
    std::printf("\n%s: %zu documents, %.1f MB of text\n\n", title, load.documents.size(),
                load.megabytes);
    std::printf(
        "| | MB/s (wall clock) | MB per CPU second | on disk, MB | times faster |\n"
        "| --- | --- | --- | --- | --- |\n");
    double reference = 0;
    for (const Way& way : kWays) {
      Spent best;
      double size = 0;
      for (int round = 0; round < rounds; ++round) {
        const fs::path dir = dir_ / "index";
        Load given = load;
        const Spent spent = timed([&] { way.index(given, dir); });
        best = {std::min(best.wall, spent.wall), std::min(best.cpu, spent.cpu)};
        size = size_of(dir);
        fs::remove_all(dir);
      }
      if (reference == 0) reference = best.wall;
      std::printf("| %s | %.1f | %.1f | %.0f | %.1f |\n", way.name, load.megabytes / best.wall,
                  load.megabytes / best.cpu, size, reference / best.wall);
      std::fflush(stdout);
    }
  }

  void ours_alone(double words, double megabytes, std::size_t threads) {
    Load load = words > 0 ? make_load(words, megabytes) : real_load(megabytes);
    const Spent spent = timed([&] { index_ours(load, dir_ / "index", threads); });
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%.1f MB, %.2f s, %.2f CPU s, %.1f MB/s, %.1f MB per CPU second, peak %ld MB\n",
                load.megabytes, spent.wall, spent.cpu, load.megabytes / spent.wall,
                load.megabytes / spent.cpu, usage.ru_maxrss / 1024);
  }

 private:
  fs::path dir_;
};

}  // namespace
}  // namespace lontar::bench

int main(int argc, char** argv) {
  const auto argument = [&](int at, double otherwise) {
    return argc > at ? std::strtod(argv[at], nullptr) : otherwise;
  };
  lontar::bench::Bench bench;
  if (argc > 1 && std::string_view(argv[1]) == "--lontar") {
    bench.ours_alone(argument(2, 450), argument(3, 60), static_cast<std::size_t>(argument(4, 2)));
    return 0;
  }
  const int rounds = std::max(1, static_cast<int>(argument(2, 1)));
  const double megabytes = argument(1, 60);
  if (const auto load = lontar::bench::real_load(megabytes); !load.documents.empty()) {
    bench.compare("Treaties, decisions and judgments as they are", load, rounds);
  }
  bench.compare("Generated, of 7,000 words", lontar::bench::make_load(7'000, megabytes), rounds);
  bench.compare("Generated, of 450 words", lontar::bench::make_load(450, megabytes), rounds);
  return 0;
}
