// What is known about a document besides its text: one value list per field, each with where it
// came from. The table kFields is the only list of fields in the program: the catalogue's columns,
// the JSON names, the index record and the merge rule all follow it. To add a field, add a row.
// Plain values: copy freely, share between threads when const.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace lontar {

enum class Field {
  kId,
  kTitle,
  kShortTitle,
  kType,
  kDate,
  kCommunity,
  kMemberStates,
  kParties,
  kTopics,
  kBody,
  kCourt,
  kCitation,
  kLanguage,
  kStatus,
  kWork,
  kTextKind,
  kSourceUrl,
};

struct FieldInfo {
  Field field;
  std::string_view name;  // catalogue column, JSON key, field: in the query language
  bool many;              // holds several values; in the catalogue they are separated by ';'
};

inline constexpr std::array kFields = {
    FieldInfo{Field::kId, "id", false},
    FieldInfo{Field::kTitle, "title", false},
    FieldInfo{Field::kShortTitle, "short_title", false},
    FieldInfo{Field::kType, "type", false},
    FieldInfo{Field::kDate, "date", false},
    FieldInfo{Field::kCommunity, "community", true},
    FieldInfo{Field::kMemberStates, "member_states", true},
    FieldInfo{Field::kParties, "parties", true},
    FieldInfo{Field::kTopics, "topics", true},
    FieldInfo{Field::kBody, "body", true},
    FieldInfo{Field::kCourt, "court", false},
    FieldInfo{Field::kCitation, "citation", true},
    FieldInfo{Field::kLanguage, "language", false},
    FieldInfo{Field::kStatus, "status", false},
    FieldInfo{Field::kWork, "work", false},
    FieldInfo{Field::kTextKind, "text_kind", false},
    FieldInfo{Field::kSourceUrl, "source_url", false},
};

// The row of a field; kFields is in the order of the enumeration.
constexpr const FieldInfo& info(Field field) { return kFields[static_cast<size_t>(field)]; }
std::optional<Field> field_named(std::string_view name);

// Who says so. A higher source is never overwritten by a lower one.
enum class Source { kNone, kInferred, kFile, kCatalogue };
std::string_view name(Source source);  // "none", "inferred", "file", "catalogue"
std::optional<Source> source_named(std::string_view name);

struct FieldValue {
  std::vector<std::string> values;
  Source source = Source::kNone;
  std::string evidence;  // for an inferred value: the words it rests on and where they stand

  // Stated by someone, even when it states that there is none (parties without an ASEAN state).
  bool given() const { return source != Source::kNone; }
  bool operator==(const FieldValue&) const = default;
};

class Metadata {
 public:
  const FieldValue& operator[](Field field) const { return fields_[static_cast<size_t>(field)]; }

  // The first value, or "" when there is none.
  const std::string& first(Field field) const;
  const std::vector<std::string>& all(Field field) const { return (*this)[field].values; }
  std::optional<Date> date() const { return Date::parse(first(Field::kDate)); }

  // Sets the field unless a higher source has already spoken; among equals the first stays.
  // Empty strings are dropped and repeated values kept once; `values` may end up empty, and then
  // counts as given (see FieldValue::given). Returns whether the value was taken.
  bool offer_list(Field field, std::vector<std::string> values, Source source,
                  std::string evidence = "");
  bool offer(Field field, std::string value, Source source, std::string evidence = "");
  // Offers every given field of `other` with the source it has there.
  void offer_all(const Metadata& other);

  bool operator==(const Metadata&) const = default;

 private:
  std::array<FieldValue, kFields.size()> fields_;
};

}  // namespace lontar
