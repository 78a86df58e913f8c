#include "search-api/application.h"

#include <algorithm>
#include <array>
#include <exception>
#include <optional>

#include "io/file.h"
#include "search-api/negotiate.h"
#include "search-api/openapi.h"
#include "search-api/page_language.h"

#ifndef LONTAR_VERSION
#define LONTAR_VERSION "0.1.0"
#endif

namespace lontar::api {
namespace {

constexpr std::string_view kMethods = "GET, HEAD, OPTIONS";
constexpr std::size_t kApartQueue = 8;  // each may take seconds

Result<Site> load_site(const ApplicationOptions& options) {
  auto vocabulary = Vocabulary::load(options.config_dir);
  if (!vocabulary) return vocabulary.error();
  auto web = WebFiles::load(options.web_dir);
  if (!web) return web.error();
  if (web->pdfjs() == nullptr)
    options.log(
        "PDFs are offered as files and not shown beside their text, because pdf.js is not "
        "installed (" +
        web->pdfjs_missing() + "); script/bootstrap installs it");
  auto openapi = openapi_text(options.web_dir / "openapi.json");
  if (!openapi) return openapi.error();
  std::string content = LONTAR_VERSION + web->fingerprint() + *openapi + options.public_url;
  for (const char* name : {"taxonomy.toml", "languages.toml"})
    if (const auto file = io::read_file(options.config_dir / name)) content += *file;
  return Site{std::move(*vocabulary), std::move(*web), std::move(*openapi),
              io::content_hash(content), options.public_url};
}

// A browser that asks for a page gets its errors as a page.
Kind kind_of(const Request& request) {
  const bool page = !request.path.starts_with("/api/") &&
                    request.header("accept").find("text/html") != std::string::npos;
  return page ? Kind::kPage : Kind::kApi;
}

// Of a document that was there once; nothing for one that never was.
std::optional<Problem> withdrawn_problem(search::Searcher& searcher, const std::string& id,
                                         const InterfaceText& english) {
  const auto event = searcher.withdrawal(id);
  if (!event || !*event) return {};
  const index::Event& gone = **event;
  const auto date = Date::parse(gone.when.substr(0, 10));
  Problem problem("document-withdrawn",
                  (gone.title.empty() ? "This document" : "“" + gone.title + "”") +
                      " was withdrawn" + (date ? " on " + english.date(*date) : std::string()) +
                      ": its file is no longer in the collection.");
  problem.members = {{"id", id}, {"document_title", gone.title}, {"withdrawn", gone.when}};
  return problem;
}

bool compressible(const std::string& type) {
  static constexpr std::array<std::string_view, 4> kTextual = {"json", "xml", "bibtex",
                                                               "research-info"};
  return type.starts_with("text/") || std::ranges::any_of(kTextual, [&](std::string_view part) {
           return type.find(part) != std::string::npos;
         });
}

}  // namespace

// A request on its way. Shared because std::function wants copies; held by one thread at a time.
struct Application::Job {
  Job(Request its_request, Responder its_responder, std::uint64_t newest)
      : request(std::move(its_request)), responder(std::move(its_responder)), generation(newest) {}

  Request request;
  Responder responder;
  Match match{nullptr, {}};
  Parameters parameters;
  std::uint64_t generation;  // that the answer is from
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();

  Kind kind() const { return match.route != nullptr ? match.route->kind : kind_of(request); }
};

Result<std::unique_ptr<Application>> Application::create(ApplicationOptions options) {
  auto site = load_site(options);
  if (!site) return site.error();
  auto knowledge = search::Knowledge::load(options.config_dir);
  if (!knowledge) return knowledge.error();
  auto repository = search::Repository::open(options.index_dir, std::move(*knowledge));
  if (!repository) return repository.error();
  const auto generation = search::Searcher(*repository).generation();
  if (!generation) return generation.error();
  return std::unique_ptr<Application>(
      new Application(std::move(options), std::move(*site), std::move(*repository), *generation));
}

Application::Application(ApplicationOptions options, Site site,
                         std::shared_ptr<search::Repository> repository, std::uint64_t generation)
    : options_(std::move(options)), site_(std::move(site)), generation_(generation) {
  service_.answer = [this](Request request, Responder responder) {
    answer(std::move(request), std::move(responder));
  };
  service_.refuse = [this](const Malformed& malformed) {
    Problem problem("malformed-request", malformed.detail);
    problem.status = malformed.status;
    return problem_response(problem, "", generation_);
  };
  service_.give_up = [this] {
    return problem_response({"internal-error", "The request could not be answered."}, "",
                            generation_);
  };
  workers_.reserve(options_.threads + 1);
  for (std::size_t i = 0; i < options_.threads + 1; ++i)
    workers_.push_back({search::Searcher(repository), Renderer(site_.web)});
  pool_ = std::make_unique<WorkerPool>(options_.threads, options_.queue);
  apart_ = std::make_unique<WorkerPool>(1, kApartQueue);
}

Application::~Application() { stop(); }

void Application::stop() {
  if (stopped_.exchange(true)) return;
  pool_->finish();
  apart_->finish();
}

void Application::answer(Request request, Responder responder) {
  const auto job = std::make_shared<Job>(std::move(request), std::move(responder), generation_);
  const std::string& method = job->request.method;
  auto match = match_route(job->request.path);
  if (method == "OPTIONS" && (match || job->request.path == "*")) {
    Response response;
    response.status = 204;
    response.set("Allow", std::string(kMethods));
    response.set("Access-Control-Allow-Methods", std::string(kMethods));
    response.set("Access-Control-Allow-Headers", "If-None-Match, Range, If-Range");
    response.set("Access-Control-Max-Age", "86400");
    return send(*job, std::move(response));
  }
  if (!match) return refuse(*job, {"not-found", "There is nothing at this URL."}, job->kind());
  job->match = std::move(*match);
  const Route& route = *job->match.route;
  if (method != "GET" && method != "HEAD")
    return refuse(*job, {"method-not-allowed", "This resource answers GET, HEAD and OPTIONS."},
                  route.kind);
  job->parameters = Parameters::read(route.parameters, parse_query(job->request.query));
  if (route.runs == Runs::kAtOnce) return run(*job, nullptr);

  if (stopped_ || !submit(job))
    refuse(*job, {"busy", "Too many requests are waiting; try again in a second."}, route.kind);
}

bool Application::submit(const std::shared_ptr<Job>& job) {
  if (job->match.route->runs == Runs::kApart)
    return apart_->submit([this, job](std::size_t) { run(*job, &workers_.back()); });
  return pool_->submit([this, job](std::size_t worker) { run(*job, &workers_[worker]); });
}

void Application::refuse(Job& job, const Problem& problem, Kind kind) {
  send(job, error_response(problem, job.request, kind, site_, job.generation));
}

void Application::run(Job& job, Worker* worker) {
  Response response;
  try {
    response = handle(job, worker);
  } catch (const std::exception& error) {
    // The one place where exceptions end: their text is for the operator alone.
    options_.log(std::string(job.match.route->pattern) + ": " + error.what());
    response = error_response({"internal-error", "The request could not be answered."}, job.request,
                              job.match.route->kind, site_, job.generation);
  }
  send(job, std::move(response));
}

Response Application::handle(Job& job, Worker* worker) {
  const Route& route = *job.match.route;
  const auto refused = [&](const Problem& problem, const std::vector<Problem>& all = {}) {
    return error_response(problem, job.request, route.kind, site_, job.generation, all);
  };
  if (route.kind == Kind::kApi && !job.parameters.problems().empty())
    return refused(job.parameters.problems().front(), job.parameters.problems());

  if (route.cache == Cache::kByGeneration && !job.request.header("if-none-match").empty()) {
    const auto current = worker->searcher.generation();
    if (current && etag_matches(job.request.header("if-none-match"), etag(job, *current))) {
      job.generation = *current;
      return {};  // finish() makes it a 304
    }
  }
  Context context{job.request,
                  job.match.path,
                  std::move(job.parameters),
                  site_,
                  {[this] { return metrics_text(); }, service_.draining.load(),
                   [this] { return stopped_.load(); }},
                  worker != nullptr ? &worker->searcher : nullptr,
                  worker != nullptr ? &worker->renderer : nullptr,
                  job.generation,
                  interface_text(job.request, site_.web.texts())};
  OrProblem<Response> outcome = route.handler(context);
  job.generation = context.generation;
  see_generation(context.generation);
  if (const auto* problem = std::get_if<Problem>(&outcome)) {
    if (problem->kind->slug == "index-unavailable") readable_ = false;
    if (problem->kind->slug == "document-not-found" && !context.path.empty()) {
      if (const auto gone =
              withdrawn_problem(worker->searcher, context.path[0], site_.web.texts().english()))
        return refused(*gone);
    }
    if (problem->status >= 500) options_.log(std::string(route.pattern) + ": " + problem->detail);
    return refused(*problem);
  }
  if (worker != nullptr) readable_ = true;
  return std::move(std::get<Response>(outcome));
}

void Application::send(Job& job, Response response) {
  finish(job, response);
  metrics_.count(job.match.route != nullptr ? job.match.route->pattern : "none", response.status,
                 std::chrono::steady_clock::now() - job.begin);
  job.responder.send(response);
}

void Application::finish(const Job& job, Response& response) const {
  response.set("Lontar-Generation", std::to_string(job.generation));
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "same-origin");
  response.set("Access-Control-Allow-Origin", "*");
  response.set("Access-Control-Expose-Headers",
               "Lontar-Generation, ETag, Link, Retry-After, Accept-Ranges, Content-Range");
  const bool page = job.kind() == Kind::kPage;
  response.set("Vary", page ? "Accept-Encoding, Accept-Language, Cookie" : "Accept-Encoding");

  const Cache cache = job.match.route != nullptr ? job.match.route->cache : Cache::kNever;
  if (response.status == 200 && cache == Cache::kByGeneration) {
    response.set("ETag", etag(job, job.generation));
    response.set("Cache-Control", "public, no-cache");
  }
  if (response.header("Cache-Control") == nullptr) response.set("Cache-Control", "no-store");

  const std::string* tag = response.header("ETag");
  const bool success = response.status == 200 || response.status == 206;
  if (success && tag != nullptr && etag_matches(job.request.header("if-none-match"), *tag)) {
    response.status = 304;
    response.body.clear();
    response.file.reset();
    std::erase_if(response.headers, [](const auto& header) {
      return header.first == "Content-Encoding" || header.first == "Content-Range";
    });
    return;
  }
  const std::string* type = response.header("Content-Type");
  if (type != nullptr && compressible(*type) && response.body.size() >= kGzipThreshold &&
      response.header("Content-Encoding") == nullptr &&
      accepts_gzip(job.request.header("accept-encoding"))) {
    response.body = gzip(response.body);
    response.set("Content-Encoding", "gzip");
  }
}

// Weak: the same answer may be compressed or not, and tells how long the search took.
std::string Application::etag(const Job& job, std::uint64_t generation) const {
  const Request& request = job.request;
  std::string what = site_.fingerprint + request.path + "?" + request.query;
  if (job.kind() == Kind::kPage) what += "#" + interface_text(request, site_.web.texts()).code();
  return "W/\"" + std::to_string(generation) + "-" + io::content_hash(what).substr(0, 16) + "\"";
}

void Application::see_generation(std::uint64_t generation) {
  std::uint64_t known = generation_;
  while (known < generation && !generation_.compare_exchange_weak(known, generation)) {
  }
}

std::string Application::metrics_text() const {
  return metrics_.text({generation_, static_cast<std::uint64_t>(service_.in_flight.load()),
                        pool_->waiting() + apart_->waiting(), readable_ && !service_.draining});
}

}  // namespace lontar::api
