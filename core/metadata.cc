#include "core/metadata.h"

#include <algorithm>

namespace lontar {
namespace {

constexpr std::array<std::string_view, 4> kSourceNames = {"none", "inferred", "file", "catalogue"};

std::vector<std::string> distinct(std::vector<std::string> values) {
  std::vector<std::string> kept;
  for (std::string& value : values) {
    if (!value.empty() && std::ranges::find(kept, value) == kept.end()) {
      kept.push_back(std::move(value));
    }
  }
  return kept;
}

}  // namespace

std::optional<Field> field_named(std::string_view name) {
  const auto row = std::ranges::find(kFields, name, &FieldInfo::name);
  return row == kFields.end() ? std::nullopt : std::optional(row->field);
}

std::string_view name(Source source) { return kSourceNames[static_cast<size_t>(source)]; }

std::optional<Source> source_named(std::string_view name) {
  const auto found = std::ranges::find(kSourceNames, name);
  if (found == kSourceNames.end()) return {};
  return static_cast<Source>(found - kSourceNames.begin());
}

const std::string& Metadata::first(Field field) const {
  static const std::string none;
  const auto& values = all(field);
  return values.empty() ? none : values.front();
}

bool Metadata::offer_list(Field field, std::vector<std::string> values, Source source,
                          std::string evidence) {
  FieldValue& held = fields_[static_cast<size_t>(field)];
  if (source <= held.source) return false;
  held = {distinct(std::move(values)), source, std::move(evidence)};
  return true;
}

bool Metadata::offer(Field field, std::string value, Source source, std::string evidence) {
  if (value.empty()) return false;
  return offer_list(field, std::vector<std::string>{std::move(value)}, source, std::move(evidence));
}

void Metadata::offer_all(const Metadata& other) {
  for (const FieldInfo& row : kFields) {
    const FieldValue& theirs = other[row.field];
    if (theirs.given()) offer_list(row.field, theirs.values, theirs.source, theirs.evidence);
  }
}

}  // namespace lontar
