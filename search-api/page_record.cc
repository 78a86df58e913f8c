// The research record of a search: what was asked, how it was read, when, on which state of the
// collection, and what was found. Made to be printed.
#include <algorithm>
#include <array>
#include <ctime>
#include <vector>

#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_parts.h"
#include "search-api/public_url.h"
#include "search-api/search_parameters.h"

namespace lontar::api {
namespace {

using search::SearchPage;
using search::SearchRequest;

constexpr std::size_t kListed = 500;  // documents in one part, some thirty sheets of paper

View fact(const std::string& label, const std::string& value) {
  View view = object();
  view.set("record_label", label);
  view.set("record_value", value);
  return view;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out.append(out.empty() ? "" : ", ").append(text);
  return out;
}

std::string years(const SearchRequest& request, const InterfaceText& text) {
  const std::string from = std::to_string(request.year_from);
  const std::string to = std::to_string(request.year_to);
  if (request.year_from == 0) return text.get("record.years_to", {{"to", to}});
  if (request.year_to == 0) return text.get("record.years_from", {{"from", from}});
  return from + "–" + to;
}

std::string order(const SearchRequest& request, const InterfaceText& text) {
  const search::Sort sort = request.sort.value_or(request.text.empty() ? search::Sort::kNewest
                                                                       : search::Sort::kRelevance);
  return text.get("record.order_" + std::string(sort_name(sort)));
}

// What was asked, and how it was read.
View question(const SearchRequest& request, const SearchPage& page, const Wording& words) {
  const InterfaceText& text = words.text;
  View facts = list();
  const auto add = [&](std::string_view key, const std::string& value) {
    facts << fact(text.get(key), value);
  };
  add("record.query", request.text.empty() ? text.get("record.query_none") : request.text);
  if (!request.text.empty()) add("record.read_as", page.parsed);
  for (const search::ExpandedConcept& expansion : page.expanded)
    facts << fact(text.get("record.besides", {{"typed", expansion.typed}}),
                  joined(expansion.added));
  if (!request.expand) add("record.names", text.get("record.names_off"));
  if (page.corrected) add("record.corrected", *page.corrected);
  for (std::size_t i = 0; i < index::kFacetCount; ++i) {
    std::vector<std::string> labels;
    for (const std::string& value : request.filters[i]) labels.push_back(words.label(i, value));
    if (!labels.empty()) facts << fact(words.facet(i), joined(labels));
  }
  if (request.year_from != 0 || request.year_to != 0) add("record.years", years(request, text));
  add("record.order", order(request, text));
  for (const search::Notice& notice : page.warnings) add("record.note", words.notice(notice).text);
  return facts;
}

View hit_view(const search::Hit& hit, const Wording& words, const std::string& base) {
  View view = object();
  const std::string url = document_page_url(hit.record.id);
  view.set("record_title", display_title(hit.record));
  set_language(view, "record", hit.record.metadata.first(Field::kLanguage), words);
  view.set("record_url", url);
  view.set("record_link", base + url);
  set_badges(view, hit.record, words);
  return view;
}

// "21 November 2026, 14:05:09 UTC", and the same for machines.
void set_now(View& view, const InterfaceText& text) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> clock{};
  std::strftime(clock.data(), clock.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  view.set("record_time_iso", clock.data());
  std::strftime(clock.data(), clock.size(), ", %H:%M:%S UTC", &utc);
  view.set("record_time",
           text.date({utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday}) + clock.data());
}

void set_parts(View& view, const SearchRequest& request, const SearchPage& page, std::size_t part,
               std::size_t shown, const InterfaceText& text) {
  const std::size_t first = (part - 1) * kListed;
  view.set("record_start", std::to_string(first + 1));
  if (page.total <= kListed) return;
  View parts = object();
  parts.set("part_words", shown == 0
                              ? text.get("record.part_none")
                              : text.get("record.part", {{"first", text.number(first + 1)},
                                                         {"last", text.number(first + shown)},
                                                         {"total", text.number(page.total)}}));
  const auto at = [&](std::size_t number) {
    QueryPairs pairs = search_query(request);
    if (number > 1) pairs.emplace_back("page", std::to_string(number));
    return "/search/record" + format_query(pairs);
  };
  if (part > 1) parts.set("prev_url", at(part - 1));
  if (first + shown < page.total && shown > 0) parts.set("next_url", at(part + 1));
  view.set("record_parts", parts);
}

std::string total_words(const SearchPage& page, const InterfaceText& text) {
  if (page.total == 0) return text.get("record.total_none");
  const std::string all = text.counted("search.total", page.total);
  if (!page.relaxed) return all;
  return text.get("record.total_relaxed",
                  {{"total_words", all}, {"complete", text.number(page.complete)}});
}

}  // namespace

std::span<const Parameter> record_parameters() {
  static const std::vector<Parameter> kRows = [] {
    const auto whole = whole_search_parameters();
    std::vector<Parameter> rows(whole.begin(), whole.end());
    rows.push_back({"page", ParameterKind::kNumber, "The part of the list, 500 documents each.", 1,
                    1'000'000});
    return rows;
  }();
  return kRows;
}

OrProblem<Response> get_record_page(Context& context) {
  const Wording words = context.wording();
  SearchRequest request = search_request(context.parameters, context.site.vocabulary);
  const std::size_t part = std::exchange(request.page, 1);
  request.count_facets.fill(false);
  request.snippets = false;
  const std::string base = base_url(context.site.public_url, context.request);
  SearchPage head;
  View hits = list();
  std::size_t shown = 0;
  search::Walk walk;
  walk.first = (part - 1) * kListed;
  walk.count = kListed;
  walk.begin = [&](const SearchPage& page) {
    head = page;
    hits = list();
    shown = 0;
    return true;
  };
  walk.hit = [&](const search::Hit& hit) {
    hits << hit_view(hit, words, base);
    ++shown;
    return true;
  };
  const auto walked = context.searcher->walk(request, walk);
  if (!walked) return problem_of(walked.error());
  context.generation = head.generation;

  View view =
      page_view(context.site, context.request, words.text.get("record.title") + " – Lontar");
  set_now(view, words.text);
  view.set("record_question", question(request, head, words));
  view.set("record_total", total_words(head, words.text));
  view.set("record_generation", std::to_string(head.generation));
  const std::string url = "/search" + format_query(search_query(request));
  view.set("record_search_url", url);
  view.set("record_search_link", base + url);
  set(view, "record_has_hits", shown > 0);
  view.set("record_hits", hits);
  set_parts(view, request, head, part, shown, words.text);
  return html_response(context.renderer->render("record", words.text, view));
}

}  // namespace lontar::api
