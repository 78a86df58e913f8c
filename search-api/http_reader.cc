#include "search-api/http_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace lontar::api {
namespace {

bool is_token_char(unsigned char c) {
  return std::isalnum(c) != 0 ||
         std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_token_char(static_cast<unsigned char>(c));
  });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t') || byte == 0x7F;
  });
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// Cuts the next line off `rest`, without its LF or CRLF; nothing when there is no whole line.
std::optional<std::string_view> next_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::optional<Malformed> read_target(std::string_view target, Request& request) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;  // absolute-form, as a proxy's client sends it
    target.remove_prefix(scheme.size());
    const auto slash = target.find_first_of("/?");
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  if (!target.starts_with('/') && !target.starts_with('?') && target != "*")
    return Malformed{400, "The request target must begin with '/'."};
  const auto mark = target.find('?');
  request.path = mark == 0 ? "/" : target.substr(0, mark);
  if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
  request.query = request.query.substr(0, request.query.find('#'));
  return std::nullopt;
}

std::optional<Malformed> read_request_line(std::string_view line, Request& request) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return Malformed{400, "The request line must be METHOD TARGET HTTP/1.1."};
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method)) return Malformed{400, "The request method is not a token."};
  if (target.empty() || target.find(' ') != std::string_view::npos || has_control(target))
    return Malformed{400, "Spaces and control characters in a URL must be percent-encoded."};
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return Malformed{505, "This server speaks HTTP/1.1 and HTTP/1.0."};
  request.method = method;
  request.minor_version = version.back() - '0';
  return read_target(target, request);
}

std::optional<Malformed> read_header(std::string_view line, Request& request) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return Malformed{400, "A header line must be 'Name: value', not folded."};
  const std::string_view value = trim(line.substr(colon + 1));
  if (has_control(value)) return Malformed{400, "A header value holds a control character."};
  request.headers.emplace_back(lower(line.substr(0, colon)), std::string(value));
  return std::nullopt;
}

std::optional<Malformed> body_length(const Request& request, std::size_t& length) {
  if (!request.header("transfer-encoding").empty())
    return Malformed{501, "No route takes a request body; Transfer-Encoding is not supported."};
  std::optional<std::size_t> declared;
  for (const auto& [name, value] : request.headers) {
    if (name != "content-length") continue;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (value.empty() || error != std::errc{} || end != value.data() + value.size() ||
        (declared && *declared != number))
      return Malformed{400, "Content-Length must be one decimal number."};
    declared = number;
  }
  length = declared.value_or(0);
  if (length > kMaxRequestBytes)
    return Malformed{413, "The request body is larger than 64 KiB; no route takes one."};
  return std::nullopt;
}

std::optional<Malformed> check_host(const Request& request) {
  const auto hosts = std::count_if(request.headers.begin(), request.headers.end(),
                                   [](const auto& header) { return header.first == "host"; });
  if (hosts > 1 || (hosts == 0 && request.minor_version == 1))
    return Malformed{400, "An HTTP/1.1 request needs exactly one Host header."};
  return std::nullopt;
}

bool wants_keep_alive(const Request& request) {
  const std::string connection = lower(request.header("connection"));
  if (connection.find("close") != std::string::npos) return false;
  return request.minor_version == 1 || connection.find("keep-alive") != std::string::npos;
}

Malformed too_large(std::string_view input) {
  if (input.substr(0, kMaxRequestBytes).find('\n') == std::string_view::npos)
    return {414, "The request line is longer than 64 KiB; shorten the query."};
  return {431, "The request's headers are larger than 64 KiB."};
}

}  // namespace

ReadOutcome read_request(std::string_view input) {
  std::string_view rest = input;
  while (rest.starts_with("\r\n") || rest.starts_with('\n'))  // RFC 9112, 2.2
    rest.remove_prefix(rest.front() == '\r' ? 2 : 1);

  Request request;
  bool first = true;
  for (;;) {
    const auto line = next_line(rest);
    if (static_cast<std::size_t>(rest.data() - input.data()) > kMaxRequestBytes ||
        (!line && input.size() > kMaxRequestBytes))
      return too_large(input);
    if (!line) return NeedMore{};
    if (line->empty()) break;
    const auto problem = first ? read_request_line(*line, request) : read_header(*line, request);
    if (problem) return *problem;
    first = false;
  }

  std::size_t length = 0;
  if (const auto problem = check_host(request)) return *problem;
  if (const auto problem = body_length(request, length)) return *problem;
  if (rest.size() < length) return NeedMore{};
  rest.remove_prefix(length);
  request.keep_alive = wants_keep_alive(request);
  return ReadRequest{std::move(request), static_cast<std::size_t>(rest.data() - input.data())};
}

}  // namespace lontar::api
