// The minted ids: which document without an id of its own has which, for ever. Kept as ids.jsonl
// beside the generations of the index, so that it outlives each of them: a document keeps its id
// when its file is edited, renamed, moved to another corpus, taken away and brought back, and when
// the index is built anew. One thread, and only the holder of the index's write lock.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/result.h"
#include "indexer/report.h"

namespace lontar::indexer {

// Where a document comes from: absolute path of its file, and its number in a file of many.
struct Place {
  std::string path;
  int part = 0;
  auto operator<=>(const Place&) const = default;
};

class IdRegistry {
 public:
  // An empty registry when there is none yet. Lines that cannot be read are reported, the damaged
  // file is kept beside as ids.jsonl.damaged, and the others count.
  static Result<IdRegistry> load(const std::filesystem::path& index_dir,
                                 std::vector<Issue>& issues);
  // Replaces the file in one step when something changed.
  Result<void> save();

  // The id of the place, or null.
  const std::string* find(const Place& place) const;
  bool has_parts(const std::string& path) const;

  // The id for a document: that of its place; else that of the same content at a place whose file
  // is gone (a rename) or let go; else a new one made of `name` and `hash`. Never one that is
  // `taken`.
  using Taken = std::function<bool(std::string_view id)>;
  std::string id_for(const Place& place, const std::string& hash, std::string_view name,
                     const Taken& taken);

  // Learns an id given earlier that the registry has lost.
  void adopt(const Place& place, const std::string& hash, const std::string& id);

  // The documents of this file are now those of another one with the same content: while this
  // object lives, its ids go with the content as if the file was gone.
  void let_go(const std::string& path) { let_go_.insert(path); }

  // Lines were added to, edited in or taken out of a file of many: lets each id follow its content,
  // then its number. `hashes` holds one per document of the file, "" where it has its own id.
  void follow_parts(const std::string& path, const std::vector<std::string>& hashes);

 private:
  struct Entry {
    std::string id;
    Place place;  // an empty path: a line that is no longer in its file
    std::string hash;
  };
  explicit IdRegistry(std::filesystem::path file) : file_(std::move(file)) {}
  bool read_line(std::string_view line);
  void add(Entry entry);
  void move(std::size_t entry, Place place);
  bool is_vacant(const std::string& path) const;
  std::size_t moved_from(const std::string& hash, const Taken& taken) const;
  std::string mint(const Place& place, const std::string& hash, std::string_view name,
                   const Taken& taken) const;

  std::filesystem::path file_;
  std::vector<Entry> entries_;
  std::map<Place, std::size_t> by_place_;
  std::unordered_multimap<std::string, std::size_t> by_hash_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_set<std::string> let_go_;
  bool changed_ = false;
};

// Letters and digits of a name, lower case, joined by '-', at most 60: "asean-charter-2007".
// "document" when nothing is left.
std::string slug(std::string_view name);

}  // namespace lontar::indexer
