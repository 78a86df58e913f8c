// What browsers, crawlers and feed readers look for at a site: OpenSearch, sitemap, robots.txt.
#include <array>
#include <charconv>

#include "io/json.h"
#include "search-api/handlers.h"
#include "search-api/links.h"
#include "search-api/negotiate.h"
#include "search-api/public_url.h"
#include "search-api/spool.h"
#include "search-api/xml_text.h"

namespace lontar::api {
namespace {

constexpr std::size_t kMaxSitemapUrls = 50'000;  // sitemaps.org
constexpr std::string_view kSitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr std::size_t kSuggested = 10;

constexpr std::array kTypedParameters = {
    Parameter{"q", ParameterKind::kText, "What has been typed so far."},
};

// What changes with the configuration alone.
constexpr const char* kForAnHour = "public, max-age=3600";

Response xml_response(std::string body, std::string_view type) {
  Response response;
  response.body = std::move(body);
  response.set("Content-Type", std::string(type) + "; charset=utf-8");
  return response;
}

// All documents; what changed last stands first.
search::SearchRequest everything() {
  search::SearchRequest request;
  request.sort = search::Sort::kLatest;
  request.snippets = false;
  return request;
}

// "3.xml" as 3; 0 for what cannot be the name of one.
std::size_t sitemap_number(std::string_view name) {
  static constexpr std::size_t kMaxDigits = 6;
  if (!name.ends_with(".xml") || name.starts_with('0')) return 0;
  name.remove_suffix(4);
  if (name.size() > kMaxDigits) return 0;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  return error == std::errc() && end == name.data() + name.size() ? number : 0;
}

}  // namespace

std::span<const Parameter> typed_parameters() { return kTypedParameters; }

OrProblem<Response> get_opensearch(Context& context) {
  const std::string base = xml_text(base_url(context.site.public_url, context.request));
  std::string xml(kXmlHead);
  xml +=
      "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
      "<ShortName>Lontar</ShortName>\n"
      "<Description>ASEAN instruments, work plans and court decisions</Description>\n"
      "<InputEncoding>UTF-8</InputEncoding>\n";
  const auto url = [&](std::string_view type, std::string_view path) {
    xml.append("<Url type=\"").append(type).append("\" template=\"" + base).append(path);
    xml.append("{searchTerms}\"/>\n");
  };
  url("text/html", "/search?q=");
  url("application/atom+xml", "/search/feed.atom?q=");
  url("application/x-suggestions+json", "/search/suggestions?q=");
  xml += "<Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"" + base +
         "/opensearch.xml\"/>\n</OpenSearchDescription>\n";
  Response response = xml_response(std::move(xml), "application/opensearchdescription+xml");
  response.set("Cache-Control", kForAnHour);
  return response;
}

// The form that browsers read: what was typed, then what it may be the beginning of.
OrProblem<Response> get_browser_suggestions(Context& context) {
  const std::string typed = context.parameters.text("q");
  const auto found = context.searcher->suggest(typed, kSuggested);
  if (!found) return problem_of(found.error());
  context.generation = found->generation;
  io::Json texts = io::Json::array();
  for (const search::Suggestion& each : found->suggestions) texts.push_back(each.text);
  Response response = json_response(io::Json::array({typed, std::move(texts)}));
  response.set("Content-Type", "application/x-suggestions+json");
  return response;
}

OrProblem<Response> get_robots(Context& context) {
  Response response;
  response.body =
      "# Every document may be read. Searches, exports and the API answer people and programs,\n"
      "# not crawlers: their addresses are without end.\n"
      "User-agent: *\n"
      "Disallow: /api/\n"
      "Disallow: /search?\n"
      "Disallow: /search/\n"
      "Disallow: /*?q=\n"
      "Disallow: /*&q=\n"
      "\n"
      "Sitemap: " +
      base_url(context.site.public_url, context.request) + "/sitemap.xml\n";
  response.set("Content-Type", "text/plain; charset=utf-8");
  response.set("Cache-Control", kForAnHour);
  return response;
}

OrProblem<Response> get_sitemap_index(Context& context) {
  search::SearchRequest request = everything();
  request.page_size = 1;
  const auto page = context.searcher->search(request);
  if (!page) return problem_of(page.error());
  context.generation = page->generation;
  const std::string base = xml_text(base_url(context.site.public_url, context.request));
  std::string xml(kXmlHead);
  xml.append("<sitemapindex xmlns=\"").append(kSitemapSpace).append("\">\n");
  for (std::size_t part = 0; part * kMaxSitemapUrls < page->total; ++part)
    xml += "<sitemap><loc>" + base + "/sitemaps/" + std::to_string(part + 1) +
           ".xml</loc></sitemap>\n";
  return xml_response(xml + "</sitemapindex>\n", "application/xml");
}

OrProblem<Response> get_sitemap(Context& context) {
  const std::size_t number = sitemap_number(context.path[0]);
  const std::string base = base_url(context.site.public_url, context.request);
  Spool spool(accepts_gzip(context.request.header("accept-encoding")));
  bool there = false;
  search::Walk walk;
  walk.first = number == 0 ? 0 : (number - 1) * kMaxSitemapUrls;
  walk.count = kMaxSitemapUrls;
  walk.begin = [&](const search::SearchPage& page) {
    context.generation = page.generation;
    spool.clear();
    there = number > 0 && walk.first < page.total;
    return there && spool.write(std::string(kXmlHead) + "<urlset xmlns=\"" +
                                std::string(kSitemapSpace) + "\">\n");
  };
  walk.hit = [&](const search::Hit& hit) {
    return !context.status.stopping() &&
           spool.write("<url><loc>" + xml_text(base + document_page_url(hit.record.id)) +
                       "</loc><lastmod>" + hit.latest + "</lastmod></url>\n");
  };
  const auto walked = context.searcher->walk(everything(), walk);
  if (!walked) return problem_of(walked.error());
  if (!there) return Problem("not-found", "There is no such sitemap.");
  if (context.status.stopping()) return Problem("shutting-down", "The service is stopping.");
  Response response;
  if (!spool.write("</urlset>\n") || !spool.finish(response))
    return Problem("internal-error", "The sitemap could not be kept in the temporary folder.");
  response.set("Content-Type", "application/xml; charset=utf-8");
  return response;
}

}  // namespace lontar::api
