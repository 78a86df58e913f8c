// How much dictionary words hide in scripts without spaces, and what each remedy brings: recall and
// precision against plain substring search, passage by passage, and what the remedies that index
// more cost. Reads the passages of an index; prints JSON. Published figures: docs/languages.md.
//
//   lontar-indexer update FOLDER --index DIR && lontar-bench-script DIR
#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "index/audit.h"
#include "io/json.h"
#include "text/analyzer.h"

namespace lontar::bench {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr int kQueriesOfAKind = 300;

// Where the grapheme clusters of a text begin, and its end.
std::vector<std::size_t> borders(const std::string& text) {
  static const auto clusters = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  }();
  UErrorCode status = U_ZERO_ERROR;
  UText* utext =
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  clusters->setText(utext, status);
  std::vector<std::size_t> found;
  for (int at = clusters->first(); at != icu::BreakIterator::DONE; at = clusters->next()) {
    found.push_back(static_cast<std::size_t>(at));
  }
  utext_close(utext);
  return found;
}

Words clusters_of(const std::string& text) {
  const auto at = borders(text);
  Words clusters;
  for (std::size_t i = 1; i < at.size(); ++i) {
    clusters.push_back(text.substr(at[i - 1], at[i] - at[i - 1]));
  }
  return clusters;
}

std::string joined(const Words& words, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += words[i];
  return text;
}

bool contains(const Words& text, const Words& part) {
  return !std::ranges::search(text, part).empty();
}

bool of_a_dictionary(const std::string& term) {
  return static_cast<unsigned char>(term[0]) >= 0xE0;
}

// The words of a passage in stretches that nothing but white space interrupts.
struct Text {
  Words words;
  Words clusters;                // of all stretches, an empty one between two
  std::vector<Words> stretches;  // words
};

class Language {
 public:
  void add(const std::string& passage, text::Analyzer& analyzer) {
    Text text;
    std::size_t last = 0;
    for (const auto& token : analyzer.tokens(passage)) {
      if (!of_a_dictionary(token.term)) continue;
      if (text.stretches.empty() || token.begin != last) {
        text.stretches.emplace_back();
        text.clusters.emplace_back();
      }
      last = token.end;
      text.words.push_back(token.term);
      text.stretches.back().push_back(token.term);
      for (auto& cluster : clusters_of(token.term)) text.clusters.push_back(cluster);
      ++vocabulary_[token.term];
    }
    texts_.push_back(std::move(text));
  }

  void prepare() {
    for (const auto& [term, count] : vocabulary_) parts_[term] = clusters_of(term);
    for (Text& text : texts_) {
      word_sets_.emplace_back(text.words.begin(), text.words.end());
      std::set<std::string> bigrams;
      for (std::size_t i = 1; i < text.clusters.size(); ++i) {
        if (!text.clusters[i - 1].empty() && !text.clusters[i].empty()) {
          bigrams.insert(text.clusters[i - 1] + text.clusters[i]);
        }
      }
      bigram_sets_.push_back(std::move(bigrams));
      std::set<std::string> with_parts = word_sets_.back();
      for (const std::string& word : text.words) {
        for (const std::string& part : longest_parts(parts_[word])) with_parts.insert(part);
      }
      part_sets_.push_back(std::move(with_parts));
    }
  }

  using Found = std::set<std::size_t>;
  Found where(const std::function<bool(std::size_t)>& holds) const {
    Found found;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if (holds(i)) found.insert(i);
    }
    return found;
  }

  Found truth(const Words& query) const {
    return where([&](std::size_t i) { return contains(texts_[i].clusters, query); });
  }
  Found words(const Words& tokens) const {
    return where([&](std::size_t i) {
      return std::ranges::all_of(tokens,
                                 [&](const auto& token) { return word_sets_[i].contains(token); });
    });
  }
  Found bigrams(const Words& query) const {
    return where([&](std::size_t i) {
      if (query.size() == 1) return word_sets_[i].contains(query[0]);
      for (std::size_t at = 1; at < query.size(); ++at) {
        if (!bigram_sets_[i].contains(query[at - 1] + query[at])) return false;
      }
      return true;
    });
  }
  Found sub_words(const Words& tokens) const {
    return where([&](std::size_t i) {
      return std::ranges::all_of(tokens,
                                 [&](const auto& token) { return part_sets_[i].contains(token); });
    });
  }
  // Each token stands for every word that contains it; one that no word contains stands for the
  // known words it is made of.
  Found containment(const Words& tokens) const {
    std::vector<std::set<std::string>> groups;
    for (const std::string& token : tokens) {
      auto forms = containing(clusters_of(token));
      if (!forms.empty()) {
        groups.push_back(std::move(forms));
        continue;
      }
      for (const auto& part : cut_longest(clusters_of(token))) groups.push_back({part});
    }
    return where([&](std::size_t i) {
      return std::ranges::all_of(groups, [&](const auto& group) {
        return std::ranges::any_of(group,
                                   [&](const auto& form) { return word_sets_[i].contains(form); });
      });
    });
  }

  const std::vector<Text>& texts() const { return texts_; }
  const std::map<std::string, int>& vocabulary() const { return vocabulary_; }

  // Terms and positions of a passage in an index with a remedy.
  Words indexed(const Text& text, const std::string& remedy) {
    Words terms;
    if (remedy == "bigrams") {
      for (std::size_t i = 1; i < text.clusters.size(); ++i) {
        if (!text.clusters[i - 1].empty() && !text.clusters[i].empty()) {
          terms.push_back("B" + text.clusters[i - 1] + text.clusters[i]);
        }
      }
    } else if (remedy == "sub-words") {
      for (const std::string& word : text.words) {
        for (const std::string& part : longest_parts(parts_[word])) terms.push_back(part);
      }
    }
    return terms;
  }

 private:
  std::set<std::string> containing(const Words& query) const {
    std::set<std::string> forms;
    for (const auto& [term, clusters] : parts_) {
      if (contains(clusters, query)) forms.insert(term);
    }
    return forms;
  }

  // Left to right, the longest known word that is not all of it.
  Words longest_parts(const Words& word) const { return cut(word, word.size() - 1, false); }
  Words cut_longest(const Words& word) const { return cut(word, word.size(), true); }
  Words cut(const Words& word, std::size_t longest, bool everything) const {
    Words parts;
    for (std::size_t at = 0; at < word.size();) {
      std::size_t length = std::min(longest, word.size() - at);
      while (length > 0 && !vocabulary_.contains(joined(word, at, at + length))) --length;
      if (length > 0 && length < word.size()) parts.push_back(joined(word, at, at + length));
      if (length == 0 && everything) parts.push_back(word[at]);
      at += std::max<std::size_t>(length, 1);
    }
    return parts;
  }

  std::vector<Text> texts_;
  std::map<std::string, int> vocabulary_;
  std::map<std::string, Words> parts_;
  std::vector<std::set<std::string>> word_sets_, bigram_sets_, part_sets_;
};

struct Tally {
  std::size_t right = 0, found = 0, wanted = 0;
  void add(const Language::Found& truth, const Language::Found& answer) {
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
std::map<std::string, std::vector<Words>> questions(const Language& language) {
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

io::Json effectiveness(const Language& language, text::Analyzer& analyzer) {
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
    }
    for (const auto& [remedy, tally] : tallies) all[kind][remedy] = tally.json();
    all[kind]["with_an_unknown_token"] =
        static_cast<double>(1000 * cut_otherwise / list.size()) / 1000;
  }
  return all;
}

// What an index of these passages, many times over, takes with a remedy.
io::Json cost(std::map<std::string, Language>& languages, const std::string& remedy) {
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
          for (const std::string& term : language.indexed(text, remedy)) document.add_term(term);
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

int run(const fs::path& dir) {
  const auto audit = index::Audit::open(dir);
  if (!audit) return std::cerr << audit.error().message << "\n", 2;
  text::Analyzer analyzer;
  std::map<std::string, Language> languages;
  const auto records = audit->records();
  for (const auto& record : *records) {
    const auto passages = audit->passages(record);
    for (const Passage& passage : *passages) {
      const auto name = record.metadata.first(Field::kLanguage);
      const bool spaces = std::ranges::none_of(
          analyzer.tokens(passage.text), [](const auto& t) { return of_a_dictionary(t.term); });
      if (!spaces) languages[name].add(passage.text, analyzer);
    }
  }
  io::Json report;
  std::erase_if(languages, [](const auto& entry) { return entry.second.vocabulary().size() < 50; });
  for (auto& [name, language] : languages) {
    language.prepare();
    report["languages"][name] = effectiveness(language, analyzer);
  }
  for (const char* remedy : {"words", "bigrams", "sub-words"}) {
    report["cost"][remedy] = cost(languages, remedy);
  }
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
