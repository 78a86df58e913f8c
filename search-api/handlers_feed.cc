// A search as an Atom feed (RFC 4287): what came to the collection or changed last stands first, so
// that a reader who follows it misses nothing, however old the document itself is.
#include <algorithm>

#include "io/file.h"
#include "search-api/export_formats.h"
#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/public_url.h"
#include "search-api/search_parameters.h"
#include "search-api/xml_text.h"

namespace lontar::api {
namespace {

constexpr std::size_t kEntries = 50;
constexpr std::string_view kBeginningOfTime = "1970-01-01T00:00:00Z";  // nothing was ever updated

// A name that a document or a search keeps wherever the service lives: a UUID of the kind that is
// for hashes of one's own (RFC 9562, version 8).
std::string urn_of(const std::string& what) {
  std::string digits = io::content_hash("lontar " + what);
  digits[12] = '8';
  digits[16] = "89ab"[static_cast<unsigned char>(digits[16]) % 4];
  for (const std::size_t at : {20, 16, 12, 8}) digits.insert(at, "-");
  return "urn:uuid:" + digits;
}

std::string link(std::string_view relation, std::string_view type, const std::string& url) {
  return "<link rel=\"" + std::string(relation) + "\" type=\"" + std::string(type) + "\" href=\"" +
         xml_text(url) + "\"/>\n";
}

// The scheme is where the facet's values are listed.
std::string category(const std::string& base, std::string_view facet, const std::string& term,
                     const std::string& label) {
  return "<category scheme=\"" + xml_text(base) + "/api/v1/facets#" + std::string(facet) +
         "\" term=\"" + xml_text(term) + "\" label=\"" + xml_text(label) + "\"/>\n";
}

std::string summary(const search::Hit& hit, const Wording& words) {
  const Metadata& metadata = hit.record.metadata;
  std::string facts;
  const auto add = [&](const std::string& more) {
    if (!more.empty()) facts.append(facts.empty() ? "" : " · ").append(more);
  };
  for (const Field field : {Field::kType, Field::kCourt}) {
    const std::string& code = metadata.first(field);
    if (!code.empty()) add(words.label(field, code));
  }
  for (const std::string& citation : metadata.all(Field::kCitation)) add(citation);
  if (const auto date = metadata.date()) add(words.text.date(*date));
  if (metadata.first(Field::kTextKind) == "digest") add("Digest, not the official text");
  if (hit.passages.empty()) return facts;
  const search::PassageHit& best = hit.passages.front();
  return facts + "\n" + best.label + ": " + plain_snippet(best.snippet);
}

std::string entry(const search::Hit& hit, const Wording& words, const std::string& base) {
  const index::Record& record = hit.record;
  const std::string& language = record.metadata.first(Field::kLanguage);
  std::string xml = "<entry" + (language.empty() ? "" : " xml:lang=\"" + xml_text(language) + "\"");
  xml += ">\n" + xml_element("id", urn_of("document " + record.id)) +
         xml_element("title", display_title(record)) + xml_element("updated", hit.latest) +
         link("alternate", "text/html", base + document_page_url(record.id)) +
         link("related", "application/json", base + api_document_url(record.id));
  const std::string& type = record.metadata.first(Field::kType);
  if (!type.empty()) xml += category(base, "type", type, words.label(Field::kType, type));
  for (const std::string& topic : record.metadata.all(Field::kTopics))
    xml += category(base, "topic", topic, words.label(Field::kTopics, topic));
  return xml + xml_element("summary", summary(hit, words)) + "</entry>\n";
}

std::string title_of(const search::SearchRequest& request, const Wording& words) {
  std::string asked = request.text;
  for (std::size_t i = 0; i < index::kFacetCount; ++i)
    for (const std::string& value : request.filters[i])
      asked.append(asked.empty() ? "" : ", ").append(words.label(i, value));
  return asked.empty() ? "Lontar: new documents" : "Lontar: " + asked;
}

}  // namespace

OrProblem<Response> get_feed(Context& context) {
  search::SearchRequest request = search_request(context.parameters, context.site.vocabulary);
  request.sort.reset();
  const std::string query = format_query(search_query(request));
  const std::string base = base_url(context.site.public_url, context.request);
  const Wording words = context.english();
  request.sort = search::Sort::kLatest;
  request.count_facets.fill(false);
  request.snippets = !request.text.empty();
  request.page_size = kEntries;
  auto page = context.searcher->search(request);
  if (!page) return problem_of(page.error());
  context.generation = page->generation;

  std::string updated(kBeginningOfTime);
  for (const search::Hit& hit : page->hits) updated = std::max(updated, hit.latest);
  Response response;
  std::string& xml = response.body;
  xml = std::string(kXmlHead) + "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n" +
        xml_element("id", urn_of("search " + query)) +
        xml_element("title", title_of(request, words)) + xml_element("updated", updated) +
        "<author><name>Lontar</name></author>\n" + "<generator>Lontar</generator>\n" +
        link("self", "application/atom+xml", base + "/search/feed.atom" + query) +
        link("alternate", "text/html", base + "/search" + query);
  for (const search::Hit& hit : page->hits) xml += entry(hit, words, base);
  xml += "</feed>\n";
  response.set("Content-Type", "application/atom+xml; charset=utf-8");
  return response;
}

}  // namespace lontar::api
