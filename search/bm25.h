// BM25 as Xapian::BM25Weight computes it with k2 = 0 (Robertson and Walker, TREC 1995; Xapian's
// document "weighting"), so that Xapian can be the oracle of our tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace lontar::search {

struct Bm25Parameters {
  double k1 = 1.0;
  double b = 0.7;
  double min_normalised_length = 0.5;
};

// The weight of one term: made per term, asked per document.
class Bm25 {
 public:
  // `documents` in the collection, `term_documents` of them hold the term.
  Bm25(std::uint64_t documents, std::uint64_t term_documents, double average_length,
       Bm25Parameters parameters = {})
      : Bm25(idf(documents, term_documents), average_length, parameters) {}
  Bm25(double idf, double average_length, Bm25Parameters parameters = {})
      : average_length_(average_length),
        weight_(idf * (parameters.k1 + 1)),
        parameters_(parameters) {}

  // How telling a term is that so many of the documents hold.
  static double idf(std::uint64_t documents, std::uint64_t term_documents) {
    const double with = static_cast<double>(term_documents);
    double ratio = (static_cast<double>(documents) - with + 0.5) / (with + 0.5);
    // A term of more than a third of the documents would count for nothing, or against them.
    if (ratio < 2) ratio = ratio * 0.5 + 1;
    return std::log(ratio);
  }

  // `frequency` of the term in the document, `length` of the document in words.
  double operator()(double frequency, double length) const {
    const double normalised = std::max(length / average_length_, parameters_.min_normalised_length);
    const double damped = parameters_.k1 * (normalised * parameters_.b + (1 - parameters_.b));
    return weight_ * frequency / (damped + frequency);
  }

 private:
  double average_length_;
  double weight_ = 0;
  Bm25Parameters parameters_;
};

}  // namespace lontar::search
