// The HTTP server: Pistache accepts connections, watches them and times them out; what comes in
// and goes out is ours (connection.h). The only header behind which Pistache is used.
//
// What Pistache 0.0.5 forces, and where it is met (each point has a test):
//   searching on an I/O thread stalls its connections       worker_pool.h
//   a handler that never answers hangs its client           Responder (connection.h)
//   exception texts reach the client                        Service::give_up, problem.h
//   SIGPIPE ends the process                                ignored in start(), MSG_NOSIGNAL
//   its writer spins on a full socket, serveFile leaks      Connection writes, Sender waits
//   a reply may reach a reused descriptor                   Connection owns a dup
//   no Range, HEAD, OPTIONS; addRaw headers are not sent    negotiate.h, serialize(), routes.h
//   repeated parameters are lost, no percent-decoding       http_reader.h, url.h
//   malformed headers answer 500 or 415                     http_reader.h
//   4 KiB request limit                                     kMaxRequestBytes
//   replies wait for Nagle                                  NoDelay
//   shutdown drops replies in flight                        drain()
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "core/result.h"
#include "search-api/connection.h"

namespace lontar::api {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  int io_threads = 2;
  std::chrono::milliseconds header_timeout = std::chrono::seconds(10);
  std::chrono::milliseconds keep_alive_timeout = std::chrono::seconds(30);
};

class Server {
 public:
  // Listens when it returns. Fails when the address cannot be bound. `service` outlives the server.
  static Result<Server> start(const ServerOptions& options, Service& service);
  ~Server();
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;

  std::uint16_t port() const;
  // Lets the requests in flight finish, at most `patience`; answers close their connections from
  // now on. True when nothing was left.
  bool drain(std::chrono::milliseconds patience);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lontar::api
