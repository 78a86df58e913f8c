// How long a suggestion takes while titles are typed letter by letter, over generated documents
// with names such as instruments and decisions have, in six languages; and how long the first one
// of a generation. Then, over the generated documents of lontar-bench-search: similar documents,
// and did-you-mean for words with a letter wrong. Prints JSON. Published: docs/performance.md.
//
//   lontar-bench-suggest [DOCUMENTS [TYPED [TEXTS]]]    default 50000 400 20000
//   lontar-bench-suggest --typed TYPED          only prints what is typed, a line each
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>

#include "bench/generated_corpus.h"
#include "index/writer.h"
#include "io/json.h"
#include "search/searcher.h"

namespace lontar::bench {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

struct Tongue {
  std::string language;
  Words kinds;
  Words subjects;
  Words places;
};
const std::vector<Tongue> kTongues = {
    {"en",
     {"Agreement on", "Declaration on", "Protocol to Amend the Agreement on", "Work Plan on",
      "Memorandum of Understanding on", "Guidelines for", "Decision on Appeal concerning"},
     {"Transboundary Haze Pollution", "Trade in Goods", "Trade in Services",
      "the Movement of Natural Persons", "Trafficking in Persons", "Disaster Management",
      "Customs Transit", "Counter-Terrorism", "Food Safety", "Migrant Workers", "Double Taxation",
      "Air Services", "Mutual Legal Assistance", "Investment", "Biological Diversity"},
     {"Brunei Darussalam", "Cambodia", "Indonesia", "Malaysia", "Singapore", "the Philippines"}},
    {"id",
     {"Undang-Undang tentang", "Peraturan Pemerintah tentang", "Putusan perkara", "Keputusan"},
     {"Pencemaran Asap Lintas Batas", "Perdagangan Orang", "Perlindungan Konsumen",
      "Penanaman Modal", "Ketenagakerjaan", "Hak Cipta", "Penanggulangan Bencana", "Pajak"},
     {"Jakarta", "Surabaya", "Medan", "Makassar", "Bandung"}},
    {"vi",
     {"Nghị định về", "Luật về", "Thông tư hướng dẫn", "Quyết định về"},
     {"phòng chống mua bán người", "bảo vệ môi trường", "xử phạt vi phạm hành chính", "hải quan",
      "thương mại điện tử", "an toàn thực phẩm", "lao động nước ngoài", "sở hữu trí tuệ"},
     {"Hà Nội", "Đà Nẵng", "Cần Thơ", "Huế"}},
    {"th",
     {"พระราชบัญญัติ", "ประกาศกระทรวงว่าด้วย", "คำพิพากษาเรื่อง"},
     {"ป้องกันและปราบปรามการค้ามนุษย์", "มลพิษจากหมอกควันข้ามแดน", "คุ้มครองแรงงาน", "ศุลกากร", "ลิขสิทธิ์",
      "ความปลอดภัยของอาหาร"},
     {"กรุงเทพมหานคร", "เชียงใหม่", "ภูเก็ต"}},
    {"tl",
     {"Batas sa", "Kautusan tungkol sa", "Desisyon sa usapin ng"},
     {"Karapatang Pantao", "Kaligtasan ng Pagkain", "Manggagawang Pandarayuhan", "Buwis"},
     {"Maynila", "Cebu", "Davao"}},
    {"pt",
     {"Decreto-Lei sobre", "Resolução sobre", "Acórdão sobre"},
     {"proteção do ambiente", "tráfico de pessoas", "investimento estrangeiro", "alfândegas"},
     {"Díli", "Baucau"}},
};

class Names {
 public:
  explicit Names(std::uint32_t seed) : random_(seed) {}

  Document next() {
    // Half of the documents are English, as in the courts and the Secretariat.
    const Tongue& tongue = random_() % 2 ? kTongues[0] : kTongues[random_() % kTongues.size()];
    const std::string number = std::to_string(1 + random_() % 9999);
    const std::string year = std::to_string(1967 + random_() % 59);
    Document document;
    document.id = "d" + std::to_string(made_++);
    Metadata& metadata = document.content.metadata;
    metadata.offer(Field::kTitle,
                   one(tongue.kinds) + " " + one(tongue.subjects) + ", " + one(tongue.places) +
                       " " + number + "/" + year,
                   Source::kFile);
    metadata.offer(Field::kLanguage, tongue.language, Source::kFile);
    if (random_() % 3 == 0) {
      metadata.offer(Field::kCitation, "[" + year + "] SGCA " + number, Source::kFile);
    }
    for (int i = 0; i < 3; ++i) {
      document.content.passages.push_back(
          {.anchor = "art_" + std::to_string(i),
           .kind = "article",
           .heading = one(tongue.subjects) + " " + one(tongue.places)});
    }
    return document;
  }

 private:
  const std::string& one(const Words& words) { return words[random_() % words.size()]; }

  std::mt19937 random_;
  std::uint64_t made_ = 0;
};

// Every beginning of each title, character by character; of its second word too.
std::vector<std::string> typed_texts(std::size_t titles) {
  Names names(99);
  std::vector<std::string> all;
  for (std::size_t i = 0; i < titles; ++i) {
    const std::string title = names.next().content.metadata.first(Field::kTitle);
    const std::size_t second = i % 2 ? title.find(' ') + 1 : 0;
    for (std::size_t end = second + 1; end <= title.size(); ++end) {
      const bool inside = end < title.size() && (title[end] & 0xC0) == 0x80;
      if (!inside) all.push_back(title.substr(second, end - second));
    }
    all.push_back(title.substr(second, 3) + " " + title.substr(title.size() - 6, 3));
  }
  return all;
}

double percentile(std::vector<double> sorted, double share) {
  std::ranges::sort(sorted);
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

template <class Act>
double milliseconds(Act act) {
  const auto begin = std::chrono::steady_clock::now();
  act();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  return took.count();
}

io::Json times_json(const std::vector<double>& times) {
  return {{"times", times.size()},
          {"p50_ms", percentile(times, 0.5)},
          {"p95_ms", percentile(times, 0.95)},
          {"max_ms", percentile(times, 1)}};
}

// A word of the corpus with a letter exchanged, left out or wrong.
std::string mistaken(std::string word, std::uint32_t how) {
  const std::size_t at = 1 + how % (word.size() - 1);
  if (how % 3 == 0) std::swap(word[at], word[at - 1]);
  if (how % 3 == 1) word.erase(at, 1);
  if (how % 3 == 2) word[at] = 'w';
  return word;
}

io::Json hints(const fs::path& dir, const search::Knowledge& knowledge, std::size_t documents) {
  GeneratedCorpus corpus;
  {
    auto writer = index::Writer::open(dir, index::WriteMode::kRebuild);
    for (std::size_t i = 0; i < documents; ++i) (void)writer->put(corpus.next());
    if (!writer->commit()) return {};
  }
  search::Searcher searcher(*search::Repository::open(dir, knowledge));
  (void)searcher.search({});
  std::vector<double> similar;
  for (std::size_t i = 0; i < std::min<std::size_t>(documents, 500); ++i) {
    const std::string id = "generated-" + std::to_string(i * 37 % documents);
    similar.push_back(milliseconds([&] { (void)searcher.similar(id, 10); }));
  }
  io::Json json = {{"documents", documents}, {"similar", times_json(similar)}};
  json["first_correction_ms"] = milliseconds([&] { (void)searcher.search({.text = "qqqqqqqq"}); });
  std::vector<double> corrected;
  std::size_t proposed = 0, right = 0;
  for (std::uint32_t i = 0; i < 500; ++i) {
    const std::string& word = corpus.word(500 + i * 17);
    if (word.size() < 5) continue;
    const std::string typed = mistaken(word, i * 7919U);
    search::SearchPage page;
    corrected.push_back(milliseconds([&] { page = *searcher.search({.text = typed}); }));
    proposed += page.corrected.has_value();
    right += page.corrected == word;
  }
  json["corrections"] = times_json(corrected);
  json["proposed"] = proposed;
  json["what_was_meant"] = right;
  return json;
}

int run(std::size_t documents, std::size_t titles, std::size_t texts) {
  const fs::path dir = fs::temp_directory_path() / ("lontar_suggest_" + std::to_string(::getpid()));
  {
    auto writer = index::Writer::open(dir, index::WriteMode::kRebuild);
    Names names(1);
    for (std::size_t i = 0; i < documents; ++i) (void)writer->put(names.next());
    if (!writer->commit()) return 1;
  }
  auto knowledge = search::Knowledge::load(LONTAR_SOURCE_DIR "/config");
  search::Searcher searcher(*search::Repository::open(dir, *knowledge));
  io::Json json = {{"documents", documents}};
  json["columns_ms"] = milliseconds([&] { (void)searcher.search({}); });
  json["first_of_a_generation_ms"] = milliseconds([&] { (void)searcher.suggest("a", 10); });
  std::vector<double> times;
  std::size_t empty = 0;
  for (const std::string& typed : typed_texts(titles)) {
    bool found = false;
    times.push_back(
        milliseconds([&] { found = !searcher.suggest(typed, 10)->suggestions.empty(); }));
    empty += !found;
  }
  json["typed"] = times_json(times);
  json["without_suggestion"] = empty;
  json["hints"] = hints(dir, *knowledge, texts);
  std::cout << json.dump(1) << "\n";
  fs::remove_all(dir);
  return 0;
}

}  // namespace
}  // namespace lontar::bench

int main(int argc, char** argv) {
  const auto argument = [&](int at, std::size_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  if (argc > 1 && std::string_view(argv[1]) == "--typed") {
    for (const auto& typed : lontar::bench::typed_texts(argument(2, 400))) {
      std::cout << typed << "\n";
    }
    return 0;
  }
  return lontar::bench::run(argument(1, 50'000), argument(2, 400), argument(3, 20'000));
}
