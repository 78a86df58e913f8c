// The passages of one language of the scripts without spaces, and the remedies against words that a
// dictionary hides, each in a few lines: what lontar-bench-script compares. Used by one thread.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/document.h"
#include "search/searcher.h"
#include "text/analyzer.h"

namespace lontar::bench {

using Words = std::vector<std::string>;

Words clusters_of(const std::string& text);
std::string joined(const Words& words, std::size_t from, std::size_t to);
bool of_a_dictionary(const std::string& term);

// The words of a passage in stretches that nothing but white space interrupts.
struct Text {
  Words words;
  Words clusters;                // of all stretches, an empty one between two
  std::vector<Words> stretches;  // words
  std::string document;
  std::string anchor;
};

class ScriptLanguage {
 public:
  void add(const std::string& id, const Passage& passage, text::Analyzer& analyzer);
  // Once, when all is added.
  void prepare();

  // Numbers of texts.
  using Found = std::set<std::size_t>;
  // Those that hold the clusters one after another: plain substring search.
  Found truth(const Words& query) const;

  // What each remedy answers, given the clusters of the question or the words it is cut into.
  Found words(const Words& tokens) const;
  Found bigrams(const Words& query) const;
  Found sub_words(const Words& tokens) const;
  // Each token stands for every word that contains it; one that no word contains stands for the
  // known words it is made of.
  Found containment(const Words& tokens) const;
  // What the engine itself answers.
  Found engine(const std::string& question, search::Searcher& searcher) const;

  const std::vector<Text>& texts() const { return texts_; }
  const std::map<std::string, int>& vocabulary() const { return vocabulary_; }

  // The terms that a remedy adds to a passage in an index.
  Words added_terms(const Text& text, const std::string& remedy) const;

 private:
  void add(const std::string& part, Text& text, text::Analyzer& analyzer);
  Found where(const std::function<bool(std::size_t)>& holds) const;
  std::set<std::string> containing(const Words& query) const;
  Words longest_parts(const Words& word) const;
  Words cut_longest(const Words& word) const;
  Words cut(const Words& word, std::size_t longest, bool everything) const;

  std::vector<Text> texts_;
  std::map<std::string, int> vocabulary_;
  std::map<std::string, Words> parts_;  // clusters of each word
  std::vector<std::set<std::string>> word_sets_, bigram_sets_, part_sets_;
};

}  // namespace lontar::bench
