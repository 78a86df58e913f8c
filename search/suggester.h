// Suggests titles, short titles, citations, topics and frequent phrases for what has been typed so
// far. Made once per generation from a value of each document and the terms of headings, without
// their records or passages; then immutable and shared by all threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/columns.h"
#include "search/knowledge.h"
#include "search/match_key.h"
#include "search/suggestion.h"
#include "text/analyzer.h"

namespace lontar::search {

class Suggester {
 public:
  // `columns` are of the snapshot's generation. Throws Xapian::Error as the snapshot does.
  Suggester(const index::Snapshot& snapshot, const Columns& columns, const Knowledge& knowledge,
            text::Analyzer& analyzer);

  // The best `limit`, best first: names that agree with typed accents before those that agree
  // without them; then what is the whole of a name, its beginning, the beginning of one of its
  // words, words here and there in it; then those of more documents; then the shorter ones. Equal
  // typed text, equal answer.
  std::vector<Suggestion> suggest(std::string_view typed, std::size_t limit,
                                  text::Analyzer& analyzer) const;

  std::uint64_t generation() const { return generation_; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    Suggestion suggestion;
    std::string folded;
    std::string plain;  // "" where it is the same
  };
  // A word of an entry. Those that begin alike stand together.
  struct Place {
    std::uint32_t entry;
    MatchKey::Start start;
  };
  class Collector;
  class Best;

  std::string_view folded(const Place& place) const {
    return std::string_view(entries_[place.entry].folded).substr(place.start.folded);
  }
  std::string_view plain(const Place& place) const {
    const Entry& entry = entries_[place.entry];
    return std::string_view(entry.plain.empty() ? entry.folded : entry.plain)
        .substr(place.start.plain);
  }
  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  Range beginning_with(std::string_view typed) const;
  void add_scattered(const MatchKey& typed, Best& best) const;

  std::uint64_t generation_;
  std::vector<Entry> entries_;  // in the order in which equally good ones are suggested
  std::vector<Place> places_;   // in the order of their folded texts
};

}  // namespace lontar::search
