// What a run works on: the files of its corpora in one order, each with its row of the catalogue.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/document.h"
#include "indexer/catalogue.h"
#include "indexer/scan.h"
#include "indexer/toolkit.h"

namespace lontar::indexer {

struct SourceFile {
  std::string corpus;  // absolute path of the folder
  std::string file;    // path below it
  std::string path;    // both, joined: what identifies a file
  std::uint64_t size = 0;
  std::int64_t mtime = 0;
  const Metadata* row = nullptr;  // what the catalogue says, if it does; owned by the Collection
  std::vector<Copy> copies;       // other files that are this document (indexer/copies.h)
};

class Collection {
 public:
  // Scans the folders and reads their catalogues. Fails when a folder is not there, when one lies
  // inside another, and when a catalogue is there but cannot be opened: going on without it would
  // take what it says from every document. `index_dir` is never part of a corpus.
  static Result<Collection> gather(const std::vector<std::filesystem::path>& corpora,
                                   const std::filesystem::path& index_dir, const Toolkit& kit);
  Collection(Collection&&) = default;
  Collection& operator=(Collection&&) = default;
  Collection(const Collection&) = delete;
  Collection& operator=(const Collection&) = delete;

  // The files with these numbers are copies of others: they go over to their originals. Once.
  void fold(const std::unordered_map<std::size_t, std::size_t>& copies);

  const std::vector<std::string>& corpora() const { return corpora_; }
  // Sorted by path; without those that are copies of others, once these are known.
  const std::vector<SourceFile>& files() const { return files_; }
  const std::vector<Issue>& issues() const { return issues_; }
  const std::vector<Issue>& refused() const { return refused_; }  // not readable, each a failure
  std::size_t skipped() const { return skipped_; }

  // Whether the file at this absolute path belongs to one of the corpora.
  bool covers(std::string_view path) const;
  // The corpus it belongs to; "" for none.
  std::string_view corpus_of(std::string_view path) const;
  // Whether it lies where the scan could not look.
  bool unknown(std::string_view path) const;
  // Whether there is a document's file at this absolute path.
  bool has(std::string_view path) const;
  // The path of the original, where the file at this path is a copy; else null.
  const std::string* original_of(std::string_view path) const;
  const std::map<std::string, std::string, std::less<>>& originals() const { return originals_; }
  // Whether there is any in this corpus.
  bool has_files(std::string_view corpus) const;

 private:
  Collection() = default;
  Result<void> add(const std::filesystem::path& corpus, const std::filesystem::path& index_dir,
                   const Toolkit& kit);
  Result<void> read_catalogues(const std::string& corpus, const Scan& scan, std::size_t first_file,
                               const Toolkit& kit);

  std::vector<std::string> corpora_;
  std::vector<SourceFile> files_;
  std::deque<Catalogue> catalogues_;
  std::map<std::string, std::string, std::less<>> originals_;  // of copies; both are paths
  std::vector<std::string> unreadable_;                        // absolute
  std::vector<Issue> issues_;
  std::vector<Issue> refused_;
  std::size_t skipped_ = 0;
};

// The absolute path of a document's file.
std::string path_of(const Origin& origin);

// Whether `path` is `folder` or lies below it; both absolute, without links.
bool is_within(std::string_view path, std::string_view folder);

}  // namespace lontar::indexer
