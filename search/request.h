// What is asked and what is answered. Plain values without any of the engine's types.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/document.h"
#include "index/history.h"
#include "index/record.h"
#include "index/schema.h"
#include "search/notice.h"

namespace lontar::search {

// kLatest: what entered the index or changed last stands first.
enum class Sort { kRelevance, kNewest, kOldest, kTitle, kLatest };

inline constexpr std::size_t kUsualPageSize = 10;
inline constexpr std::size_t kMaxPageSize = 100;
inline constexpr std::size_t kMaxSimilar = 50;
inline constexpr std::size_t kMaxExpressions = 60;
inline constexpr std::size_t kMaxQueryBytes = 4096;  // the rest is cut off, with a warning

// Two facets whose values are to be counted together: member states by community. Places in
// index::kFacets.
struct FacetPair {
  std::size_t first = 0;
  std::size_t second = 0;

  bool operator==(const FacetPair&) const = default;
};

struct SearchRequest {
  std::string text;  // the query language of docs/query-syntax.md; empty: everything
  // Per facet (index::kFacets order): any of these values. Facets are combined with AND.
  std::array<std::vector<std::string>, index::kFacetCount> filters;
  int year_from = 0;  // inclusive; 0: no bound
  int year_to = 0;
  std::optional<Sort> sort;  // absent: relevance for a text, newest without one
  std::size_t page = 1;      // 1-based
  std::size_t page_size = kUsualPageSize;
  std::array<bool, index::kFacetCount> count_facets{};  // which facets to count
  std::optional<FacetPair> count_pair;                  // two facets to count together
  bool alternatives = false;  // where nothing is found: what else would be
  bool snippets = true;       // passages and snippets for the shown hits
  bool expand = true;  // search other names of what was typed too, as the thesaurus knows them
};

struct PassageHit {
  std::string anchor;
  std::string label;  // for display, in English
  PassageName name;   // the same, for who says it in another language
  std::string heading;
  std::string language;  // of the passage or of its document
  int page = 0;
  int ocr_confidence = 0;  // 1..100 where it was read off a picture
  bool doubtful = false;   // and is likely wrong in many places
  std::string snippet;     // HTML-escaped; <mark> is the only markup
};

// Why a document is a hit though it does not have a word, or a name, as it was typed.
struct Reason {
  enum class Kind {
    kOtherForm,  // it has the word in another form
    kOtherName,  // it calls it by another name, as the thesaurus knows them
    kLacks,      // it does not have it: the question was relaxed
  };
  Kind kind = Kind::kLacks;
  std::string typed;
  std::string found;      // the form or the name that it has; "" where it lacks it
  std::string demanding;  // a text that finds only documents with what was typed; "" for none

  bool operator==(const Reason&) const = default;
};

struct Hit {
  index::Record record;
  double score = 0;                  // 0 when sorted by anything but relevance
  std::vector<PassageHit> passages;  // best first, at most three
  std::vector<Reason> reasons;       // in the order of the question; empty with most
  // Sorted by kLatest only: when this version entered the index; where its history does not tell,
  // when its file was changed last. ISO 8601, UTC.
  std::string latest;
};

// Another question, which finds something where the one that was asked finds nothing.
struct Alternative {
  enum class Kind {
    kCorrected,       // words that no document has are replaced
    kWithoutFilter,   // that of `facet`; the span of years counts as that of the year
    kWithoutFilters,  // none of them
    kWithoutPart,     // `part` of the text is left out
    kWithoutQuotes,   // what stood in quotes is asked for word by word
    kNotAll,          // AND is taken off: not every word need be there
  };
  Kind kind = Kind::kWithoutPart;
  SearchRequest request;
  std::uint64_t total = 0;  // exact
  std::size_t facet = 0;
  std::string part;
  bool filters_too = false;  // the change alone finds nothing: the filters are left out as well
};

struct FacetCount {
  std::string value;
  std::uint64_t count = 0;
  bool selected = false;
};

struct FacetCounts {
  std::size_t facet = 0;           // index into index::kFacets
  std::vector<FacetCount> counts;  // most first, then by value; years newest first
};

// How many documents have a value of one facet together with one of another, the filters of both
// facets left out: what is found when these two values are chosen instead.
struct PairCounts {
  struct Count {
    std::string first;
    std::string second;
    std::uint64_t count = 0;

    auto operator<=>(const Count&) const = default;
  };
  FacetPair facets;
  std::uint64_t documents = 0;    // with any values or none
  std::vector<FacetCount> first;  // of each alone, in the order of the values
  std::vector<FacetCount> second;
  std::vector<Count> counts;  // none of them 0, in the order of the values
};

// A concept of the thesaurus that the query names, and the names that were searched besides.
struct ExpandedConcept {
  std::string id;
  std::string label;  // in English
  std::string typed;  // the words of the query that name it
  std::vector<std::string> added;
};

struct SearchPage {
  std::uint64_t generation = 0;
  std::string text;                       // as it was asked
  std::string parsed;                     // as it was understood, in the query language itself
  Notices warnings;                       // what was read differently, and why
  std::vector<ExpandedConcept> expanded;  // empty unless other names were searched too
  // The text with the words replaced that no document has; it was not searched for.
  std::optional<std::string> corrected;
  bool relaxed = false;        // hits need not have all the words; a warning says so
  std::uint64_t total = 0;     // exact
  std::uint64_t complete = 0;  // of these, the documents that have all that was asked for
  std::vector<Hit> hits;
  std::vector<Alternative> alternatives;  // only with SearchRequest::alternatives
  std::vector<FacetCounts> facets;        // exact, a facet's own filter left out of its own counts
  std::optional<PairCounts> pairs;        // of SearchRequest::count_pair
  std::size_t page = 1;                   // the page answered; beyond the last one hits are empty
  std::size_t page_size = kUsualPageSize;
  std::size_t page_count = 0;
};

// Bytes of a text.
struct Span {
  std::size_t begin;
  std::size_t end;

  bool operator==(const Span&) const = default;
};

// Where a query matches inside one document, in document order.
struct InsideHits {
  std::uint64_t generation = 0;
  std::string parsed;
  Notices warnings;
  std::vector<ExpandedConcept> expanded;
  bool relaxed = false;              // no passage has all that was asked for; a warning says so
  std::uint64_t total = 0;           // passages with at least one match
  std::vector<PassageHit> passages;  // the asked page of them
};

struct DocumentView {
  std::uint64_t generation = 0;
  index::Record record;
  std::vector<Passage> outline;       // every passage, without its text
  std::vector<index::Event> history;  // what became of it so far, oldest first
};

struct PassageWindow {
  std::uint64_t generation = 0;
  index::Record record;
  std::size_t total = 0;          // passages of the document
  std::size_t from = 0;           // number of the first one here
  std::vector<Passage> passages;  // consecutive, with text
};

// How much of a document is wanted at a time. A window has at least one passage, however long.
struct WindowSize {
  std::size_t passages = 200;
  std::size_t bytes = 512 * 1024;  // of text; a passage's own beyond `passage_bytes` do not count
  std::size_t passage_bytes = 256 * 1024;
};

// What a reader has open: a window of a document, and where a query matches in all of it. The place
// is the first of these that the document has: the hit, the anchor, the page, the number.
struct ReadingRequest {
  std::string query;     // nothing is marked when empty
  std::size_t hit = 0;   // the n-th passage that matches, from 1
  std::string anchor;    // of a passage
  int page = 0;          // of the original
  std::size_t from = 0;  // number of a passage; the window begins there
  WindowSize size;
  bool from_place = false;  // the window begins with the place, whatever it is
  std::size_t listed = 20;  // most hits to describe with a snippet
};

// Where the query stands in a passage of the window.
struct PassageMarks {
  std::vector<Span> heading;
  std::vector<Span> text;
};

struct Reading {
  DocumentView document;
  std::size_t from = 0;             // number of the first passage of the window
  std::size_t place = 0;            // number of the passage that was asked for
  std::vector<Passage> passages;    // the window
  std::vector<PassageMarks> marks;  // of each of them; empty without a query
  // Of the query, empty without one: described are `listed` hits around the asked one.
  InsideHits inside;
  std::size_t first_listed = 0;       // which hit the first described one is, from 1
  std::size_t hit = 0;                // which hit the place is, from 1; 0 when it is none
  std::vector<std::size_t> matching;  // numbers of all passages that match
  // What was found, as it is written in the passages described and shown; each once.
  std::vector<std::string> found;
};

// A passage beside its counterpart in another text.
struct ComparedRow {
  std::optional<Passage> left;
  std::optional<Passage> right;
};

// Two documents side by side, some rows of them.
struct Comparison {
  std::uint64_t generation = 0;
  index::Record left;
  index::Record right;
  std::size_t total = 0;  // rows
  std::size_t alone = 0;  // of these, with nothing on one side
  std::size_t from = 0;   // number of the first one here
  std::vector<ComparedRow> rows;
};

struct ComparisonRequest {
  std::string left;  // ids
  std::string right;
  std::string anchor;    // of a passage of either that the window must have, before `from`
  std::size_t from = 0;  // number of a row
  WindowSize size{.passages = 60};
};

// The documents of one work: its languages, translations and versions.
struct Expressions {
  std::uint64_t generation = 0;
  std::vector<index::Record> documents;  // without the one that was asked for
};

// Documents about the same as one.
struct SimilarDocuments {
  struct One {
    index::Record record;
    double likeness = 0;  // 0..1, to the document itself
  };
  std::uint64_t generation = 0;
  std::vector<One> documents;  // the most alike first
};

}  // namespace lontar::search
