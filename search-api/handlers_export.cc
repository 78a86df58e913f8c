// The results of a search to take away: all of them, from one generation.
#include <algorithm>
#include <array>
#include <vector>

#include "search-api/export_formats.h"
#include "search-api/file_name.h"
#include "search-api/handlers.h"
#include "search-api/negotiate.h"
#include "search-api/public_url.h"
#include "search-api/search_parameters.h"
#include "search-api/spool.h"

namespace lontar::api {
namespace {

constexpr std::size_t kMaxNameBytes = 80;

Problem too_many(std::uint64_t total, const InterfaceText& english) {
  Problem problem("too-many-results",
                  "The search has " + english.number(total) + " documents, and one export holds " +
                      english.number(kMaxExported) +
                      ". Narrow it, for instance by year_from and year_to, a community or a "
                      "member state, and take away the parts.");
  problem.members = {{"total", std::to_string(total)}, {"limit", std::to_string(kMaxExported)}};
  return problem;
}

Problem unknown_format() {
  std::string names;
  for (const std::string_view name : export_format_names())
    names.append(names.empty() ? "" : ", ").append(name);
  Problem problem("invalid-parameter", "'format' must be given: " + names + ".");
  problem.parameter = "format";
  return problem;
}

// "lontar-haze-pollution-ID-2002-2010": what was searched.
std::string name_of(const search::SearchRequest& request) {
  std::string words = request.text;
  for (const auto& filter : request.filters)
    for (const std::string& value : filter) words += " " + value;
  for (const int year : {request.year_from, request.year_to})
    if (year != 0) words += " " + std::to_string(year);
  const std::string part = file_name_part(words, kMaxNameBytes);
  return part.empty() ? "lontar" : "lontar-" + part;
}

}  // namespace

std::span<const Parameter> export_parameters() {
  static const std::vector<Parameter> kRows = [] {
    std::vector<Parameter> rows{{"format", ParameterKind::kChoice,
                                 "The format of the file; must be given.", 0, 0,
                                 export_format_names()}};
    const auto search = whole_search_parameters();
    rows.insert(rows.end(), search.begin(), search.end());
    return rows;
  }();
  return kRows;
}

OrProblem<Response> get_export(Context& context) {
  const auto format =
      std::ranges::find(export_formats(), context.parameters.text("format"), &ExportFormat::name);
  if (format == export_formats().end()) return unknown_format();
  search::SearchRequest request = search_request(context.parameters, context.site.vocabulary);
  request.count_facets.fill(false);
  request.snippets = format->passages > 0;
  const ExportGround ground{context.english(), base_url(context.site.public_url, context.request)};
  Spool spool(accepts_gzip(context.request.header("accept-encoding")));
  std::optional<Problem> refused;
  search::Walk walk;
  walk.passages = format->passages;
  walk.begin = [&](const search::SearchPage& page) {
    context.generation = page.generation;
    spool.clear();
    refused.reset();
    if (page.total > kMaxExported) refused = too_many(page.total, ground.words.text);
    return !refused && spool.write(format->head());
  };
  walk.hit = [&](const search::Hit& hit) {
    if (context.status.stopping()) refused = Problem("shutting-down", "The service is stopping.");
    return !refused && spool.write(format->row(hit, ground));
  };
  const auto walked = context.searcher->walk(request, walk);
  if (!walked) return problem_of(walked.error());
  if (refused) return *refused;

  Response response;
  if (!spool.finish(response))
    return Problem("internal-error", "The export could not be kept in the temporary folder.");
  response.set("Content-Type", std::string(format->media_type));
  response.set(
      "Content-Disposition",
      content_disposition("attachment", name_of(request) + "." + std::string(format->extension)));
  return response;
}

}  // namespace lontar::api
