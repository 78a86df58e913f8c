#include "indexer/collection.h"

#include <algorithm>
#include <span>
#include <system_error>

#include "indexer/cells.h"
#include "indexer/row_matcher.h"
#include "io/file.h"

namespace lontar::indexer {
namespace {

namespace fs = std::filesystem;

Result<fs::path> resolve(const fs::path& corpus) {
  std::error_code error;
  const fs::path path = fs::canonical(corpus, error);
  if (error) {
    return Error{ErrorCode::kNotFound,
                 corpus.string() + ": there is no such folder (" + error.message() + ")"};
  }
  if (!fs::is_directory(path, error)) {
    return Error{ErrorCode::kInvalid, corpus.string() + ": is not a folder; name the folder that " +
                                          "holds the documents"};
  }
  return path;
}

std::string folder_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == file.npos ? "" : file.substr(0, slash + 1);
}

long depth(const std::string& file) { return std::ranges::count(file, '/'); }

}  // namespace

std::string path_of(const Origin& origin) {
  return (fs::path(origin.corpus) / origin.file).string();
}

bool is_within(std::string_view path, std::string_view folder) {
  while (folder.ends_with('/')) folder.remove_suffix(1);
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

Result<Collection> Collection::gather(const std::vector<fs::path>& corpora,
                                      const fs::path& index_dir, const Toolkit& kit) {
  std::vector<fs::path> folders;
  for (const fs::path& corpus : corpora) {
    auto folder = resolve(corpus);
    if (!folder) return folder.error();
    if (is_within(folder->string(), index_dir.string())) {
      return Error{ErrorCode::kInvalid, folder->string() + " lies in the index " +
                                            index_dir.string() +
                                            "; give the index a folder of its own"};
    }
    folders.push_back(std::move(*folder));
  }
  std::ranges::sort(folders);
  folders.erase(std::ranges::unique(folders).begin(), folders.end());
  for (std::size_t i = 1; i < folders.size(); ++i) {
    if (is_within(folders[i].string(), folders[i - 1].string())) {
      return Error{ErrorCode::kInvalid, folders[i].string() + " lies inside " +
                                            folders[i - 1].string() + "; name only one of them"};
    }
  }
  Collection collection;
  for (const fs::path& folder : folders) {
    if (const auto added = collection.add(folder, index_dir, kit); !added) return added.error();
  }
  std::ranges::sort(collection.files_, {}, &SourceFile::path);
  return collection;
}

Result<void> Collection::add(const fs::path& folder, const fs::path& index_dir,
                             const Toolkit& kit) {
  const std::string corpus = folder.string();
  Scan found = scan(folder, index_dir, kit.settings);
  corpora_.push_back(corpus);
  skipped_ += found.skipped;
  std::ranges::move(found.issues, std::back_inserter(issues_));
  std::ranges::move(found.refused, std::back_inserter(refused_));
  for (const std::string& place : found.unreadable) {
    unreadable_.push_back(place.empty() ? corpus : (folder / place).string());
  }
  const std::size_t first_file = files_.size();
  for (const ScannedFile& file : found.files) {
    files_.push_back(
        {corpus, file.path, (folder / file.path).string(), file.size, file.mtime, nullptr});
  }
  return read_catalogues(corpus, found, first_file, kit);
}

// The catalogue nearest to a file speaks for it, so the deepest come first.
Result<void> Collection::read_catalogues(const std::string& corpus, const Scan& scan,
                                         std::size_t first_file, const Toolkit& kit) {
  auto sorted = scan.catalogues;
  std::ranges::stable_sort(sorted, std::ranges::greater{},
                           [](const ScannedFile& file) { return depth(file.path); });
  const CellReader cells(*kit.taxonomy, *kit.languages);
  const std::span<SourceFile> files = std::span(files_).subspan(first_file);
  const RowMatcher matcher(sorted.empty() ? std::span<SourceFile>() : files);
  for (const ScannedFile& file : sorted) {
    const auto bytes = io::MappedFile::open(fs::path(corpus) / file.path);
    if (!bytes) return bytes.error();
    const Catalogue& catalogue = catalogues_.emplace_back(read_catalogue(bytes->view(), cells));
    const auto report = [&](Issue issue) {
      issue.corpus = corpus;
      issue.file = file.path;
      issue.message = file.path + ": " + issue.message;
      issues_.push_back(std::move(issue));
    };
    for (const Issue& issue : catalogue.issues) report(issue);
    for (const CatalogueRow& row : catalogue.rows) {
      const auto about = [&](std::string code, const std::string& message) {
        report({{},
                {},
                row.number,
                "file",
                std::move(code),
                "row " + std::to_string(row.number) + ": '" + row.file + "' " + message});
      };
      const auto match = matcher.find(folder_of(file.path) + row.file);
      if (!match) {
        about("missing-file", "is not in the folder; correct the name or take the row out");
      } else if (files[match->file].row) {
        about("duplicate-row", "has a row already, nearer to it or above; that one counts");
      } else {
        files[match->file].row = &row.metadata;
        if (match->other_case) about("file-name-case", "is written differently on disk");
      }
    }
  }
  return {};
}

bool Collection::covers(std::string_view path) const { return !corpus_of(path).empty(); }

std::string_view Collection::corpus_of(std::string_view path) const {
  const auto found = std::ranges::find_if(
      corpora_, [&](const std::string& corpus) { return is_within(path, corpus); });
  return found == corpora_.end() ? std::string_view() : *found;
}

bool Collection::has(std::string_view path) const {
  const auto at = std::ranges::lower_bound(files_, path, {}, &SourceFile::path);
  return (at != files_.end() && at->path == path) || original_of(path);
}

const std::string* Collection::original_of(std::string_view path) const {
  const auto found = originals_.find(path);
  return found == originals_.end() ? nullptr : &found->second;
}

void Collection::fold(const std::unordered_map<std::size_t, std::size_t>& copies) {
  std::vector<SourceFile> kept;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const auto copy = copies.find(i);
    if (copy == copies.end()) continue;
    SourceFile& original = files_[copy->second];
    original.copies.push_back({files_[i].file, files_[i].mtime});
    originals_.emplace(files_[i].path, original.path);
  }
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (!copies.contains(i)) kept.push_back(std::move(files_[i]));
  }
  files_ = std::move(kept);
}

bool Collection::has_files(std::string_view corpus) const {
  return std::ranges::find(files_, corpus, &SourceFile::corpus) != files_.end();
}

bool Collection::unknown(std::string_view path) const {
  return std::ranges::any_of(unreadable_,
                             [&](const std::string& place) { return is_within(path, place); });
}

}  // namespace lontar::indexer
