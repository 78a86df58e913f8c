// How good a ranking is, as trec_eval measures it: nDCG with the grade as gain and log2(rank + 1)
// as discount, against the best ranking of all judged documents (its ndcg_cut); the reciprocal
// rank of the first relevant document; the share of the relevant documents found.
#pragma once

#include <span>
#include <string>

#include "bench/relevance/collection.h"

namespace lontar::bench {

// Of the first `cut` documents of `ranked`. `grades` has at least one document.
double ndcg(std::span<const std::string> ranked, const Grades& grades, std::size_t cut);
double reciprocal_rank(std::span<const std::string> ranked, const Grades& grades, std::size_t cut);
double recall(std::span<const std::string> ranked, const Grades& grades, std::size_t cut);

}  // namespace lontar::bench
