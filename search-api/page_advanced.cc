// The advanced form: a question in fields, made of a search's address and made into one.
#include <algorithm>
#include <array>
#include <charconv>

#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_options.h"
#include "search-api/search_parameters.h"
#include "search/query_form.h"

namespace lontar::api {
namespace {

using search::QueryForm;
using search::SearchRequest;

// The texts of the form: the name of the parameter and where it goes. To add a field, add a row.
struct TextField {
  std::string_view name;
  std::string QueryForm::*member;
  std::string_view description;
};
constexpr std::array kTextFields = {
    TextField{"all", &QueryForm::all, "Words that are asked for, or any query."},
    TextField{"phrase", &QueryForm::phrase, "Words that stand one after the other."},
    TextField{"any", &QueryForm::any, "Words of which one will do."},
    TextField{"none", &QueryForm::none, "Words that must not be there."},
    TextField{"title", &QueryForm::title, "Words of the title."},
    TextField{"citation", &QueryForm::citation, "The citation of a decision."},
    TextField{"near_first", &QueryForm::near_first, "A word that stands near another one."},
    TextField{"near_second", &QueryForm::near_second, "The other one."},
    TextField{"date_from", &QueryForm::date_from, "Not before this year, month or day."},
    TextField{"date_to", &QueryForm::date_to, "Not after this year, month or day."},
};

constexpr std::array<unsigned, 5> kDistances = {3, 5, 10, 25, 64};
constexpr std::array<std::string_view, 1> kYes = {"yes"};

// Facets whose values are few are boxes to tick; the others are lists.
constexpr std::array<std::string_view, 3> kBoxes = {"community", "member_state", "text_kind"};

std::vector<Parameter> make_parameters() {
  std::vector<Parameter> rows;
  for (const TextField& field : kTextFields)
    rows.push_back({field.name, ParameterKind::kText, field.description});
  rows.push_back(
      {"every", ParameterKind::kChoice, "None of the words may be missing.", 0, 0, kYes});
  rows.push_back({"near_words", ParameterKind::kNumber, "How far apart the two words are at most.",
                  1, index::kMaxNear});
  for (const Parameter& parameter : search_parameters())
    if (index::facet_named(parameter.name) || parameter.name == "sort" ||
        parameter.name == "page_size" || parameter.name == "expand")
      rows.push_back(parameter);
  return rows;
}

// A year alone; 0 for anything else.
int year_alone(const std::string& date) {
  int year = 0;
  const char* end = date.data() + date.size();
  const auto read = std::from_chars(date.data(), end, year);
  return read.ec == std::errc{} && read.ptr == end && date.size() == 4 ? year : 0;
}

// Whole years are a filter, which the page of results shows as one.
void move_years(QueryForm& form, SearchRequest& request) {
  const int from = year_alone(form.date_from);
  const int to = year_alone(form.date_to);
  const bool whole = (form.date_from.empty() || from != 0) && (form.date_to.empty() || to != 0);
  if (!whole) return;
  request.year_from = from;
  request.year_to = to;
  form.date_from.clear();
  form.date_to.clear();
}

// What the filters of the address and the fields of its text say together.
QueryForm filled_form(SearchRequest& request, const Vocabulary& vocabulary) {
  QueryForm form = search::form_of(request.text);
  if (form.date_from.empty() && form.date_to.empty()) {
    if (request.year_from != 0) form.date_from = std::to_string(request.year_from);
    if (request.year_to != 0) form.date_to = std::to_string(request.year_to);
  }
  for (std::size_t facet = 0; facet < index::kFacetCount; ++facet) {
    if (form.facets[facet].empty()) continue;
    const std::string code = vocabulary.canonical(facet, form.facets[facet]);
    auto& filter = request.filters[facet];
    if (filter.empty()) {
      filter.push_back(code);
    } else if (std::ranges::find(filter, code) == filter.end()) {
      // Both at once are more than a filter says: this one stays in the text.
      form.all += (form.all.empty() ? "" : " ") + std::string(index::kFacets[facet].name) + ":\"" +
                  form.facets[facet] + "\"";
    }
  }
  return form;
}

// What the request filters by is chosen, whether a document has it or not.
void mark_selected(search::FacetCounts& facet, const SearchRequest& request) {
  for (const std::string& value : request.filters[facet.facet]) {
    auto known = std::ranges::find(facet.counts, value, &search::FacetCount::value);
    if (known == facet.counts.end()) known = facet.counts.insert(known, {value, 0, false});
    known->selected = true;
  }
}

View facet_choice(const search::FacetCounts& facet, const Wording& words) {
  View values = list();
  for (const search::FacetCount& count : facet.counts) {
    View value = object();
    value.set("value", escape_list_value(count.value));
    value.set("label", words.label(facet.facet, count.value));
    value.set("count", words.text.number(count.count));
    set(value, "checked", count.selected);
    values << value;
  }
  const std::string_view name = index::kFacets[facet.facet].name;
  View view = object();
  view.set("facet_name", std::string(name));
  view.set("facet_label", words.facet(facet.facet));
  const bool boxes = std::ranges::find(kBoxes, name) != kBoxes.end();
  set(view, boxes ? "has_boxes" : "has_options", true);
  view.set(boxes ? "boxes" : "options", values);
  return view;
}

View distance_options(unsigned chosen, const Wording& words) {
  View options = list();
  std::vector<unsigned> distances(kDistances.begin(), kDistances.end());
  const unsigned current = chosen != 0 ? chosen : search::kUsualNear;
  if (std::ranges::find(distances, current) == distances.end()) distances.push_back(current);
  std::ranges::sort(distances);
  for (const unsigned distance : distances) {
    View option = object();
    option.set("distance", std::to_string(distance));
    option.set("distance_words", words.text.counted("advanced.distance", distance));
    set(option, "distance_selected", distance == current);
    options << option;
  }
  return options;
}

View advanced_view(const Context& context, const QueryForm& form, const SearchRequest& request,
                   const search::SearchPage& everything) {
  const Wording words = context.wording();
  View view = page_view(context.site, context.request, words.text.get("advanced.title"));
  for (const TextField& field : kTextFields)
    set(view, "form_" + std::string(field.name), form.*field.member);
  set(view, "form_every", form.every);
  view.set("distances", distance_options(form.near_words, words));
  View facets = list();
  for (const search::FacetCounts& facet : everything.facets)
    if (!facet.counts.empty()) facets << facet_choice(facet, words);
  view.set("facets", facets);
  view.set("sort_options", sort_views(request, words.text));
  view.set("size_options", page_size_views(request, words.text));
  set(view, "expand_off", !request.expand);
  return view;
}

}  // namespace

std::span<const Parameter> advanced_search_parameters() {
  static const std::vector<Parameter> kParameters = make_parameters();
  return kParameters;
}

OrProblem<Response> get_advanced_page(Context& context) {
  SearchRequest request = search_request(context.parameters, context.site.vocabulary);
  const QueryForm form = filled_form(request, context.site.vocabulary);
  // All values that there are; a filter of one facet takes away no values of another.
  SearchRequest everything;
  everything.page_size = 1;
  everything.snippets = false;
  everything.count_facets.fill(true);
  everything.count_facets[*index::facet_named("year")] = false;
  auto page = context.searcher->search(everything);
  if (!page) return problem_of(page.error());
  for (search::FacetCounts& facet : page->facets) mark_selected(facet, request);
  context.generation = page->generation;
  return html_response(context.renderer->render("advanced", context.text,
                                                advanced_view(context, form, request, *page)));
}

OrProblem<Response> get_advanced_search(Context& context) {
  const Parameters& parameters = context.parameters;
  SearchRequest request = search_request(parameters, context.site.vocabulary);
  QueryForm form;
  for (const TextField& field : kTextFields) form.*field.member = parameters.text(field.name);
  form.every = parameters.has("every");
  form.near_words = static_cast<unsigned>(parameters.number("near_words", 0));
  move_years(form, request);
  request.text = search::to_text(form);
  if (request.sort == search::Sort::kRelevance) request.sort.reset();
  Response response;
  response.status = 303;
  response.set("Location", search_page_url(std::move(request)));
  return response;
}

}  // namespace lontar::api
