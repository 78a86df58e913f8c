#include "search-api/page_facts.h"

#include <array>

#include "search-api/parameters.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

// The facts in the order a reader wants them; title and source URL have their own places.
constexpr std::array kFacts = {
    Field::kShortTitle, Field::kType,     Field::kDate,     Field::kStatus,       Field::kCommunity,
    Field::kBody,       Field::kCourt,    Field::kCitation, Field::kMemberStates, Field::kParties,
    Field::kTopics,     Field::kLanguage, Field::kTextKind, Field::kWork,
};

std::string facet_url(Field field, const std::string& value) {
  for (const index::Facet& facet : index::kFacets)
    if (facet.field == field && field != Field::kDate)
      return "/search" + format_query({{std::string(facet.name), escape_list_value(value)}});
  return {};
}

std::string words_of(Field field, const std::string& value, const Wording& words) {
  if (field != Field::kDate) return words.label(field, value);
  const auto date = Date::parse(value);
  return date ? words.text.date(*date) : value;
}

}  // namespace

View fact_views(const index::Record& record, const Wording& words) {
  View facts = list();
  for (const Field each : kFacts) {
    const FieldValue& field = record.metadata[each];
    if (!field.given()) continue;
    if (each == Field::kWork && record.metadata.first(Field::kWork) == record.id) continue;
    View values = list();
    for (const std::string& value : field.values) {
      View view = object();
      view.set("fact_value", words_of(each, value, words));
      set(view, "fact_url", facet_url(each, value));
      values << view;
    }
    View view = object();
    view.set("fact_label", words.text.get("facts." + std::string(info(each).name)));
    view.set("fact_source", words.text.get("sources." + std::string(name(field.source))));
    set(view, "fact_evidence", field.evidence);
    set(view, "fact_inferred", field.source == Source::kInferred);
    if (field.values.empty())
      view.set("fact_none", words.text.get("document.none"));
    else
      view.set("fact_values", values);
    facts << view;
  }
  return facts;
}

}  // namespace lontar::api
