// A retrieval test collection as it lies in a folder: corpus.jsonl (id, title, body, lang),
// queries.tsv (question TAB text) and qrels.tsv (question TAB document TAB grade). Plain values.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"

namespace lontar::bench {

using Grades = std::map<std::string, int>;  // per document; what is not there is not relevant

struct Question {
  std::string id;
  std::string text;
  Grades grades;  // at least one above 0
};

struct Collection {
  std::filesystem::path corpus;
  std::vector<Question> questions;  // as queries.tsv has them
  std::size_t unjudged = 0;         // questions left out: nothing is said to be relevant to them
};

std::string collection_name(const std::filesystem::path& dir);  // its folder's

// Fails naming the file, and the line that is not of the format.
Result<Collection> read_collection(const std::filesystem::path& dir);

}  // namespace lontar::bench
