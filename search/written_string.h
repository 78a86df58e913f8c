// A string of a script without spaces, found wherever the borders between its words fall: the words
// of the vocabulary that can make it up one after another, the first perhaps only with its end, the
// last with its beginning. Positions then tell where it really stands: no posting is added to the
// index for it. Internal to search/: shows Xapian types. Used by one thread.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "search/doc_set.h"
#include "search/positions.h"
#include "search/query.h"
#include "search/script_terms.h"

namespace lontar::search {

// Where a string may begin and end, and how it may be cut.
enum class Borders {
  kClusters,  // inside words too: the very string
  kWords,  // at borders of words, cut into at least two: a word that the dictionary saw as several
};

// How a node's words are looked for as a string: a quoted text, and a run of words that were typed
// without a space, wherever its borders fall; a single word also where it was cut in two. Nothing
// for nodes without words of such a script.
std::optional<Borders> written_borders(const Node& node);

class WrittenString {
 public:
  // Of the words of `node`, one after the other; words of other scripts stand as they are. Terms
  // and database must outlive this and be of one generation.
  WrittenString(const Node& node, Borders borders, const ScriptTerms& terms,
                const Xapian::Database& database);

  // Documents that can hold it: all that do, and some that do not.
  DocSet candidates(std::uint32_t last) const;
  // Positions of the words that it lies in, occurrence by occurrence: first word and one past the
  // last one. Empty when it does not stand in the document.
  struct Range {
    std::uint32_t begin;
    std::uint32_t end;
    bool operator==(const Range&) const = default;
    auto operator<=>(const Range&) const = default;
  };
  std::vector<Range> places(Xapian::docid document) const;

 private:
  // Terms that cover the bytes from..to of the string, one or another.
  struct Edge {
    std::size_t from;
    std::size_t to;
    std::vector<std::string> terms;  // ascending
    std::size_t postings = 0;
  };
  // Finds the edges of one stretch of such a script, which begins at `offset` of the string.
  void cover(const std::string& stretch, std::size_t offset, bool open_begin, bool open_end,
             const ScriptTerms& terms);
  void add(std::size_t from, std::size_t to, const ScriptTerms::Ids& ids, const ScriptTerms& terms);
  void keep_complete_paths();
  Positions positions(const Edge& edge, Xapian::docid document) const;

  const Xapian::Database& database_;
  std::string field_;
  std::size_t size_ = 0;
  std::vector<Edge> edges_;  // by `from`
};

}  // namespace lontar::search
