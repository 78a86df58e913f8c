// The service: takes requests from the connections, has them answered by the route table's
// handlers (the searching ones on a bounded pool of workers, each with a Searcher of its own; what
// takes long on one apart) and finishes every answer alike: caching, compression, CORS, generation.
// Thread-safe after create().
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "search-api/connection.h"
#include "search-api/routes.h"
#include "search-api/worker_pool.h"

namespace lontar::api {

struct ApplicationOptions {
  std::filesystem::path index_dir;
  std::filesystem::path config_dir;
  std::filesystem::path web_dir;
  std::size_t threads = 2;
  std::size_t queue = 256;  // requests that may wait; one more is answered 503
  std::string public_url;   // as in Site
  std::function<void(const std::string&)> log = [](const std::string&) {};
};

class Application {
 public:
  static Result<std::unique_ptr<Application>> create(ApplicationOptions options);
  ~Application();

  // For Server::start(); lives as long as the application.
  Service& service() { return service_; }
  // Answers what is queued and takes nothing more. Before the server is destroyed, whose
  // connections the workers hold.
  void stop();

 private:
  struct Worker {
    search::Searcher searcher;
    Renderer renderer;
  };
  struct Job;

  Application(ApplicationOptions options, Site site, std::shared_ptr<search::Repository> repository,
              std::uint64_t generation);

  void answer(Request request, Responder responder);
  bool submit(const std::shared_ptr<Job>& job);
  void refuse(Job& job, const Problem& problem, Kind kind);
  void run(Job& job, Worker* worker);
  Response handle(Job& job, Worker* worker);
  void send(Job& job, Response response);
  void finish(const Job& job, Response& response) const;
  std::string etag(const Job& job, std::uint64_t generation) const;
  void see_generation(std::uint64_t generation);
  std::string metrics_text() const;

  const ApplicationOptions options_;
  const Site site_;
  Metrics metrics_;
  std::atomic<std::uint64_t> generation_;  // the newest that was answered from
  std::atomic<bool> readable_{true};       // the last searching request could read the index
  Service service_;
  std::vector<Worker> workers_;        // the last one is apart_'s
  std::unique_ptr<WorkerPool> pool_;   // last: its threads use all the others
  std::unique_ptr<WorkerPool> apart_;  // as above; one thread
  std::atomic<bool> stopped_{false};
};

}  // namespace lontar::api
