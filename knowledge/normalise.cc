#include "knowledge/normalise.h"

#include <utility>

#include "text/clean.h"

namespace lontar::knowledge {
namespace {

std::string language_code(const text::Languages& languages, const std::string& value) {
  const text::Language* known = languages.find(value);
  return known ? known->code : value;
}

std::string normal_value(Field field, const std::string& value, const Taxonomy& taxonomy,
                         const text::Languages& languages) {
  if (field == Field::kLanguage) return language_code(languages, value);
  if (field == Field::kTextKind) return text::lower(value);
  return taxonomy.code(field, value);
}

// Fields whose values are words of a vocabulary, so that "unknown" is not a value of theirs.
bool has_vocabulary(Field field, const Taxonomy& taxonomy) {
  return field == Field::kLanguage || field == Field::kTextKind || field == Field::kParties ||
         !taxonomy.concepts(field).empty();
}

// ASEAN's Member States among these, by code.
std::vector<std::string> states_among(const std::vector<std::string>& names,
                                      const Taxonomy& taxonomy) {
  std::vector<std::string> codes;
  for (const std::string& name : names) {
    if (const Concept* state = taxonomy.find(Field::kMemberStates, name)) {
      codes.push_back(state->code);
    }
  }
  return codes;
}

// The values of a field, each in the program's terms, those that say nothing left out.
std::vector<std::string> normal_values(Field field, const std::vector<std::string>& values,
                                       const Taxonomy& taxonomy, const text::Languages& languages) {
  std::vector<std::string> normal;
  for (const std::string& value : values) {
    if (languages.means_unknown(value)) continue;
    normal.push_back(normal_value(field, value, taxonomy, languages));
  }
  return normal;
}

}  // namespace

Metadata normalise(const Metadata& given, const Taxonomy& taxonomy,
                   const text::Languages& languages) {
  Metadata normal;
  for (const FieldInfo& row : kFields) {
    const FieldValue& held = given[row.field];
    if (!held.given()) continue;
    std::vector<std::string> values = held.values;
    if (has_vocabulary(row.field, taxonomy)) {
      values = normal_values(row.field, values, taxonomy, languages);
      if (values.empty() && !held.values.empty()) continue;  // "unknown" is as good as nothing
    }
    if (row.field == Field::kMemberStates) values = states_among(values, taxonomy);
    normal.offer_list(row.field, std::move(values), held.source, held.evidence);
  }
  const FieldValue& states = given[Field::kMemberStates];
  if (normal.all(Field::kMemberStates).size() < states.values.size() &&
      normal[Field::kMemberStates].given()) {
    normal.offer_list(Field::kParties, states.values, states.source, states.evidence);
  }
  const FieldValue parties = normal[Field::kParties];
  if (parties.given()) {
    normal.offer_list(Field::kMemberStates, states_among(parties.values, taxonomy), parties.source,
                      "parties");
  }
  return normal;
}

}  // namespace lontar::knowledge
