#include "search-api/routes.h"

#include <array>

#include "io/json.h"
#include "search-api/handlers.h"
#include "search-api/search_parameters.h"
#include "search-api/url.h"

namespace lontar::api {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHtml = "text/html";
constexpr std::string_view kPlain = "text/plain";
constexpr std::string_view kAny = "*/*";

// Without a constexpr span of another file's table, the rows are made at first use.
std::vector<Route> make_routes() {
  const auto page = [](std::string_view pattern, std::span<const Parameter> parameters,
                       Handler handler, std::string_view summary) {
    return Route{pattern, parameters, handler, Runs::kOnWorker, Cache::kByGeneration, Kind::kPage,
                 summary, kHtml,      ""};
  };
  const auto api = [](std::string_view pattern, std::span<const Parameter> parameters,
                      Handler handler, std::string_view summary, std::string_view schema) {
    return Route{pattern,    parameters, handler, Runs::kOnWorker, Cache::kByGeneration,
                 Kind::kApi, summary,    kJson,   schema};
  };
  const auto feed = [](std::string_view pattern, std::span<const Parameter> parameters,
                       Handler handler, std::string_view summary, std::string_view media_type) {
    return Route{pattern, parameters, handler, Runs::kOnWorker, Cache::kByGeneration, Kind::kApi,
                 summary, media_type, ""};
  };
  const auto at_once = [](std::string_view pattern, Handler handler, Cache cache,
                          std::string_view summary, std::string_view media_type,
                          std::string_view schema) {
    return Route{pattern,    {},      handler,    Runs::kAtOnce, cache,
                 Kind::kApi, summary, media_type, schema};
  };
  std::vector<Route> rows = {
      page("/", {}, get_start_page, "The start page: the ways in, with counts."),
      page("/search", search_parameters(), get_search_page, "Results with facets, for people."),
      Route{"/search/record", record_parameters(), get_record_page, Runs::kOnWorker, Cache::kNever,
            Kind::kPage, "What was searched, when, and what was found: a record to print and keep.",
            kHtml, ""},
      feed("/search/feed.atom", whole_search_parameters(), get_feed,
           "A search as a feed: what came to the collection or changed last stands first.",
           "application/atom+xml"),
      feed("/search/suggestions", typed_parameters(), get_browser_suggestions,
           "Suggestions in the form that browsers read.", "application/x-suggestions+json"),
      page("/advanced", search_parameters(), get_advanced_page,
           "A search in the fields of a form, for people."),
      Route{"/advanced/search", advanced_search_parameters(), get_advanced_search, Runs::kAtOnce,
            Cache::kNever, Kind::kPage, "Leads from the fields of the form to the search.", kHtml,
            ""},
      page("/list", {}, get_list_page, "The reading lists, which the browser keeps."),
      page("/documents/{id}", document_page_parameters(), get_document_page,
           "A document with its passages, for people."),
      page("/documents/{id}/passages/{anchor}", passage_page_parameters(), get_passage_page,
           "One passage, a long one in parts, for people."),
      page("/documents/{id}/read", reader_parameters(), get_reader,
           "The text of a PDF beside the PDF, for people."),
      page("/compare", compare_parameters(), get_compare_page,
           "Two documents side by side, for people."),
      page("/help", {}, get_help_page, "The query language, for people."),
      page("/help/problems", {}, get_problems_page, "What each problem type means."),
      Route{"/language", language_parameters(), get_language, Runs::kAtOnce, Cache::kNever,
            Kind::kPage, "Sets the language of the pages and leads back.", kHtml, ""},
      api("/api/v1/search", search_parameters(), get_search, "Search.", "SearchPage"),
      Route{"/api/v1/search/export", export_parameters(), get_export, Runs::kApart,
            Cache::kByGeneration, Kind::kApi, "All results of a search as a file to take away.",
            kAny, ""},
      api("/api/v1/documents/{id}", window_parameters(), get_document,
          "What is known of a document, and its outline.", "Document"),
      api("/api/v1/documents/{id}/text", text_parameters(), get_text,
          "The passages of a document in order, or one of them.", "Text"),
      api("/api/v1/documents/{id}/search", inside_parameters(), get_inside,
          "The passages of one document that match a query.", "Inside"),
      api("/api/v1/documents/{id}/similar", similar_parameters(), get_similar,
          "Documents about the same, in any language.", "Similar"),
      Route{"/api/v1/documents/{id}/cite", cite_parameters(), get_cite, Runs::kOnWorker,
            Cache::kByGeneration, Kind::kApi,
            "A citation of the document or of one of its passages.", kAny, ""},
      Route{"/api/v1/documents/{id}/file",
            {},
            get_file,
            Runs::kOnWorker,
            Cache::kByContent,
            Kind::kApi,
            "The original file; takes byte ranges.",
            kAny,
            ""},
      api("/api/v1/suggest", suggest_parameters(), get_suggest,
          "What the typed text may be the beginning of.", "Suggestions"),
      api("/api/v1/facets", {}, get_facets, "Every facet with its values, labels and counts.",
          "Facets"),
      at_once("/healthz", get_health, Cache::kNever, "Whether the process runs.", kJson, "Health"),
      Route{"/readyz",
            {},
            get_ready,
            Runs::kOnWorker,
            Cache::kNever,
            Kind::kApi,
            "Whether searches are answered.",
            kJson,
            "Health"},
      at_once("/metrics", get_metrics, Cache::kNever, "Counters in Prometheus' text format.",
              kPlain, ""),
      at_once("/openapi.json", get_openapi, Cache::kByContent, "This description.", kJson,
              "OpenApi"),
  };
  rows.push_back(at_once("/opensearch.xml", get_opensearch, Cache::kByContent,
                         "How browsers search here.", "application/opensearchdescription+xml", ""));
  rows.push_back(
      at_once("/robots.txt", get_robots, Cache::kByContent, "What crawlers may read.", kPlain, ""));
  rows.push_back(feed("/sitemap.xml", {}, get_sitemap_index, "The sitemaps of all documents.",
                      "application/xml"));
  rows.push_back(feed("/sitemaps/{name}", {}, get_sitemap,
                      "A sitemap of at most 50,000 documents: 1.xml, 2.xml, ...",
                      "application/xml"));
  rows.back().runs = Runs::kApart;
  rows.push_back(at_once("/static/{name}", get_static, Cache::kByContent,
                         "Styles, scripts and images of the pages.", kAny, ""));
  rows.back().parameters = version_parameters();
  for (const std::string_view pattern : {"/static/pdfjs/{version}/{folder}/{name}",
                                         "/static/pdfjs/{version}/{folder}/{subfolder}/{name}"})
    rows.push_back(
        at_once(pattern, get_pdfjs, Cache::kByContent, "pdf.js, for the reading page.", kAny, ""));
  return rows;
}

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> kRoutes = make_routes();
  return kRoutes;
}

std::optional<Match> match_route(std::string_view raw_path) {
  const auto path = segments(raw_path);
  for (const Route& route : routes()) {
    const auto pattern = segments(route.pattern);
    if (pattern.size() != path.size()) continue;
    Match match{&route, {}};
    bool fits = true;
    for (std::size_t i = 0; fits && i < pattern.size(); ++i) {
      const bool variable = pattern[i].starts_with('{');
      fits = variable ? !path[i].empty() : pattern[i] == path[i];
      if (fits && variable) match.path.push_back(percent_decode(path[i]));
    }
    if (fits) return match;
  }
  return std::nullopt;
}

Response json_response(const io::Json& json) {
  Response response;
  response.body = io::dump(json);
  response.set("Content-Type", "application/json");
  return response;
}

Response html_response(std::string html, int status) {
  Response response;
  response.status = status;
  response.body = std::move(html);
  response.set("Content-Type", "text/html; charset=utf-8");
  response.set("Content-Security-Policy",
               "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
               "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; "
               "base-uri 'none'; "
               "frame-ancestors 'none'");
  return response;
}

Response error_response(const Problem& problem, const Request& request, Kind kind, const Site& site,
                        std::uint64_t generation, const std::vector<Problem>& all) {
  Response response = problem_response(problem, request.path, generation, all);
  if (kind == Kind::kPage) {
    Response page = html_response(error_page(site, request, problem), problem.status);
    for (const char* kept : {"Retry-After", "Allow", "Cache-Control"})
      if (const std::string* value = response.header(kept)) page.set(kept, *value);
    return page;
  }
  return response;
}

}  // namespace lontar::api
