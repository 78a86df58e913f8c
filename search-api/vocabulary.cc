#include "search-api/vocabulary.h"

#include <algorithm>

namespace lontar::api {
namespace {

struct Label {
  std::string_view code;
  std::string_view label;
};

constexpr std::array<Label, index::kFacetCount> kFacetLabels = {{
    {"community", "Community"},
    {"member_state", "Member State"},
    {"topic", "Topic"},
    {"type", "Type of document"},
    {"body", "Sectoral body"},
    {"court", "Court"},
    {"language", "Language"},
    {"status", "Status"},
    {"year", "Year"},
    {"text_kind", "Text"},
}};
static_assert(std::equal(kFacetLabels.begin(), kFacetLabels.end(), index::kFacets.begin(),
                         [](const Label& row, const index::Facet& facet) {
                           return row.code == facet.name;
                         }),
              "one label per facet, in the order of index::kFacets");

constexpr std::array kTextKinds = {
    Label{"official", "Official text"},
    Label{"translation", "Translation"},
    Label{"digest", "Digest"},
};

}  // namespace

Result<Vocabulary> Vocabulary::load(const std::filesystem::path& config_dir) {
  auto taxonomy = knowledge::Taxonomy::load(config_dir);
  if (!taxonomy) return taxonomy.error();
  auto languages = text::Languages::load(config_dir);
  if (!languages) return languages.error();
  return Vocabulary(std::move(*taxonomy), std::move(*languages));
}

std::string_view Vocabulary::facet_label(std::size_t facet) { return kFacetLabels[facet].label; }

std::string Vocabulary::canonical(std::size_t facet, std::string_view text) const {
  const Field field = index::kFacets[facet].field;
  if (field == Field::kLanguage) {
    const text::Language* language = languages_.find(text);
    return language != nullptr ? language->code : std::string(text);
  }
  const knowledge::Concept* concept_found = taxonomy_.find(field, text);
  return concept_found != nullptr ? concept_found->code : std::string(text);
}

std::string Vocabulary::label(std::size_t facet, std::string_view code) const {
  return label(index::kFacets[facet].field, code);
}

std::string Vocabulary::label(Field field, std::string_view code, std::string_view language) const {
  if (field == Field::kLanguage) {
    const text::Language* found = languages_.find(code);
    return found != nullptr ? found->name : std::string(code);
  }
  if (field == Field::kTextKind) {
    const auto row = std::find_if(kTextKinds.begin(), kTextKinds.end(),
                                  [&](const Label& kind) { return kind.code == code; });
    return std::string(row != kTextKinds.end() ? row->label : code);
  }
  return taxonomy_.label(field, code, language);
}

std::vector<std::string> Vocabulary::values(std::size_t facet) const {
  std::vector<std::string> codes;
  const Field field = index::kFacets[facet].field;
  if (field == Field::kLanguage)
    for (const text::Language& language : languages_.all()) codes.push_back(language.code);
  else if (field == Field::kTextKind)
    for (const Label& kind : kTextKinds) codes.emplace_back(kind.code);
  else
    for (const knowledge::Concept& each : taxonomy_.concepts(field)) codes.push_back(each.code);
  return codes;
}

std::string Vocabulary::own_name(std::string_view language) const {
  const text::Language* found = languages_.find(language);
  return found != nullptr ? found->own_name : std::string();
}

bool Vocabulary::right_to_left(std::string_view language) const {
  const text::Language* found = languages_.find(language);
  return found != nullptr && found->right_to_left;
}

std::optional<bool> Vocabulary::binding(std::string_view type) const {
  const knowledge::Concept* found = taxonomy_.find(Field::kType, type);
  return found != nullptr ? found->binding : std::nullopt;
}

}  // namespace lontar::api
