#include "search-api/http_message.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace lontar::api {
namespace {

struct Reason {
  int status;
  std::string_view text;
};
constexpr std::array kReasons = {
    Reason{200, "OK"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{400, "Bad Request"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{409, "Conflict"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{416, "Range Not Satisfiable"},
    Reason{422, "Unprocessable Content"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
};

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 64> text{};
  std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return text.data();
}

// Header values come from our own tables and from percent-encoded text; a line break in one would
// let a stored title write headers, so it is cut out here whatever the caller did.
void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  std::copy_if(value.begin(), value.end(), std::back_inserter(out),
               [](char c) { return c != '\r' && c != '\n' && c != '\0'; });
  out.append("\r\n");
}

}  // namespace

std::string Request::header(std::string_view lower_case_name) const {
  std::string joined;
  bool first = true;
  for (const auto& [name, value] : headers) {
    if (name != lower_case_name) continue;
    if (!first) joined += ", ";
    joined += value;
    first = false;
  }
  return joined;
}

FileBody::FileBody(int fd, std::uint64_t offset, std::uint64_t length)
    : fd_(fd), offset_(offset), length_(length) {}

FileBody::~FileBody() { ::close(fd_); }

std::string FileBody::next(std::size_t limit) {
  std::string chunk(static_cast<std::size_t>(std::min<std::uint64_t>(limit, length_ - read_)),
                    '\0');
  const ssize_t got = ::pread(fd_, chunk.data(), chunk.size(), static_cast<off_t>(offset_ + read_));
  chunk.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  read_ += chunk.size();
  return chunk;
}

const std::string* Response::header(std::string_view name) const {
  for (const auto& header : headers)
    if (same_name(header.first, name)) return &header.second;
  return nullptr;
}

void Response::set(std::string name, std::string value) {
  std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
  headers.emplace_back(std::move(name), std::move(value));
}

std::string_view reason(int status) {
  const auto row = std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& candidate) {
    return candidate.status == status;
  });
  return row == kReasons.end() ? std::string_view("Unknown") : row->text;
}

std::string serialize(const Response& response, bool keep_alive, Body body) {
  const bool bodiless = response.status < 200 || response.status == 204 || response.status == 304;
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
  out.append(reason(response.status)).append("\r\n");
  append_header(out, "Date", http_date());
  for (const auto& [name, value] : response.headers) append_header(out, name, value);
  if (!bodiless) {
    const std::uint64_t length = response.file ? response.file->length() : response.body.size();
    append_header(out, "Content-Length", std::to_string(length));
  }
  append_header(out, "Connection", keep_alive ? "keep-alive" : "close");
  out.append("\r\n");
  if (!bodiless && body == Body::kSend && !response.file) out.append(response.body);
  return out;
}

}  // namespace lontar::api
