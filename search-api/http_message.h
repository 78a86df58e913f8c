// A request as it came and a response as it will go: plain values that the whole service works on,
// so that nothing but server.cc knows which library moves the bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lontar::api {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;     // as sent; methods are case-sensitive
  std::string path;       // raw: still percent-encoded, without the query
  std::string query;      // raw: what stands after '?'
  Headers headers;        // names lower-cased, values trimmed, in order
  int minor_version = 1;  // of HTTP/1.x
  bool keep_alive = true;

  // The value, several of one name joined with ", " (RFC 9110, 5.2); "" when absent.
  std::string header(std::string_view lower_case_name) const;
};

// A part of an open file that follows the head instead of a body in memory.
class FileBody {
 public:
  // Takes over `fd`.
  FileBody(int fd, std::uint64_t offset, std::uint64_t length);
  FileBody(const FileBody&) = delete;
  FileBody& operator=(const FileBody&) = delete;
  ~FileBody();

  std::uint64_t length() const { return length_; }
  // The next at most `limit` bytes; empty when all have been read, or when the file became shorter
  // (then length() bytes were promised and the connection must be broken off).
  std::string next(std::size_t limit);
  bool finished() const { return read_ == length_; }

 private:
  int fd_;
  std::uint64_t offset_;
  std::uint64_t length_;
  std::uint64_t read_ = 0;
};

struct Response {
  int status = 200;
  Headers headers;  // without Content-Length, Connection and Date: serialize() writes these
  std::string body;
  std::shared_ptr<FileBody> file;  // instead of body

  const std::string* header(std::string_view name) const;
  void set(std::string name, std::string value);  // replaces a header of that name
};

// "Not Found" for 404.
std::string_view reason(int status);

enum class Body { kSend, kOmit };  // omit: HEAD; the head still tells the length

// The head, and the body unless it is omitted or a file. 1xx, 204 and 304 never have one.
std::string serialize(const Response& response, bool keep_alive, Body body);

}  // namespace lontar::api
