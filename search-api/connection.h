// One client's connection as the service sees it: requests come out of its bytes one after the
// other (the next one only when the last is answered, so pipelining keeps its order), and answers
// go out through a descriptor of its own (a dup), which no other thread can close or reuse under
// it. Thread-safe; shared by the I/O thread, the workers and the Sender, and gone with the last.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "search-api/http_message.h"
#include "search-api/http_reader.h"

namespace lontar::api {

class Connection;
class Sender;

// The duty to answer one request. Whoever holds it last without having answered answers 500: a
// client never waits for a reply that nobody will write.
class Responder {
 public:
  Responder(std::shared_ptr<Connection> connection, const Request& request);
  Responder(Responder&& other) noexcept = default;
  Responder& operator=(Responder&&) = delete;
  ~Responder();

  void send(const Response& response);

 private:
  std::shared_ptr<Connection> connection_;  // null once answered
  bool keep_alive_;
  Body body_;
};

// What the connections of a server have in common. The functions are called from any thread.
struct Service {
  std::function<void(Request, Responder)> answer;
  std::function<Response(const Malformed&)> refuse;  // for bytes that are no request
  std::function<Response()> give_up;                 // the 500 of an abandoned Responder
  std::atomic<bool> draining{false};                 // answers close their connection
  std::atomic<int> in_flight{0};                     // requests not yet answered to the last byte
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // Takes over `fd`. `service` and `sender` outlive every connection.
  Connection(int fd, Service& service, Sender& sender);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // Neither a request nor a part of one is pending.
  bool idle() const;
  // More bytes from the client. True when they end inside a request's head.
  bool receive(std::string_view bytes);

  enum class Progress { kDone, kBlocked };
  // For the Sender: continues with what the socket did not take before.
  Progress resume();
  // For the Sender: the client does not read; ends the connection.
  void abandon();
  int fd() const { return fd_; }

 private:
  friend class Responder;
  void answer(const Response& response, bool keep_alive, Body body);
  void pump();
  Progress write_pending();  // with mutex_ held
  void finish();

  const int fd_;
  Service& service_;
  Sender& sender_;

  mutable std::mutex mutex_;
  std::string in_;
  bool busy_ = false;     // a request is with the service, or its answer on the way
  bool pumping_ = false;  // some thread is in pump()'s loop
  bool closed_ = false;   // nothing more is read or written
  std::string out_;
  std::size_t sent_ = 0;  // bytes of out_
  std::shared_ptr<FileBody> file_;
  bool keep_alive_ = true;  // after the answer on its way
};

}  // namespace lontar::api
