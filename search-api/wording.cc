#include "search-api/wording.h"

namespace lontar::api {
namespace {

// The interface's own name for something that the program or config/ has in English.
std::string own_or(const InterfaceText& text, std::string_view table, std::string_view code,
                   std::string_view otherwise) {
  const std::string* own = text.find_own(std::string(table) + "." + std::string(code));
  return own != nullptr ? *own : std::string(otherwise);
}

// The table of web/i18n that names a field's values.
std::string table_of(Field field) {
  if (field == Field::kLanguage) return "languages";
  if (field == Field::kTextKind) return "text_kinds";
  return "vocabulary." + std::string(info(field).name);
}

}  // namespace

std::string Wording::facet(std::size_t facet) const {
  return own_or(text, "facets", index::kFacets[facet].name, Vocabulary::facet_label(facet));
}

std::string Wording::label(Field field, std::string_view code) const {
  return own_or(text, table_of(field), code, vocabulary.label(field, code, text.code()));
}

std::string Wording::label(std::size_t facet, std::string_view code) const {
  return label(index::kFacets[facet].field, code);
}

Named Wording::passage(const PassageName& name, const std::string& label) const {
  if (name.kind.empty()) return {label, ""};
  const std::string* kind = text.find_own("passage_kinds." + name.kind);
  if (kind == nullptr) return {label, "en"};
  return {name.number.empty() ? *kind : *kind + " " + name.number, text.code()};
}

Named Wording::passage(const Passage& passage) const {
  return this->passage(passage_name(passage), display_label(passage));
}

Named Wording::notice(const search::Notice& notice) const {
  const std::string* own = text.find_own("notices." + std::string(notice.code));
  return own != nullptr ? Named{notice.text(*own), text.code()} : Named{notice.text(), "en"};
}

std::string Wording::problem_title(const ProblemKind& kind) const {
  return own_or(text, "problem_titles", kind.slug, kind.title);
}

std::string Wording::problem_explanation(const ProblemKind& kind) const {
  return own_or(text, "problem_explanations", kind.slug, kind.explanation);
}

}  // namespace lontar::api
