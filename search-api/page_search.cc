// The page of results.
#include <algorithm>
#include <utility>

#include "search-api/export_formats.h"
#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_facets.h"
#include "search-api/page_hits.h"
#include "search-api/page_options.h"
#include "search-api/page_parts.h"
#include "search-api/search_parameters.h"
#include "search/query_form.h"

namespace lontar::api {
namespace {

using search::SearchPage;
using search::SearchRequest;

constexpr std::size_t kShownNames = 12;  // that were searched too; the others are counted

void set_pager(View& view, const SearchRequest& request, const SearchPage& page,
               const InterfaceText& text) {
  if (page.page_count < 2 && page.page <= page.page_count) return;
  if (page.page_count == 0) return;
  View pager = object();
  const std::size_t here = std::min(page.page, page.page_count + 1);
  if (here > 1) pager.set("prev_url", search_page_url(request, here - 1));
  if (here < page.page_count) pager.set("next_url", search_page_url(request, here + 1));
  View pages = list();
  const std::size_t first = here > 3 ? here - 3 : 1;
  const std::size_t last = std::min(page.page_count, here + 3);
  for (std::size_t number = first; number <= last; ++number) {
    View entry = object();
    entry.set("page_number", text.number(number));
    if (number == page.page)
      set(entry, "page_current", true);
    else
      entry.set("page_url", search_page_url(request, number));
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

View notes(const SearchPage& page, const Parameters& parameters, const Wording& words) {
  View all = list();
  const auto add = [&](const Named& said) {
    View note = object();
    set_named(note, "note", said);
    all << note;
  };
  for (const search::Notice& notice : page.warnings) add(words.notice(notice));
  for (const Problem& problem : parameters.problems())
    if (problem.kind->slug != "unknown-parameter") add({problem.detail, "en"});
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
  view.set("only_typed_url", search_page_url(std::move(typed)));
  return view;
}

// What was read differently from how it was typed, and the way back from it.
void set_reading(View& view, const SearchRequest& request, const SearchPage& page) {
  if (!page.expanded.empty()) view.set("expansion", expansion_view(request, page));
  set(view, "expand_off", !request.expand);
  if (!request.expand) {
    SearchRequest widened = request;
    widened.expand = true;
    view.set("expand_url", search_page_url(std::move(widened)));
  }
  if (page.corrected) {
    SearchRequest other = request;
    other.text = *page.corrected;
    view.set("corrected", *page.corrected);
    view.set("corrected_url", search_page_url(std::move(other)));
  }
  if (page.relaxed && page.complete > 0) {
    search::QueryForm strict = search::form_of(request.text);
    strict.every = true;
    SearchRequest narrower = request;
    narrower.text = search::to_text(strict);
    view.set("strict_url", search_page_url(std::move(narrower)));
  }
}

void set_filters(View& view, const SearchRequest& request, const SearchPage& page,
                 const Wording& words) {
  const View chips = chip_views(request, words);
  set_list(view, "chips", chips);
  if (chips.list_value().size() > 1) {
    SearchRequest without = request;
    for (auto& filter : without.filters) filter.clear();
    without.year_from = without.year_to = 0;
    view.set("clear_url", search_page_url(std::move(without)));
  }
  set_list(view, "facets", facet_views(page, words));
  set_year_chart(view, request, page, words);
  set_matrix(view, request, page, words);
  if (request.year_from != 0) view.set("year_from", std::to_string(request.year_from));
  if (request.year_to != 0) view.set("year_to", std::to_string(request.year_to));
}

// All results as files, as a record and as a feed; nothing where there are none.
void set_takeaway(View& view, SearchRequest request, const SearchPage& page,
                  const InterfaceText& text) {
  request.page = 1;
  request.page_size = search::kUsualPageSize;
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
  const std::string query = format_query(search_query(request));
  View view = page_view(context.site, context.request,
                        request.text.empty() ? "Lontar" : request.text + " – Lontar");
  view.set("search_script_url", context.site.web.static_url("search.js"));
  set(view, "query", request.text);
  view.set("total_words", total_words(page, words.text));
  set_list(view, "notes", notes(page, context.parameters, words));
  set_reading(view, request, page);
  set_filters(view, request, page, words);
  view.set("sort_options", sort_views(request, words.text));
  view.set("size_options", page_size_views(request, words.text));
  view.set("first_number", std::to_string((page.page - 1) * page.page_size + 1));
  set_list(view, "hits", hit_views(request, page, words, context.site.web.pdfjs() != nullptr));
  set(view, "is_empty", page.total == 0);
  set_list(view, "alternatives", alternative_views(request, page, words));
  set(view, "has_alternatives", !page.alternatives.empty());
  set_pager(view, request, page, words.text);
  set_takeaway(view, request, page, words.text);
  view.set("self_url", "/search" + query);
  view.set("json_url", "/api/v1/search" + query);
  view.set("advanced_url", "/advanced" + query);
  return view;
}

}  // namespace

OrProblem<Response> get_search_page(Context& context) {
  SearchRequest request = search_request(context.parameters, context.site.vocabulary);
  request.count_facets.fill(true);
  request.count_pair = matrix_facets();
  request.alternatives = true;
  const auto page = context.searcher->search(request);
  if (!page) return problem_of(page.error());
  context.generation = page->generation;
  return html_response(
      context.renderer->render("search", context.text, search_view(context, request, *page)));
}

}  // namespace lontar::api
