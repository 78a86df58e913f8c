// The start page: what this is, and the ways in, each with how much is behind it.
#include <algorithm>

#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_parts.h"

namespace lontar::api {
namespace {

using search::SearchPage;
using search::SearchRequest;

constexpr std::size_t kNewest = 6;
constexpr std::size_t kShownTopics = 24;  // the others are folded away

const std::size_t kCommunity = *index::facet_named("community");
const std::size_t kState = *index::facet_named("member_state");
const std::size_t kTopic = *index::facet_named("topic");

View way_in(std::size_t facet, const search::FacetCount& count, const Wording& words) {
  SearchRequest request;
  request.filters[facet] = {count.value};
  View view = object();
  view.set("way_url", search_page_url(std::move(request)));
  view.set("way_code", count.value);
  view.set("way_label", words.label(facet, count.value));
  view.set("way_count", words.text.number(count.count));
  view.set("way_words", words.text.counted("search.total", count.count));
  return view;
}

const std::vector<search::FacetCount>& counts_of(const SearchPage& page, std::size_t facet) {
  return std::ranges::find(page.facets, facet, &search::FacetCounts::facet)->counts;
}

// All values that the facet's vocabulary has, in its order, those without a document too: what is
// missing from a collection is worth knowing.
View whole_vocabulary(const SearchPage& page, std::size_t facet, const Wording& words) {
  const auto& counts = counts_of(page, facet);
  View all = list();
  for (const std::string& code : words.vocabulary.values(facet)) {
    const auto known = std::ranges::find(counts, code, &search::FacetCount::value);
    all << way_in(facet, known == counts.end() ? search::FacetCount{code} : *known, words);
  }
  return all;
}

void set_topics(View& view, const SearchPage& page, const Wording& words) {
  const auto& counts = counts_of(page, kTopic);
  View shown = list();
  View more = list();
  for (std::size_t i = 0; i < counts.size(); ++i)
    (i < kShownTopics ? shown : more) << way_in(kTopic, counts[i], words);
  set_list(view, "topics", shown);
  set(view, "has_topics", !counts.empty());
  if (counts.size() <= kShownTopics) return;
  View fold = object();
  fold.set("more_count", words.text.number(counts.size() - kShownTopics));
  fold.set("more_topics", more);
  view.set("topics_more", fold);
}

View newest_views(const SearchPage& page, const Wording& words) {
  View all = list();
  for (const search::Hit& hit : page.hits) {
    View view = object();
    view.set("hit_url", document_page_url(hit.record.id));
    view.set("hit_title", display_title(hit.record));
    set_language(view, "hit", hit.record.metadata.first(Field::kLanguage), words);
    set_badges(view, hit.record, words);
    all << view;
  }
  return all;
}

View start_view(const Context& context, const SearchPage& page) {
  const Wording words = context.wording();
  View view = page_view(context.site, context.request, "Lontar");
  view.set("search_script_url", context.site.web.static_url("search.js"));
  view.set("total_words", words.text.counted("search.total", page.total));
  view.set("communities", whole_vocabulary(page, kCommunity, words));
  view.set("states", whole_vocabulary(page, kState, words));
  set_topics(view, page, words);
  set_list(view, "newest", newest_views(page, words));
  set(view, "is_empty", page.total == 0);
  return view;
}

}  // namespace

OrProblem<Response> get_start_page(Context& context) {
  SearchRequest everything;
  everything.sort = search::Sort::kLatest;
  everything.page_size = kNewest;
  everything.snippets = false;
  for (const std::size_t facet : {kCommunity, kState, kTopic})
    everything.count_facets[facet] = true;
  const auto page = context.searcher->search(everything);
  if (!page) return problem_of(page.error());
  context.generation = page->generation;
  return html_response(context.renderer->render("start", context.text, start_view(context, *page)));
}

}  // namespace lontar::api
