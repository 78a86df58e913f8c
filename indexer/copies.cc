#include "indexer/copies.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <tuple>

#include "core/ascii.h"
#include "io/file.h"

namespace lontar::indexer {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kTimeToStop{100};  // between two questions whether to stop

// What the index remembers of a file.
struct Remembered {
  std::uint64_t size = 0;
  std::int64_t mtime = 0;
  const std::string* hash = nullptr;
  bool original = false;
};
using Memory = std::unordered_map<std::string, Remembered>;  // by path

Memory remember(const std::vector<index::Record>& before) {
  Memory memory;
  for (const index::Record& record : before) {
    const Origin& origin = record.origin;
    for (const Copy& copy : origin.copies) {
      memory.try_emplace((std::filesystem::path(origin.corpus) / copy.file).string(),
                         Remembered{origin.size, copy.mtime, &origin.hash, false});
    }
    memory.insert_or_assign(path_of(origin),
                            Remembered{origin.size, origin.mtime, &origin.hash, true});
  }
  return memory;
}

struct Candidate {
  std::size_t number;  // of the file
  bool original;       // a document of the index came from it, with this content
};

std::string extension(const std::string& file) {
  return ascii_lower(std::filesystem::path(file).extension().string());
}

class Search {
 public:
  Search(const std::vector<SourceFile>& files, const std::vector<index::Record>& before)
      : files_(files), memory_(remember(before)) {}

  // Nothing when it cannot be read: whoever reads it says why.
  void look_at(std::size_t number) {
    const SourceFile& file = files_[number];
    const auto known = memory_.find(file.path);
    const bool same = known != memory_.end() && known->second.size == file.size &&
                      known->second.mtime == file.mtime;
    std::string hash;
    if (same) {
      hash = *known->second.hash;
    } else {
      const auto opened = io::open_file(file.path);
      const auto read = opened ? io::content_hash(*opened, file.path) : opened.error();
      if (!read) return;
      hash = *read;
    }
    const bool original =
        known != memory_.end() && known->second.original && *known->second.hash == hash;
    groups_[{file.corpus, hash, extension(file.file)}].push_back({number, original});
  }

  CopyMap copies() const {
    CopyMap copies;
    for (const auto& [key, group] : groups_) {
      const std::size_t original = original_of(group);
      for (const Candidate& one : group) {
        if (one.number != original && !files_[one.number].row) copies.emplace(one.number, original);
      }
    }
    return copies;
  }

 private:
  std::size_t original_of(const std::vector<Candidate>& group) const {
    for (const Candidate& one : group) {
      if (files_[one.number].row) return one.number;
    }
    for (const Candidate& one : group) {
      if (one.original) return one.number;
    }
    return group.front().number;
  }

  const std::vector<SourceFile>& files_;
  Memory memory_;
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<Candidate>> groups_;
};

}  // namespace

CopyMap find_copies(const std::vector<SourceFile>& files, const std::vector<index::Record>& before,
                    std::uint64_t max_bytes, const std::function<bool()>& stop) {
  std::unordered_map<std::uint64_t, std::size_t> sizes;
  for (const SourceFile& file : files) ++sizes[file.size];
  Search search(files, before);
  auto asked = Clock::now();
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::uint64_t size = files[i].size;
    if (size == 0 || size > max_bytes || sizes[size] < 2) continue;
    if (Clock::now() - asked > kTimeToStop) {
      if (stop && stop()) return {};
      asked = Clock::now();
    }
    search.look_at(i);
  }
  return search.copies();
}

}  // namespace lontar::indexer
