// What the vocabulary costs: making it from a list of terms, making it anew when a few came in,
// its memory, and a lookup of a word's forms. The terms are made: syllables with the endings and
// beginnings of English, Indonesian and Portuguese, some with accents, some numbers. Prints JSON.
// Published figures: docs/performance.md.
//
//   lontar-bench-vocabulary [TERMS [NEW]]      default 700000 2000
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <random>

#include "io/json.h"
#include "search/expander.h"
#include "search/vocabulary.h"

namespace lontar::bench {
namespace {

using io::Json;
using Terms = std::map<std::string, std::uint32_t>;

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class Words {
 public:
  std::string next() {
    if (draw(6) == 0) return std::to_string(draw(100'000'000));
    std::string word = of(kBeginnings);
    for (std::size_t syllables = 2 + draw(3); syllables > 0; --syllables) {
      word += of(kOnsets);
      word += draw(8) == 0 ? of(kAccented) : of(kVowels);
    }
    return word + of(kEndings);
  }

 private:
  using Parts = std::vector<std::string>;
  std::size_t draw(std::size_t below) { return random_() % below; }
  const std::string& of(const Parts& parts) { return parts[draw(parts.size())]; }

  const Parts kBeginnings = {"", "", "", "", "", "men", "per", "ke", "un"};
  const Parts kOnsets = {"b", "d", "k", "l", "m", "n", "p", "r", "s", "t", "tr", "st", "pr", "c"};
  const Parts kVowels = {"a", "e", "i", "o", "u", "an", "er", "in", "on", "ar"};
  const Parts kAccented = {"á", "ã", "ç", "é", "ị", "ề", "ỉ", "ơ", "ừ"};
  const Parts kEndings = {"", "", "", "s", "ed", "ing", "ation", "ations", "kan", "an", "ções"};
  std::mt19937 random_{20251126};
};

search::TermList list_of(const Terms& terms) {
  search::TermList list;
  for (const auto& [term, documents] : terms) list.add(term, documents);
  return list;
}

int run(std::size_t many, std::size_t fresh) {
  const auto knowledge =
      search::Knowledge::load(std::filesystem::path(LONTAR_SOURCE_DIR) / "config");
  if (!knowledge) {
    std::cerr << knowledge.error().message << "\n";
    return 2;
  }
  std::vector<const text::Language*> languages;
  for (const char* code : {"en", "id", "pt"}) languages.push_back(knowledge->languages->find(code));

  Words words;
  Terms terms;
  while (terms.size() < many) terms.try_emplace(words.next(), terms.size() % 1000 + 1);
  search::TermList list = list_of(terms);
  Terms more = terms;
  while (more.size() < many + fresh) more.try_emplace(words.next(), 1);
  search::TermList longer = list_of(more);

  search::Vocabulary first;
  search::Vocabulary second;
  Json json;
  json["terms"] = many;
  json["made_seconds"] =
      seconds([&] { first = search::Vocabulary(std::move(list), languages, nullptr); });
  json["bytes"] = first.bytes();
  json["new_terms"] = fresh;
  json["made_from_the_one_before_seconds"] =
      seconds([&] { second = search::Vocabulary(std::move(longer), languages, &first); });

  search::Expander expander(*knowledge);
  text::Analyzer analyzer;
  std::vector<search::Query> queries;
  for (std::size_t i = 0; i < 1000; ++i) {
    const auto number = static_cast<search::Vocabulary::Number>(i * (many / 1000));
    queries.push_back(search::parse_query(second.term(number), analyzer));
  }
  std::size_t forms = 0;
  json["microseconds_per_word_widened"] = 1e6 / 1000 * seconds([&] {
                                            for (search::Query& query : queries)
                                              expander.expand(query, second);
                                          });
  for (const search::Query& query : queries) {
    if (!query.root.words.empty()) forms += query.root.words[0].forms.size();
  }
  json["forms_per_word"] = static_cast<double>(forms) / 1000;
  std::cout << json.dump(2) << "\n";
  return 0;
}

}  // namespace
}  // namespace lontar::bench

int main(int argc, char** argv) {
  const auto argument = [&](int at, std::size_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  return lontar::bench::run(argument(1, 700'000), argument(2, 2'000));
}
