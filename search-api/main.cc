// lontar-search-api: reads its options, serves until SIGINT or SIGTERM, finishes what it has begun.
// Exit 0 after a signal, 2 when it cannot start.
#include <pthread.h>
#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>

#include "io/standard_streams.h"
#include "search-api/options.h"

namespace {

// Blocked before the first thread is made, so that every thread inherits it and only main's
// sigwait() sees the signals.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int serve(lontar::api::Options options, const sigset_t& signals) {
  using namespace lontar;
  options.application.log = [](const std::string& line) { spdlog::error(line); };
  auto application = api::Application::create(options.application);
  if (!application) {
    spdlog::error(application.error().message);
    return 2;
  }
  auto server = api::Server::start(options.server, (*application)->service());
  if (!server) {
    spdlog::error(server.error().message);
    return 2;
  }
  // The one line on standard output: scripts and tests read the port from it.
  const bool ipv6 = options.server.address.find(':') != std::string::npos;
  std::printf("Listening on http://%s%s%s:%u/\n", ipv6 ? "[" : "", options.server.address.c_str(),
              ipv6 ? "]" : "", static_cast<unsigned>(server->port()));
  std::fflush(stdout);

  int signal = 0;
  sigwait(&signals, &signal);
  spdlog::info("stopping: {} requests in flight", (*application)->service().in_flight.load());
  if (!server->drain(options.drain)) spdlog::warn("some requests were broken off");
  (*application)->stop();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  lontar::io::hold_standard_streams();
  ::signal(SIGPIPE, SIG_IGN);  // a client that goes away must not take the service with it
  const sigset_t signals = block_stop_signals();
  spdlog::set_default_logger(spdlog::stderr_logger_mt("lontar"));
  auto options = lontar::api::read_options(argc, argv);
  if (const auto* exit = std::get_if<lontar::api::Exit>(&options)) {
    std::fputs(exit->text.c_str(), exit->code == 0 ? stdout : stderr);
    return exit->code;
  }
  return serve(std::move(std::get<lontar::api::Options>(options)), signals);
}
