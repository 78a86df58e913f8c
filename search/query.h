// The query language: text in, tree out. Lenient: whatever is malformed is read in the nearest
// sensible way and said so in `warnings`; docs/query-syntax.md is the user's description.
// Plain values; parse_query() is safe from any thread with an Analyzer of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/request.h"
#include "text/analyzer.h"

namespace lontar::search {

enum class Op {
  kAll,     // every document
  kWord,    // words[0]
  kPrefix,  // any word that begins with words[0]
  kPhrase,  // words one after the other
  kNear,    // words in any order within `window` positions of each other, neighbour to neighbour
  kFacet,   // documents with `value` in facet `facet`
  kDates,   // documents dated between date keys `from` and `to`, both included
  kAnd,     // all children; a kNot child takes documents away; with words, these are what the
            // children were cut from, typed without a space as `value`: the very string will do too
  kOr,      // any child
  kNot,     // not children[0]
  kConcept,  // children[0] is what was typed; the others say the same in other words or languages,
             // with the name as it is written as `value`
};

// Why another term counts as a word of the query.
enum class FormKind {
  kStem,  // the same stem, by the stemmer of a language
  kFold,  // the same letters but for accents and the like
  kPart,  // a compound that contains it
};

struct Form {
  std::string term;
  FormKind kind = FormKind::kStem;
  // Of the documents in which it counts, by BCP 47; those of unknown language always do. "" is any.
  std::string language;

  bool operator==(const Form&) const = default;
};

struct Word {
  std::string text;         // a term, as the Analyzer makes it
  bool exact = false;       // stood in quotes: nothing else will do
  std::vector<Form> forms;  // what counts as this word beside itself; see search/expander.h
  // No word of the corpus, in a script without spaces: looked for as a string, inside words too.
  bool anywhere = false;
  bool capitals = false;  // typed outside quotes as abbreviations are: "TIP", not "tip"

  bool operator==(const Word&) const = default;
};

struct Node {
  Op op = Op::kAll;
  std::string field;  // of words: "" anywhere, or a name of kWordFields
  std::vector<Word> words;
  bool locator = false;  // of kConcept: "art 5" says where, not what
  bool joined = false;   // of kPhrase: by signs ("e-commerce"), not by quotes
  unsigned window = 0;
  std::size_t facet = 0;
  std::string value;
  int from = 0;
  int to = 0;
  std::vector<Node> children;
  bool required = true;  // under kAnd: otherwise it adds to the score and takes nothing away

  bool operator==(const Node&) const = default;
};

struct Query {
  Node root;
  Notices warnings;
  std::vector<ExpandedConcept> expanded;  // what add_concepts() added
  bool all_required = false;              // AND was typed: no word may be left out
};

inline constexpr std::size_t kMaxWords = 256;        // further words are ignored, with a warning
inline constexpr std::size_t kMaxPrefixes = 64;      // further ones are read as whole words
inline constexpr std::size_t kMinPrefixLetters = 3;  // shorter prefixes are read as whole words
inline constexpr std::size_t kMaxDepth = 32;         // deeper parentheses are ignored

Query parse_query(std::string_view text, text::Analyzer& analyzer);

// The query as text of the query language, without what expansion added: parsing that again gives
// the same query as the text it was read from. search/query_text.cc.
std::string to_text(const Query& query);
// Of a part of a query; `between` stands between words that all are asked for: " AND " or " ".
std::string to_text(const Node& node, std::string_view between = " AND ");

}  // namespace lontar::search
