#include "harvest/client.h"

#include <curl/curl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <mutex>

#include "core/ascii.h"

namespace lontar::harvest {
namespace {

// A head of more than this is an attack or a mistake.
constexpr std::size_t kMaxHeadBytes = 256 * 1024;

// Bytes a second. Who sends fewer keeps all other servers waiting.
constexpr long kStalledBelow = 100;

struct CodeRow {
  CURLcode code;
  const char* name;
  bool may_pass;
};

// What curl calls a failure, and what we call it; everything else is "transfer".
constexpr CodeRow kCodes[] = {
    {CURLE_COULDNT_RESOLVE_HOST, "unknown-host", true},
    {CURLE_COULDNT_CONNECT, "no-connection", true},
    {CURLE_OPERATION_TIMEDOUT, "timeout", true},
    {CURLE_PARTIAL_FILE, "broken-off", true},
    {CURLE_GOT_NOTHING, "broken-off", true},
    {CURLE_RECV_ERROR, "broken-off", true},
    {CURLE_SEND_ERROR, "broken-off", true},
    {CURLE_PEER_FAILED_VERIFICATION, "tls", false},
    {CURLE_SSL_CONNECT_ERROR, "tls", false},
    {CURLE_SSL_CERTPROBLEM, "tls", false},
    {CURLE_SSL_CACERT_BADFILE, "tls", false},
    {CURLE_SSL_INVALIDCERTSTATUS, "tls", false},
    {CURLE_SSL_ISSUER_ERROR, "tls", false},
};

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// Seconds, or a date; a date that is over means at once.
std::optional<std::chrono::milliseconds> wait_of(const std::string& value) {
  if (value.empty()) return {};
  if (std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; })) {
    return std::chrono::seconds(value.size() > 9 ? 999'999'999 : std::stoll(value));
  }
  const std::time_t when = curl_getdate(value.c_str(), nullptr);
  if (when < 0) return {};
  return std::chrono::seconds(std::max<std::time_t>(0, when - std::time(nullptr)));
}

std::string numeric_ip(const curl_sockaddr& address) {
  char text[NI_MAXHOST] = "";
  ::getnameinfo(&address.addr, address.addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
  return text;
}

// What holds for every request.
void set_rules(CURL* curl, const Settings& settings) {
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  if (!settings.certificates.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, settings.certificates.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(settings.connect.count()));
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kStalledBelow);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.stalled.count()));
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

struct Client::Transfer {
  CURL* curl;
  const Ask& ask;
  const std::function<bool()>& stop;
  bool private_addresses = false;
  Head head;
  std::size_t head_bytes = 0;
  bool head_done = false;
  std::optional<Failure> failure = {};

  bool fail(std::optional<Failure> why) {
    if (why) failure = std::move(why);
    return failure.has_value();
  }
  void listen();
  bool finish_head();
  void take_header(std::string_view line);

  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self);
  static std::size_t on_bytes(char* data, std::size_t, std::size_t size, void* self);
  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
  static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* address);
};

// Status, length and the target of a redirect are curl's reading of the head.
bool Client::Transfer::finish_head() {
  if (head_done) return true;
  head_done = true;
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  head.status = static_cast<int>(status);
  curl_off_t length = -1;
  curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  if (length >= 0) head.length = static_cast<std::uint64_t>(length);
  char* location = nullptr;
  curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
  if (location) head.location = location;
  return !ask.head || !fail(ask.head(head));
}

void Client::Transfer::take_header(std::string_view line) {
  if (line.starts_with("HTTP/")) {  // a new head: what came before was 1xx
    head = {};
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return;
  struct Row {
    std::string_view name;
    std::string Head::*text;
  };
  static constexpr Row kTexts[] = {
      {"content-type", &Head::content_type},   {"content-encoding", &Head::content_encoding},
      {"content-range", &Head::content_range}, {"etag", &Head::etag},
      {"last-modified", &Head::last_modified}, {"date", &Head::date},
  };
  const std::string name = ascii_lower(line.substr(0, colon));
  const std::string value(trim(line.substr(colon + 1)));
  for (const Row& row : kTexts) {
    if (row.name == name) head.*row.text = value;
  }
  if (name == "retry-after") head.retry_after = wait_of(value);
}

std::size_t Client::Transfer::on_header(char* data, std::size_t, std::size_t size, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.head_bytes += size;
  if (transfer.head_bytes > kMaxHeadBytes) {
    transfer.fail(Failure{"transfer", "the answer's head is longer than anybody's should be"});
    return 0;
  }
  // What follows the body is not believed.
  if (!transfer.head_done) transfer.take_header({data, size});
  return size;
}

std::size_t Client::Transfer::on_bytes(char* data, std::size_t, std::size_t size, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (!transfer.finish_head()) return 0;
  if (transfer.ask.bytes && transfer.fail(transfer.ask.bytes({data, size}))) return 0;
  return size;
}

int Client::Transfer::on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (!transfer.stop || !transfer.stop()) return 0;
  transfer.fail(Failure{"stopped", "stopped before its end"});
  return 1;
}

// Asked with the very address that will be connected to: a name cannot point elsewhere meanwhile.
curl_socket_t Client::Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string ip = numeric_ip(*address);
  if (!transfer.private_addresses && is_private_ip(ip)) {
    transfer.fail(
        Failure{"private-address", "leads to " + ip +
                                       ", an address of a private network; set "
                                       "private_addresses in config/lontar.toml if that is meant"});
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void Client::Transfer::listen() {
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_bytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
}

Client::Client(const Settings& settings, std::function<bool()> stop)
    : settings_(settings), stop_(std::move(stop)) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  user_agent_ = std::string(kProduct) + "/1.0";
  if (!settings.contact.empty()) user_agent_ += " (+" + settings.contact + ")";
  curl_ = curl_easy_init();
}

Client::~Client() { curl_easy_cleanup(curl_); }

Client::Answer Client::get(const Address& address, const Ask& ask) {
  CURL* curl = curl_;
  if (!curl) return {{}, Failure{"transfer", "libcurl cannot be started"}};
  Transfer transfer{curl, ask, stop_, settings_.private_addresses};
  set_rules(curl, settings_);
  transfer.listen();
  char what[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, what);
  curl_easy_setopt(curl, CURLOPT_URL, address.text.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, user_agent_.c_str());
  // Bytes as they lie on the server: ranges count them, and nothing swells.
  std::unique_ptr<curl_slist, FreeList> headers(
      curl_slist_append(nullptr, "Accept-Encoding: identity"));
  for (const std::string& header : ask.headers) curl_slist_append(headers.get(), header.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());

  const CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK) transfer.finish_head();
  Answer answer{std::move(transfer.head), std::move(transfer.failure)};
  if (answer.failure || code == CURLE_OK) return answer;
  const auto row = std::ranges::find(kCodes, code, &CodeRow::code);
  const bool known = row != std::end(kCodes);
  answer.failure =
      Failure{known ? row->name : "transfer",
              std::string(what[0] ? what : curl_easy_strerror(code)), known && row->may_pass};
  return answer;
}

}  // namespace lontar::harvest
