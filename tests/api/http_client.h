// A plain HTTP client over one socket, for the tests: sends what it is told, byte by byte, and
// reads replies by their Content-Length. Fails the test on anything that is not a reply.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace lontar::api::testing_support {

struct Reply {
  int status = 0;                              // 0: no reply came
  std::map<std::string, std::string> headers;  // names lower-cased
  std::string body;

  std::string header(const std::string& name) const;
};

class Client {
 public:
  explicit Client(std::uint16_t port);
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client();

  // `headers` are whole lines, each with its "\r\n".
  Reply get(const std::string& target, const std::string& headers = "");
  Reply request(const std::string& method, const std::string& target,
                const std::string& headers = "");
  bool send(std::string_view bytes);
  Reply read(bool has_body = true);
  // True when the server closes the connection, having sent nothing more, within five seconds.
  bool closed();
  int fd() const { return fd_; }

 private:
  bool fill();

  int fd_;
  std::string buffered_;
};

// One request on a connection of its own.
Reply fetch(std::uint16_t port, const std::string& target, const std::string& headers = "");

}  // namespace lontar::api::testing_support
