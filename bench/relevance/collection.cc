#include "bench/relevance/collection.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <optional>
#include <string_view>

namespace lontar::bench {
namespace {

namespace fs = std::filesystem;

using Row = std::vector<std::string_view>;

Row split(std::string_view line) {
  Row row;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    row.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return row;
}

// Gives each line that is not blank to `take`, which says what is wrong with it, if anything.
Result<void> read_rows(const fs::path& path,
                       const std::function<std::optional<std::string>(const Row&)>& take) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot read " + path.string()};
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    if (const auto fault = take(split(line))) {
      return Error{ErrorCode::kInvalid,
                   path.string() + " line " + std::to_string(number) + ": " + *fault};
    }
  }
  return {};
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

}  // namespace

std::string collection_name(const fs::path& dir) {
  return fs::absolute(dir / "").lexically_normal().parent_path().filename().string();
}

Result<Collection> read_collection(const fs::path& dir) {
  Collection collection;
  collection.corpus = dir / "corpus.jsonl";
  if (!fs::is_regular_file(collection.corpus)) {
    return Error{ErrorCode::kNotFound, dir.string() + " is no collection: it has no corpus.jsonl"};
  }
  std::map<std::string, Grades, std::less<>> grades;
  auto read = read_rows(dir / "qrels.tsv", [&](const Row& row) -> std::optional<std::string> {
    const auto grade = row.size() == 3 ? number(row[2]) : std::nullopt;
    if (!grade) return "expected question, document and grade between tabs";
    if (*grade > 0) grades[std::string(row[0])][std::string(row[1])] = *grade;
    return {};
  });
  if (!read) return read.error();
  read = read_rows(dir / "queries.tsv", [&](const Row& row) -> std::optional<std::string> {
    if (row.size() != 2) return "expected question and text between a tab";
    const auto judged = grades.find(row[0]);
    if (judged == grades.end()) {
      ++collection.unjudged;
    } else {
      collection.questions.push_back(
          {std::string(row[0]), std::string(row[1]), std::move(judged->second)});
      grades.erase(judged);
    }
    return {};
  });
  if (!read) return read.error();
  if (collection.questions.empty()) {
    return Error{ErrorCode::kInvalid,
                 dir.string() + ": qrels.tsv judges no question of queries.tsv"};
  }
  return collection;
}

}  // namespace lontar::bench
