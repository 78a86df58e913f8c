// The reading page: the text of a PDF beside the PDF itself, both at one page. Without a script it
// is the text with a link to the file.
#include <algorithm>
#include <array>

#include "io/json.h"
#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/page_inside.h"
#include "search-api/page_parts.h"
#include "search-api/page_passages.h"
#include "search-api/text_parts.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

constexpr std::array kReaderParameters = {
    Parameter{"page", ParameterKind::kNumber, "Page of the PDF, from 1.", 1, kMaxNumber},
    Parameter{"q", ParameterKind::kText, "A query for inside the document."},
    Parameter{"hit", ParameterKind::kNumber,
              "Number of the matching passage to show, from 1; goes before the page.", 1,
              kMaxNumber},
};

constexpr search::WindowSize kWindow{
    .passages = 40, .bytes = kPartBytes, .passage_bytes = kPartBytes};
constexpr std::size_t kMaxHitPages = 2000;

using Pages = std::pair<int, int>;

// The pages on which a passage stands: from its own to that on which the next one begins.
Pages pages_of(const std::vector<Passage>& outline, std::size_t number, int last) {
  const int first = std::max(outline[number].page, 1);
  for (std::size_t i = number + 1; i < outline.size(); ++i) {
    if (outline[i].page == 0) continue;
    // A page as a passage ends with it.
    return {first, std::max(outline[number].kind == "page" ? first : outline[i].page, first)};
  }
  return {first, outline[number].kind == "page" ? first : std::max(last, first)};
}

std::string range_words(Pages pages) {
  std::string words = std::to_string(pages.first);
  if (pages.second > pages.first) words += "-" + std::to_string(pages.second);
  return words;
}

// "3-5,9": where anything was found.
std::string hit_pages(const search::Reading& reading) {
  std::vector<Pages> all;
  for (const std::size_t number : reading.matching) {
    const Pages pages = pages_of(reading.document.outline, number, reading.document.record.pages);
    if (!all.empty() && pages.first <= all.back().second + 1)
      all.back().second = std::max(all.back().second, pages.second);
    else if (all.size() < kMaxHitPages)
      all.push_back(pages);
  }
  std::string words;
  for (const Pages& pages : all) words += (words.empty() ? "" : ",") + range_words(pages);
  return words;
}

struct Spot {
  int page = 1;       // that both sides show
  Pages place{1, 1};  // of the passage that was asked for
};

Spot spot_of(const search::Reading& reading, int page) {
  const index::Record& record = reading.document.record;
  Spot spot;
  if (reading.document.outline.empty()) {
    spot.page = std::clamp(page, 1, std::max(record.pages, 1));
    spot.place = {spot.page, spot.page};
    return spot;
  }
  spot.place = pages_of(reading.document.outline, reading.place, record.pages);
  spot.page = page > 0 ? std::clamp(page, 1, std::max(record.pages, 1)) : spot.place.first;
  if (page > 0) spot.place = {spot.page, spot.page};
  return spot;
}

// What read.js needs.
void set_pdf(View& view, Context& context, const search::Reading& reading, const Spot& spot) {
  const index::Record& record = reading.document.record;
  const std::string file = api_document_url(record.id) + "/file";
  view.set("file_url", file);
  view.set("file_page_url", file + "#page=" + std::to_string(spot.page));
  view.set("page", std::to_string(spot.page));
  view.set("page_words", context.text.number(static_cast<unsigned>(spot.page)));
  view.set("pages", std::to_string(record.pages));
  view.set("pages_words", context.text.number(static_cast<unsigned>(record.pages)));
  if (context.site.web.pdfjs() == nullptr) return;
  view.set("pdfjs_url", context.site.web.pdfjs()->url());
  view.set("read_script_url", context.site.web.static_url("read.js"));
  view.set("hit_pages", hit_pages(reading));
  view.set("place_pages", range_words(spot.place));
  view.set("found_json", io::dump(io::Json(reading.found)));
  // %p: where the script writes the page that is seen.
  view.set("page_of",
           context.text.get(
               "read.page_of",
               {{"page_words", "%p"},
                {"pages_words", context.text.number(static_cast<unsigned>(record.pages))}}));
}

void set_pages(View& view, const search::Reading& reading, const Spot& spot,
               const std::string& query) {
  const index::Record& record = reading.document.record;
  if (spot.page > 1) view.set("prev_page_url", reader_url(record.id, spot.page - 1, query));
  if (spot.page < record.pages)
    view.set("next_page_url", reader_url(record.id, spot.page + 1, query));
}

}  // namespace

std::span<const Parameter> reader_parameters() { return kReaderParameters; }

OrProblem<Response> get_reader(Context& context) {
  const Parameters& given = context.parameters;
  const std::string query = given.text("q");
  const int page = static_cast<int>(given.has("hit") ? 0 : given.number("page", 0));
  const auto reading = context.searcher->read(context.path[0], {.query = query,
                                                                .hit = given.size("hit"),
                                                                .page = page,
                                                                .size = kWindow,
                                                                .from_place = true,
                                                                .listed = kHitsListed});
  if (!reading) return problem_of(reading.error());
  context.generation = reading->document.generation;
  const index::Record& record = reading->document.record;
  if (!is_pdf(record))
    return Problem("no-original", "This document was not made from a PDF; its text is at " +
                                      document_page_url(record.id) + ".");
  const Wording words = context.wording();
  const Spot spot = spot_of(*reading, page);
  View view = page_view(context.site, context.request, display_title(record) + " – Lontar");
  view.set("title", display_title(record));
  view.set("document_url", document_page_url(record.id));
  view.set("document_script_url", context.site.web.static_url("document.js"));
  set(view, "is_digest", record.metadata.first(Field::kTextKind) == "digest");
  set_pick(view, record, words);
  set_language(view, "document", record.metadata.first(Field::kLanguage), words);
  set_pdf(view, context, *reading, spot);
  set_pages(view, *reading, spot, query);
  set_list(view, "passages",
           passage_views(reading->passages, reading->marks,
                         {record, words, query, ToPdf::kWithinReader}));
  set_inside(view, *reading,
             {.url = reader_url(record.id, 0, ""),
              .query = query,
              .on_the_way = given.has("hit") || page > 0},
             words);
  return html_response(context.renderer->render("read", context.text, view));
}

}  // namespace lontar::api
