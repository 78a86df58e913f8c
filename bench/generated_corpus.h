// Documents made for measuring: the word frequencies of natural text (Zipf-Mandelbrot), words that
// keep company (each has a partner that often follows it, so that phrases exist), lengths spread
// like those of real documents, and facet values of uneven frequency. The same seed, the same
// bytes.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/document.h"

namespace lontar::bench {

class GeneratedCorpus {
 public:
  // `mean_words`: how long a document is on average; 450 is an agreement, 7,000 a court decision.
  explicit GeneratedCorpus(std::uint32_t seed = 20251126, double mean_words = 450);

  // The next document of the sequence.
  Document next();

  // The word of a frequency rank, 0 the most frequent.
  const std::string& word(std::size_t rank) const { return vocabulary_[rank]; }
  std::size_t vocabulary() const { return vocabulary_.size(); }
  // The word that often follows this one.
  const std::string& partner(std::size_t rank) const { return vocabulary_[partners_[rank]]; }

 private:
  std::string make_word();
  std::size_t draw_rank();
  std::string sentence_run(std::size_t words);
  std::vector<std::string> draw_values(const std::vector<std::string>& from, double more);

  std::mt19937 random_;
  double mean_words_;
  std::vector<std::string> vocabulary_;
  std::vector<std::size_t> partners_;
  std::vector<double> cumulative_;
  std::uint64_t made_ = 0;
};

}  // namespace lontar::bench
