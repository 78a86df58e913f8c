#include "search-api/server.h"

#include <fcntl.h>
#include <pistache/endpoint.h>
#include <pistache/http.h>
#include <pistache/peer.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "search-api/sender.h"

namespace lontar::api {
namespace {

namespace Http = Pistache::Http;
using Holder = std::shared_ptr<Connection>;
using PeerPtr = std::shared_ptr<Pistache::Tcp::Peer>;

constexpr const char* kConnection = "lontar.connection";
constexpr int kSendBuffer = 1 << 20;  // the kernel cuts it to what it allows

// Pistache clones a handler for each of its threads, so what they share is pointed to.
class Handler : public Http::Handler {
 public:
  HTTP_PROTOTYPE(Handler)

  Handler(Service& service, Sender& sender) : service_(&service), sender_(&sender) {}

  void onRequest(const Http::Request&, Http::ResponseWriter) override {}  // onInput() is ours

 private:
  void onConnection(const PeerPtr& peer) override {
    // Pistache's timer looks for its parser on every peer; ours only serves as its clock.
    peer->putData(Http::Handler::ParserData,
                  std::make_shared<Http::RequestParser>(kMaxRequestBytes));
    const int fd = ::fcntl(peer->fd(), F_DUPFD_CLOEXEC, 0);
    if (fd < 0) {  // out of descriptors: better no answer than a thread that trips over it
      ::shutdown(peer->fd(), SHUT_RDWR);
      return;
    }
    ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
    // In a holder, so that the connection's own references are counted by our code alone: Pistache
    // is not built with ThreadSanitizer, which could not see its part of the counting.
    peer->putData(kConnection,
                  std::make_shared<Holder>(std::make_shared<Connection>(fd, *service_, *sender_)));
  }

  void onInput(const char* buffer, size_t size, const PeerPtr& peer) override {
    const auto holder = std::static_pointer_cast<Holder>(peer->tryGetData(kConnection));
    if (!holder) return;
    const std::shared_ptr<Connection> connection = *holder;
    if (connection->idle()) Http::Handler::getParser(peer)->reset();  // the clock starts here
    const bool inside_head = connection->receive({buffer, size});
    // A peer that is "not idle" too long is answered 408, an idle one just closed: the first is
    // right only for a client that is slow with its request, not while we are slow to answer.
    peer->setIdle(!inside_head);
  }

  Service* service_;
  Sender* sender_;
};

}  // namespace

struct Server::Impl {
  Impl(const Pistache::Address& address, Service& the_service)
      : service(the_service), endpoint(address) {}

  Service& service;
  Sender sender;  // before the endpoint: connections use it until the endpoint is gone
  Http::Endpoint endpoint;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;

Server::~Server() {
  if (!impl_) return;
  try {
    impl_->endpoint.shutdown();
  } catch (const std::exception&) {
    // Nothing is listening any more, which is what was wanted.
  }
}

Result<Server> Server::start(const ServerOptions& options, Service& service) {
  ::signal(SIGPIPE, SIG_IGN);
  try {
    const bool ipv6 = options.address.find(':') != std::string::npos;
    const std::string host =
        ipv6 && options.address.front() != '[' ? "[" + options.address + "]" : options.address;
    auto impl = std::make_unique<Impl>(Pistache::Address(host + ":" + std::to_string(options.port)),
                                       service);
    auto settings = Http::Endpoint::options();
    settings.threads(options.io_threads)
        .flags(Pistache::Tcp::Options::ReuseAddr | Pistache::Tcp::Options::NoDelay)
        .maxRequestSize(kMaxRequestBytes)
        .headerTimeout(options.header_timeout)
        .bodyTimeout(options.header_timeout)
        .keepaliveTimeout(options.keep_alive_timeout);
    impl->endpoint.init(settings);
    impl->endpoint.setHandler(std::make_shared<Handler>(service, impl->sender));
    impl->endpoint.serveThreaded();
    return Server(std::move(impl));
  } catch (const std::exception& error) {
    return Error{ErrorCode::kIo, "cannot listen on " + options.address + " port " +
                                     std::to_string(options.port) + ": " + error.what()};
  }
}

std::uint16_t Server::port() const { return impl_->endpoint.getPort(); }

bool Server::drain(std::chrono::milliseconds patience) {
  impl_->service.draining = true;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  // Quiet for a moment, not for an instant: a request may be in a socket and not yet counted.
  constexpr auto kStep = std::chrono::milliseconds(10);
  for (int quiet = 0; quiet < 10;) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(kStep);
    quiet = impl_->service.in_flight.load() == 0 ? quiet + 1 : 0;
  }
  return true;
}

}  // namespace lontar::api
