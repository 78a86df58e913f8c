#include "search-api/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <variant>

#include "search-api/sender.h"

namespace lontar::api {
namespace {

constexpr std::size_t kFileChunk = 256 * 1024;
constexpr std::size_t kMaxPipelined = 2 * kMaxRequestBytes;

}  // namespace

Responder::Responder(std::shared_ptr<Connection> connection, const Request& request)
    : connection_(std::move(connection)),
      keep_alive_(request.keep_alive),
      body_(request.method == "HEAD" ? Body::kOmit : Body::kSend) {}

Responder::~Responder() {
  if (connection_) send(connection_->service_.give_up());
}

void Responder::send(const Response& response) {
  const std::shared_ptr<Connection> connection = std::move(connection_);
  if (connection) connection->answer(response, keep_alive_, body_);
}

Connection::Connection(int fd, Service& service, Sender& sender)
    : fd_(fd), service_(service), sender_(sender) {}

Connection::~Connection() { ::close(fd_); }

bool Connection::idle() const {
  const std::lock_guard lock(mutex_);
  return !busy_ && in_.empty();
}

bool Connection::receive(std::string_view bytes) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    in_.append(bytes);
    if (busy_ && in_.size() > kMaxPipelined) {
      closed_ = true;
      ::shutdown(fd_, SHUT_RDWR);
      return false;
    }
  }
  pump();
  const std::lock_guard lock(mutex_);
  return !busy_ && !closed_ && !in_.empty();
}

// Requests are handed over in a loop, not by recursion from finish(): a client may pipeline
// thousands of requests that are answered at once.
void Connection::pump() {
  std::unique_lock lock(mutex_);
  if (pumping_) return;
  pumping_ = true;
  while (!busy_ && !closed_ && !in_.empty()) {
    ReadOutcome outcome = read_request(in_);
    if (std::holds_alternative<NeedMore>(outcome)) break;
    busy_ = true;
    service_.in_flight.fetch_add(1);
    if (const auto* malformed = std::get_if<Malformed>(&outcome)) {
      in_.clear();
      lock.unlock();
      answer(service_.refuse(*malformed), false, Body::kSend);
    } else {
      auto& read = std::get<ReadRequest>(outcome);
      in_.erase(0, read.consumed);
      Responder responder(shared_from_this(), read.request);
      lock.unlock();
      service_.answer(std::move(read.request), std::move(responder));
    }
    lock.lock();
  }
  pumping_ = false;
}

void Connection::answer(const Response& response, bool keep_alive, Body body) {
  Progress progress = Progress::kDone;
  {
    const std::lock_guard lock(mutex_);
    keep_alive_ = keep_alive && !service_.draining.load();
    out_ = serialize(response, keep_alive_, body);
    sent_ = 0;
    if (body == Body::kSend) file_ = response.file;
    progress = write_pending();
  }
  if (progress == Progress::kBlocked)
    sender_.watch(shared_from_this());
  else
    finish();
}

Connection::Progress Connection::resume() {
  Progress progress = Progress::kDone;
  {
    const std::lock_guard lock(mutex_);
    progress = write_pending();
  }
  if (progress == Progress::kDone) finish();
  return progress;
}

void Connection::abandon() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    ::shutdown(fd_, SHUT_RDWR);
  }
  finish();
}

// Never waits: what the socket does not take now is the Sender's. Pistache's own writer would turn
// in a loop on a full socket and freeze every connection of its thread.
Connection::Progress Connection::write_pending() {
  while (!closed_) {
    if (sent_ == out_.size()) {
      if (!file_ || file_->finished()) break;
      out_ = file_->next(kFileChunk);
      sent_ = 0;
      if (out_.empty()) closed_ = true;  // the file became shorter than promised
      continue;
    }
    const ssize_t sent =
        ::send(fd_, out_.data() + sent_, out_.size() - sent_, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
      sent_ += static_cast<std::size_t>(sent);
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      return Progress::kBlocked;
    else if (errno != EINTR)
      closed_ = true;
  }
  if (closed_) ::shutdown(fd_, SHUT_RDWR);
  return Progress::kDone;
}

void Connection::finish() {
  {
    const std::lock_guard lock(mutex_);
    out_.clear();
    file_.reset();
    busy_ = false;
    if (!closed_ && !keep_alive_) {
      closed_ = true;
      // Only our direction: closing both would discard what the client still sends and, with it,
      // perhaps the answer it has not read yet.
      ::shutdown(fd_, SHUT_WR);
    }
  }
  service_.in_flight.fetch_sub(1);
  pump();
}

}  // namespace lontar::api
