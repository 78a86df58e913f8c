// The handlers that the route table names. For .cc files of this folder only.
#pragma once

#include "search-api/routes.h"

namespace lontar::api {

std::span<const Parameter> window_parameters();   // offset, limit
std::span<const Parameter> text_parameters();     // passage, text_offset, offset, limit
std::span<const Parameter> inside_parameters();   // q, offset, limit
std::span<const Parameter> version_parameters();  // v
std::span<const Parameter> document_page_parameters();
std::span<const Parameter> passage_page_parameters();
std::span<const Parameter> reader_parameters();
std::span<const Parameter> compare_parameters();
std::span<const Parameter> language_parameters();  // set, back
std::span<const Parameter> suggest_parameters();   // q, limit
std::span<const Parameter> similar_parameters();   // limit
std::span<const Parameter> export_parameters();    // format, and what is searched
std::span<const Parameter> cite_parameters();      // format, passage
std::span<const Parameter> typed_parameters();     // q
std::span<const Parameter> record_parameters();    // page, and what is searched
std::span<const Parameter> advanced_search_parameters();

// handlers_api.cc
OrProblem<Response> get_search(Context& context);
OrProblem<Response> get_document(Context& context);
OrProblem<Response> get_text(Context& context);
OrProblem<Response> get_inside(Context& context);
OrProblem<Response> get_file(Context& context);
OrProblem<Response> get_facets(Context& context);

// handlers_hints.cc
OrProblem<Response> get_suggest(Context& context);
OrProblem<Response> get_similar(Context& context);

// handlers_export.cc
OrProblem<Response> get_export(Context& context);

// handlers_cite.cc
OrProblem<Response> get_cite(Context& context);

// handlers_feed.cc
OrProblem<Response> get_feed(Context& context);

// handlers_site.cc
OrProblem<Response> get_opensearch(Context& context);
OrProblem<Response> get_browser_suggestions(Context& context);
OrProblem<Response> get_robots(Context& context);
OrProblem<Response> get_sitemap_index(Context& context);
OrProblem<Response> get_sitemap(Context& context);

// handlers_service.cc
OrProblem<Response> get_health(Context& context);
OrProblem<Response> get_ready(Context& context);
OrProblem<Response> get_metrics(Context& context);
OrProblem<Response> get_openapi(Context& context);
OrProblem<Response> get_static(Context& context);
OrProblem<Response> get_pdfjs(Context& context);

// page_*.cc
OrProblem<Response> get_start_page(Context& context);
OrProblem<Response> get_search_page(Context& context);
OrProblem<Response> get_record_page(Context& context);
OrProblem<Response> get_advanced_page(Context& context);
OrProblem<Response> get_advanced_search(Context& context);
OrProblem<Response> get_list_page(Context& context);
OrProblem<Response> get_document_page(Context& context);
OrProblem<Response> get_passage_page(Context& context);
OrProblem<Response> get_reader(Context& context);
OrProblem<Response> get_compare_page(Context& context);
OrProblem<Response> get_help_page(Context& context);
OrProblem<Response> get_problems_page(Context& context);
OrProblem<Response> get_language(Context& context);
std::string error_page(const Site& site, const Request& request, const Problem& problem);

// What every page needs: the URLs of style and script, the languages to choose from.
View page_view(const Site& site, const Request& request, const std::string& title);

}  // namespace lontar::api
