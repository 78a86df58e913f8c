// What the index is made of: prefixes, slots, metadata keys, gaps. docs/index-format.md describes
// it for people; this table is what the code follows. To add a facet, add a row. Prefixes and slots
// are never reused; a changed row is a new kSchemaVersion.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/metadata.h"

namespace lontar::index {

inline constexpr int kSchemaVersion = 7;

// A facet: a field whose values are counted and filtered by. `name` is what the API and the query
// language call it; `prefix` starts its boolean terms.
struct Facet {
  std::string_view name;
  std::string_view prefix;
  Field field;
};

inline constexpr std::array kFacets = {
    Facet{"community", "XCOM", Field::kCommunity},
    Facet{"member_state", "XST", Field::kMemberStates},
    Facet{"topic", "XTOP", Field::kTopics},
    Facet{"type", "XTYP", Field::kType},
    Facet{"body", "XBOD", Field::kBody},
    Facet{"court", "XCRT", Field::kCourt},
    Facet{"language", "XLNG", Field::kLanguage},
    Facet{"status", "XSTS", Field::kStatus},
    Facet{"year", "XYR", Field::kDate},
    Facet{"text_kind", "XTXK", Field::kTextKind},
};

inline constexpr std::size_t kFacetCount = kFacets.size();
std::optional<std::size_t> facet_named(std::string_view name);

// The values a document has in a facet: the field's values, or the year of the date.
std::vector<std::string> facet_values(const Facet& facet, const Metadata& metadata);

// The boolean term of a facet's value; values too long for a term are cut and hashed.
std::string facet_term(const Facet& facet, std::string_view value);
std::string id_term(std::string_view id);  // "Q" + id, hashed when too long

// Words of a field, for title: and citation: in a query; the same words also stand unprefixed.
// Terms are "prefix:word"; no surface term holds a capital letter, so none is mistaken.
inline constexpr std::string_view kTitlePrefix = "S";
inline constexpr std::string_view kCitationPrefix = "XCIT";
std::string prefixed_term(std::string_view prefix, std::string_view value);

// Headings of passages, as boolean terms: "XHDG:en:settlement of disputes". What the corpus itself
// repeats is read off their document frequencies. Only headings of so many words, none of them a
// number, and of so many bytes; a document's further ones are left out.
inline constexpr std::string_view kHeadingPrefix = "XHDG";
inline constexpr std::size_t kMinHeadingWords = 2;
inline constexpr std::size_t kMaxHeadingWords = 6;
inline constexpr std::size_t kMaxHeadingBytes = 150;
inline constexpr std::size_t kMaxHeadingTerms = 64;
struct HeadingTerm {
  std::string language;
  std::string phrase;
};
std::string heading_term(std::string_view language, std::string_view phrase);
HeadingTerm heading_of(std::string_view term);  // what heading_term() was made from

// The languages of passages that are not in the document's own, as boolean terms: "XPLG:id".
inline constexpr std::string_view kPassageLanguagePrefix = "XPLG";

// The work that a document is an expression of, as a boolean term: "XWRK:udhr".
inline constexpr std::string_view kWorkPrefix = "XWRK";

enum Slot : std::uint32_t {
  kSignatureSlot = 0,  // all facet values of the document, packed (index/signature.h)
  kDateSlot = 1,       // date key as a 4-byte big-endian number, absent when unknown
  kTitleSortSlot = 2,  // collation key of the title (text/collation.h)
  kPassagesSlot = 3,   // where the passages start (index/packing.h)
  kNamesSlot = 4,      // what the document is called (index/packing.h)
};
inline constexpr std::size_t kTitleSortBytes = 64;

// Within-document frequency that a word of the title or of a heading adds, beside its place there.
inline constexpr unsigned kTitleBoost = 4;
inline constexpr unsigned kHeadingBoost = 1;

// Positions: the title starts at 1; each passage starts this much after the last word before it,
// more than the widest NEAR, so that no phrase and no NEAR crosses a border.
inline constexpr std::uint32_t kPassageGap = 100;
inline constexpr std::uint32_t kMaxNear = 64;

// Metadata keys of the whole index, and per document by its storage key: "t<key>.<n>" a block of
// passages, the n-th and those after it, "o<key>" the outline, "r<key>" the record (not the
// document's data: Xapian would compress it, and unpacking ten of them is half the time of a small
// search).
inline constexpr std::string_view kSchemaKey = "lontar.schema";
inline constexpr std::string_view kGenerationKey = "lontar.generation";
inline constexpr std::string_view kNextKeyKey = "lontar.next_key";
std::string block_key(std::uint64_t key, std::size_t first_passage);
std::string outline_key(std::uint64_t key);
std::string record_key(std::uint64_t key);

}  // namespace lontar::index
