// The start page and the page of results.
#include <algorithm>
#include <utility>

#include "search-api/export_formats.h"
#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_parts.h"
#include "search-api/search_parameters.h"

namespace lontar::api {
namespace {

using search::SearchPage;
using search::SearchRequest;

constexpr std::size_t kShownValues = 7;  // of a facet; the others are folded away
constexpr std::size_t kShownNames = 12;  // that were searched too; the others are counted

std::string page_url(SearchRequest request, std::size_t page) {
  request.page = page;
  return "/search" + format_query(search_query(request));
}

std::string without_value(SearchRequest request, std::size_t facet, const std::string& value) {
  std::erase(request.filters[facet], value);
  return page_url(std::move(request), 1);
}

std::string without_years(SearchRequest request) {
  request.year_from = request.year_to = 0;
  return page_url(std::move(request), 1);
}

View chip(const std::string& facet, const std::string& value, const std::string& url) {
  View view = object();
  view.set("chip_facet", facet);
  view.set("chip_value", value);
  view.set("chip_url", url);
  return view;
}

View chips(const SearchRequest& request, const Wording& words) {
  View all = list();
  for (std::size_t i = 0; i < index::kFacetCount; ++i)
    for (const std::string& value : request.filters[i])
      all << chip(words.facet(i), words.label(i, value), without_value(request, i, value));
  if (request.year_from != 0 || request.year_to != 0) {
    std::string years = request.year_from != 0 ? std::to_string(request.year_from) : "…";
    years += "–" + (request.year_to != 0 ? std::to_string(request.year_to) : std::string("…"));
    all << chip(words.text.get("search.years"), years, without_years(request));
  }
  return all;
}

View facet_value(std::size_t facet, const search::FacetCount& count, const Wording& words) {
  View view = object();
  view.set("value", escape_list_value(count.value));
  view.set("label", words.label(facet, count.value));
  view.set("count", words.text.number(count.count));
  set(view, "checked", count.selected);
  return view;
}

// The values in the order they are shown: chosen ones first, so that none hides in the fold.
View facet_view(const search::FacetCounts& facet, const Wording& words) {
  std::vector<search::FacetCount> counts = facet.counts;
  std::stable_partition(counts.begin(), counts.end(),
                        [](const auto& count) { return count.selected; });
  const auto chosen = static_cast<std::size_t>(std::count_if(
      counts.begin(), counts.end(), [](const auto& count) { return count.selected; }));
  const std::size_t shown = std::max(kShownValues, chosen);
  View values = list();
  View more = list();
  for (std::size_t i = 0; i < counts.size(); ++i)
    (i < shown ? values : more) << facet_value(facet.facet, counts[i], words);
  View view = object();
  view.set("facet_name", std::string(index::kFacets[facet.facet].name));
  view.set("facet_label", words.facet(facet.facet));
  view.set("values", values);
  if (counts.size() > shown) {
    View folded = object();
    folded.set("more_count", std::to_string(counts.size() - shown));
    folded.set("more_values", more);
    view.set("more", folded);
  }
  return view;
}

View facet_views(const SearchPage& page, const Wording& words) {
  View all = list();
  for (const search::FacetCounts& facet : page.facets) {
    // Years are asked for by a span, not by a hundred boxes.
    if (index::kFacets[facet.facet].name == "year" || facet.counts.empty()) continue;
    all << facet_view(facet, words);
  }
  return all;
}

View passage_view(const search::Hit& hit, const search::PassageHit& passage, const Wording& words) {
  View view = object();
  view.set("passage_url", passage_url(hit.record, passage.anchor));
  set(view, "passage_label", passage.label);
  set(view, "passage_heading", passage.heading);
  const std::string page = std::to_string(passage.page);
  if (passage.page > 0 && passage.label != "Page " + page) view.set("passage_page", page);
  set(view, "snippet_html", passage.snippet);
  set_language(view, "snippet", passage.language, words);
  set_scan(view, passage.ocr_confidence, passage.doubtful);
  return view;
}

View hit_view(const search::Hit& hit, const Wording& words) {
  View view = object();
  view.set("hit_url", document_page_url(hit.record.id));
  view.set("hit_title", display_title(hit.record));
  set_language(view, "hit", hit.record.metadata.first(Field::kLanguage), words);
  set_badges(view, hit.record, words);
  View passages = list();
  for (const search::PassageHit& passage : hit.passages)
    passages << passage_view(hit, passage, words);
  set_list(view, "hit_passages", passages);
  return view;
}

View sort_options(const SearchRequest& request, const InterfaceText& text) {
  static constexpr std::array<std::pair<search::Sort, const char*>, 4> kSorts = {{
      {search::Sort::kRelevance, "search.sort_relevance"},
      {search::Sort::kNewest, "search.sort_newest"},
      {search::Sort::kOldest, "search.sort_oldest"},
      {search::Sort::kTitle, "search.sort_title"},
  }};
  const search::Sort usual =
      request.text.empty() ? search::Sort::kNewest : search::Sort::kRelevance;
  const search::Sort current = request.sort.value_or(usual);
  View options = list();
  for (const auto& [sort, key] : kSorts) {
    if (sort == search::Sort::kRelevance && request.text.empty()) continue;
    View option = object();
    // The usual order has no name in the form: words typed into it are searched by relevance.
    option.set("sort_value", sort == usual ? std::string() : std::string(sort_name(sort)));
    option.set("sort_label", text.get(key));
    set(option, "sort_selected", sort == current);
    options << option;
  }
  return options;
}

void set_pager(View& view, const SearchRequest& request, const SearchPage& page,
               const InterfaceText& text) {
  if (page.page_count < 2 && page.page <= page.page_count) return;
  if (page.page_count == 0) return;
  View pager = object();
  const std::size_t here = std::min(page.page, page.page_count + 1);
  if (here > 1) pager.set("prev_url", page_url(request, here - 1));
  if (here < page.page_count) pager.set("next_url", page_url(request, here + 1));
  View pages = list();
  const std::size_t first = here > 3 ? here - 3 : 1;
  const std::size_t last = std::min(page.page_count, here + 3);
  for (std::size_t number = first; number <= last; ++number) {
    View entry = object();
    entry.set("page_number", text.number(number));
    if (number == page.page)
      set(entry, "page_current", true);
    else
      entry.set("page_url", page_url(request, number));
    pages << entry;
  }
  pager.set("pager_pages", pages);
  pager.set("pager_last", text.number(page.page_count));
  view.set("pager", pager);
}

std::string total_words(const SearchPage& page, const InterfaceText& text) {
  if (page.total == 0) return text.get("search.total_none");
  if (page.total == 1 || page.hits.empty() || page.page_count < 2)
    return text.counted("search.total", page.total);
  const std::size_t first = (page.page - 1) * page.page_size + 1;
  return text.get("search.total_shown", {{"count", text.number(page.total)},
                                         {"first", text.number(first)},
                                         {"last", text.number(first + page.hits.size() - 1)}});
}

View notes(const SearchPage& page, const Parameters& parameters) {
  View all = list();
  const auto add = [&](const std::string& text) {
    View note = object();
    note.set("note", text);
    all << note;
  };
  for (const std::string& warning : page.warnings) add(warning);
  for (const Problem& problem : parameters.problems())
    if (problem.kind->slug != "unknown-parameter") add(problem.detail);
  return all;
}

// "Also searched: jerebu, kabut asap", and the way to search what was typed alone.
View expansion_view(const SearchRequest& request, const SearchPage& page) {
  std::vector<std::string> added;
  for (const search::ExpandedConcept& expansion : page.expanded)
    added.insert(added.end(), expansion.added.begin(), expansion.added.end());
  View names = list();
  for (std::size_t i = 0; i < std::min(added.size(), kShownNames); ++i) {
    View name = object();
    name.set("added", added[i]);
    set(name, "added_later", i > 0);
    names << name;
  }
  SearchRequest typed = request;
  typed.expand = false;
  View view = object();
  view.set("added_names", names);
  if (added.size() > kShownNames)
    view.set("added_more", std::to_string(added.size() - kShownNames));
  view.set("only_typed_url", page_url(std::move(typed), 1));
  return view;
}

// All results as files, as a record and as a feed; nothing where there are none.
void set_takeaway(View& view, SearchRequest request, const SearchPage& page,
                  const InterfaceText& text) {
  request.page = 1;
  request.page_size = 10;
  QueryPairs pairs = search_query(request);
  const std::string query = format_query(pairs);
  request.sort.reset();  // a feed has an order of its own
  const std::string feed = "/search/feed.atom" + format_query(search_query(request));
  view.set("feed_url", feed);
  if (page.total == 0) return;
  View takeaway = object();
  takeaway.set("takeaway_heading", text.counted("takeaway.heading", page.total));
  View files = list();
  pairs.emplace(pairs.begin(), "format", "");
  for (const ExportFormat& format : export_formats()) {
    if (page.total > kMaxExported) break;
    pairs.front().second = format.name;
    View file = object();
    file.set("takeaway_url", "/api/v1/search/export" + format_query(pairs));
    file.set("takeaway_label", std::string(format.label));
    files << file;
  }
  takeaway.set("takeaway_files", files);
  takeaway.set("takeaway_record_url", "/search/record" + query);
  takeaway.set("takeaway_feed_url", feed);
  view.set("takeaway", takeaway);
}

View search_view(const Context& context, const SearchRequest& request, const SearchPage& page) {
  const Wording words = context.wording();
  const View filters = chips(request, words);
  const bool start = request.text.empty() && filters.is_empty_list() && request.page == 1;
  View view = page_view(context.site, context.request,
                        request.text.empty() ? "Lontar" : request.text + " – Lontar");
  set(view, "is_start", start);
  set(view, "query", request.text);
  view.set("total_words", total_words(page, words.text));
  set(view, "is_empty", page.total == 0);
  set_list(view, "notes", notes(page, context.parameters));
  if (!page.expanded.empty()) view.set("expansion", expansion_view(request, page));
  set(view, "expand_off", !request.expand);
  if (!request.expand) {
    SearchRequest widened = request;
    widened.expand = true;
    view.set("expand_url", page_url(std::move(widened), 1));
  }
  set_list(view, "chips", filters);
  view.set("sort_options", sort_options(request, words.text));
  set_list(view, "facets", facet_views(page, words));
  if (request.year_from != 0) view.set("year_from", std::to_string(request.year_from));
  if (request.year_to != 0) view.set("year_to", std::to_string(request.year_to));
  if (request.page_size != 10) view.set("page_size", std::to_string(request.page_size));
  View hits = list();
  for (const search::Hit& hit : page.hits) hits << hit_view(hit, words);
  set_list(view, "hits", hits);
  set_pager(view, request, page, words.text);
  if (page.corrected) {
    SearchRequest other = request;
    other.text = *page.corrected;
    view.set("corrected", *page.corrected);
    view.set("corrected_url", page_url(std::move(other), 1));
  }
  set_takeaway(view, request, page, words.text);
  view.set("json_url", "/api/v1/search" + format_query(search_query(request)));
  return view;
}

}  // namespace

OrProblem<Response> get_search_page(Context& context) {
  SearchRequest request = search_request(context.parameters, context.site.vocabulary);
  request.count_facets.fill(true);
  const auto page = context.searcher->search(request);
  if (!page) return problem_of(page.error());
  context.generation = page->generation;
  return html_response(
      context.renderer->render("search", context.text, search_view(context, request, *page)));
}

}  // namespace lontar::api
