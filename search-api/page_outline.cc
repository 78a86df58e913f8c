#include "search-api/page_outline.h"

#include <algorithm>
#include <array>

#include "search-api/links.h"
#include "search-api/page_parts.h"
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

constexpr std::size_t kMaxOutline = 400;

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

View warning_views(const index::Record& record) {
  View warnings = list();
  for (const Warning& warning : record.warnings) {
    View view = object();
    view.set("warning", warning.message);
    warnings << view;
  }
  return warnings;
}

View outline_views(const search::DocumentView& document, const Wording& words) {
  std::array<std::size_t, 6> at_depth{};
  for (const Passage& passage : document.outline)
    ++at_depth[static_cast<std::size_t>(std::clamp(passage.depth, 0, 5))];
  int deepest = 0;
  for (std::size_t listed = at_depth[0]; deepest < 5; ++deepest) {
    listed += at_depth[static_cast<std::size_t>(deepest) + 1];
    if (listed > kMaxOutline) break;
  }
  View outline = list();
  if (document.outline.size() < 2) return outline;
  std::size_t listed = 0;
  for (const Passage& passage : document.outline) {
    if (passage.depth > deepest || ++listed > kMaxOutline) continue;
    View view = object();
    view.set("outline_url", passage_url(document.record, passage.anchor));
    view.set("outline_label", display_label(passage));
    set(view, "outline_heading", passage.heading);
    view.set("outline_depth", std::to_string(std::clamp(passage.depth, 0, 5)));
    set_language(view, "outline",
                 passage.language.empty() ? document.record.metadata.first(Field::kLanguage)
                                          : passage.language,
                 words);
    outline << view;
  }
  return outline;
}

}  // namespace lontar::api
