// "Xapian used the ordinary way": TermGenerator into one database, QueryParser, one
// ValueCountMatchSpy per facet, every match checked so that the counts are exact. What we compare
// ourselves with.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/document.h"

namespace lontar::bench {

// The three facets that are counted, and the one that is filtered by.
inline constexpr Field kCounted[] = {Field::kCommunity, Field::kMemberStates, Field::kTopics};
inline constexpr Field kFiltered = Field::kType;

using Counts = std::map<std::string, std::uint64_t>;

struct Answer {
  std::uint64_t total = 0;
  std::vector<Counts> facets;  // in the order of kCounted
  bool operator==(const Answer&) const = default;
};

class OrdinaryWriter {
 public:
  // `stem`: with the English stemmer, as most use it; without, to compare equal totals.
  OrdinaryWriter(const std::filesystem::path& dir, bool stem);
  void add(const Document& document);
  void commit() { database_.commit(); }

 private:
  Xapian::WritableDatabase database_;
  Xapian::TermGenerator generator_;
};

class OrdinarySearcher {
 public:
  explicit OrdinarySearcher(const std::filesystem::path& dir);
  // `text` "" for every document; `type` "" for no filter.
  Answer search(const std::string& text, const std::string& type);

 private:
  Xapian::Database database_;
  Xapian::QueryParser parser_;
  std::string shown_;  // the data of a hit, fetched as a page that shows it would
};

}  // namespace lontar::bench
