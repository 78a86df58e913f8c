#include "search-api/page_inside.h"

#include <algorithm>

#include "search-api/page_parts.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

// Makes the URLs of hits, by their number from 1.
class HitUrls {
 public:
  HitUrls(const search::Reading& reading, const InsideSetting& setting)
      : reading_(reading), setting_(setting) {}

  std::string operator()(std::size_t hit) const {
    const Passage& passage = reading_.document.outline[reading_.matching[hit - 1]];
    return setting_.url + format_query({{"q", setting_.query}, {"hit", std::to_string(hit)}}) +
           "#" + percent_encode(passage.anchor);
  }

 private:
  const search::Reading& reading_;
  const InsideSetting& setting_;
};

// Before and after the place, whether it is a hit itself or not.
void set_way(View& inside, const search::Reading& reading, const HitUrls& url_of,
             const Wording& words) {
  const auto& matching = reading.matching;
  if (reading.hit > 0)
    inside.set("hit_words",
               words.text.get("inside.hit_of", {{"hit", words.text.number(reading.hit)},
                                                {"total", words.text.number(matching.size())}}));
  const bool begun = reading.hit > 0 || reading.place > 0;
  const auto before = std::ranges::lower_bound(matching, reading.place) - matching.begin();
  const auto after = begun ? std::ranges::upper_bound(matching, reading.place) - matching.begin()
                           : std::ptrdiff_t{0};
  if (before > 0) inside.set("prev_hit_url", url_of(static_cast<std::size_t>(before)));
  if (static_cast<std::size_t>(after) < matching.size())
    inside.set("next_hit_url", url_of(static_cast<std::size_t>(after) + 1));
}

View hit_views(const search::Reading& reading, const HitUrls& url_of, const Wording& words) {
  View found = list();
  std::size_t number = reading.first_listed;
  for (const search::PassageHit& hit : reading.inside.passages) {
    View row = object();
    set(row, "inside_here", number == reading.hit);
    row.set("inside_url", url_of(number++));
    set_named(row, "inside_label", words.passage(hit.name, hit.label));
    set(row, "inside_heading", hit.heading);
    set(row, "inside_snippet_html", hit.snippet);
    set_language(row, "inside", hit.language, words);
    set_scan(row, hit.ocr_confidence, hit.doubtful);
    found << row;
  }
  return found;
}

// The list is a part of all hits: where it goes on.
void set_list_pager(View& inside, const search::Reading& reading, const HitUrls& url_of,
                    const Wording& words) {
  const std::size_t first = reading.first_listed;
  const std::size_t last = first + reading.inside.passages.size() - 1;
  const std::size_t total = reading.matching.size();
  if (reading.inside.passages.size() == total) return;
  View pager = object();
  pager.set("listed_words", words.text.get("inside.listed", {{"first", words.text.number(first)},
                                                             {"last", words.text.number(last)},
                                                             {"total", words.text.number(total)}}));
  if (first > 1) pager.set("earlier_url", url_of(first > kHitsListed ? first - kHitsListed : 1));
  if (last < total) pager.set("later_url", url_of(last + 1));
  inside.set("listed", pager);
}

}  // namespace

void set_inside(View& view, const search::Reading& reading, const InsideSetting& setting,
                const Wording& words) {
  view.set("inside_action", setting.url);
  if (setting.query.empty()) return;
  view.set("inside_query", setting.query);
  const std::size_t total = reading.matching.size();
  View inside = object();
  inside.set("inside_words", total == 0 ? words.text.get("document.inside_none")
                                        : words.text.counted("document.inside", total));
  View notes = list();
  for (const search::Notice& notice : reading.inside.warnings) {
    View note = object();
    set_named(note, "inside_note", words.notice(notice));
    notes << note;
  }
  set_list(inside, "inside_notes", notes);
  if (total > 0) {
    const HitUrls url_of(reading, setting);
    set_way(inside, reading, url_of, words);
    set(inside, "list_open", !setting.on_the_way);
    set(inside, "has_hits", true);
    inside.set("first_listed", std::to_string(reading.first_listed));
    set_list(inside, "inside_hits", hit_views(reading, url_of, words));
    set_list_pager(inside, reading, url_of, words);
  }
  view.set("inside", inside);
}

}  // namespace lontar::api
