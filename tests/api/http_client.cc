#include "http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace lontar::api::testing_support {

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

Client::Client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval patience{30, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    ::shutdown(fd_, SHUT_RDWR);
}

Client::~Client() { ::close(fd_); }

Reply Client::get(const std::string& target, const std::string& headers) {
  return request("GET", target, headers);
}

Reply Client::request(const std::string& method, const std::string& target,
                      const std::string& headers) {
  send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
  return read(method != "HEAD");
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::fill() {
  std::array<char, 65536> chunk;
  const ssize_t got = ::recv(fd_, chunk.data(), chunk.size(), 0);
  if (got <= 0) return false;
  buffered_.append(chunk.data(), static_cast<std::size_t>(got));
  return true;
}

Reply Client::read(bool has_body) {
  std::size_t end = 0;
  while ((end = buffered_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  Reply reply;
  reply.status = std::stoi(buffered_.substr(9, 3));
  for (std::size_t at = buffered_.find("\r\n") + 2; at < end + 2;) {
    const std::size_t next = buffered_.find("\r\n", at);
    const std::size_t colon = buffered_.find(": ", at);
    std::string name = buffered_.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(), ::tolower);
    reply.headers[name] = buffered_.substr(colon + 2, next - colon - 2);
    at = next + 2;
  }
  buffered_.erase(0, end + 4);
  const std::string length = reply.header("content-length");
  const std::size_t wanted = has_body && !length.empty() ? std::stoul(length) : 0;
  while (buffered_.size() < wanted)
    if (!fill()) return {};
  reply.body = buffered_.substr(0, wanted);
  buffered_.erase(0, wanted);
  return reply;
}

bool Client::closed() {
  const timeval patience{5, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  char byte = 0;
  return buffered_.empty() && ::recv(fd_, &byte, 1, 0) == 0;
}

Reply fetch(std::uint16_t port, const std::string& target, const std::string& headers) {
  return Client(port).get(target, headers);
}

}  // namespace lontar::api::testing_support
