#include "harvest/fetch.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/ascii.h"
#include "io/file.h"

namespace lontar::harvest {
namespace {

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes / 1'000'000) + " MB"; }

// A time of change tells contents apart only when it is well before the answer (RFC 9110, 8.8.2.2).
bool is_strong_date(const Head& head) {
  const auto changed = curl_getdate(head.last_modified.c_str(), nullptr);
  const auto answered = curl_getdate(head.date.c_str(), nullptr);
  return changed >= 0 && answered >= 0 && answered - changed >= 60;
}

bool is_strong_tag(const std::string& etag) { return etag.starts_with('"'); }

// What may stand in If-Range, "" for nothing.
std::string range_validator(const Partial& partial) {
  return is_strong_tag(partial.etag) ? partial.etag : partial.last_modified;
}

// "bytes 100-199/200" begins at 100.
bool begins_at(const std::string& content_range, std::uint64_t at) {
  return ascii_lower(content_range).starts_with("bytes " + std::to_string(at) + "-");
}

Failure wrong_status(int status) {
  const bool gone = status == 404 || status == 410;
  const bool may_pass = status == 408 || status == 425 || status == 429 || status >= 500;
  return {gone ? "not-found" : "http-status",
          gone ? "the server has nothing there (status " + std::to_string(status) + ")"
               : "the server answers with status " + std::to_string(status),
          may_pass};
}

// What the head alone tells against the body: nothing is transferred for it.
std::optional<Failure> wrong_type(const Head& head, Media wanted) {
  const Media called = media_of_type(head.content_type);
  if (wanted != Media::kNone && wanted != Media::kHtml && called == Media::kHtml) {
    return Failure{"html-instead", "the server sends a web page instead of " +
                                       std::string(name(wanted)) + "; it is not stored"};
  }
  if (is_foreign_type(head.content_type)) {
    return Failure{"wrong-type", "the server sends " + head.content_type.substr(0, 80) +
                                     ", which Lontar does not read"};
  }
  return {};
}

// What the bytes are, if that is what both the server and the name say they are.
std::optional<Failure> check_bytes(Media bytes, Media called, Media wanted) {
  if (bytes == Media::kHtml && wanted != Media::kNone && wanted != Media::kHtml) {
    return Failure{"html-instead", "what came is a web page, not " + std::string(name(wanted)) +
                                       "; it is not stored"};
  }
  if (bytes == Media::kNone) return Failure{"wrong-type", "what came is in an unknown format"};
  for (const auto& [media, who] :
       {std::pair{called, "the server calls it"}, std::pair{wanted, "the file's name says"}}) {
    if (agree(media, bytes)) continue;
    return Failure{"wrong-type", "what came is " + std::string(name(bytes)) + ", and " + who + " " +
                                     std::string(name(media))};
  }
  return {};
}

}  // namespace

// The body of one answer on its way into the partial file.
class Fetcher::Download {
 public:
  Download(const Store& store, const Settings& settings, const std::string& url,
           const Address& address, Media wanted)
      : store_(store), settings_(settings), url_(url), address_(address), wanted_(wanted) {}

  // Of what is here already, if the same address gave it and it can be told whether it is the same.
  std::vector<std::string> headers() {
    const Partial partial = store_.partial(url_);
    const std::string validator = range_validator(partial);
    if (partial.url != address_.text || validator.empty()) return {};
    from_ = partial.bytes;
    return {"Range: bytes=" + std::to_string(from_) + "-", "If-Range: " + validator};
  }
  bool resumes() const { return from_ > 0; }
  bool wants_restart() const { return restart_; }

  std::optional<Failure> head(const Head& head) {
    if (head.status != 200 && head.status != 206) return {};  // a body that nobody wants
    wanted_body_ = true;
    if (head.status == 206 && !begins_at(head.content_range, from_)) {
      restart_ = true;
      return Failure{"broken-off", "the server sent another part than was asked for", true};
    }
    const std::string encoding = ascii_lower(head.content_encoding);
    if (!encoding.empty() && encoding != "identity") {
      return Failure{"wrong-type", "the server sends it packed as " + encoding.substr(0, 40)};
    }
    if (head.status == 200) from_ = 0;
    if (auto failure = wrong_type(head, wanted_)) return failure;
    if (auto failure = too_large(from_ + head.length.value_or(0))) return failure;
    return open(head);
  }

  std::optional<Failure> bytes(std::string_view bytes) {
    if (!wanted_body_) return Failure{"ignored", "an answer without what was asked for"};
    if (auto failure = too_large(from_ + taken_ + bytes.size())) return failure;
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return disk();
      taken_ += static_cast<std::uint64_t>(written);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

 private:
  std::optional<Failure> too_large(std::uint64_t bytes) const {
    if (bytes <= settings_.max_bytes) return {};
    return Failure{"too-large", "larger than the " + megabytes(settings_.max_bytes) +
                                    " that max_file_megabytes of [harvest] allows"};
  }
  Failure disk() const {
    return {"disk", store_.folder().string() + ": cannot write: " + std::strerror(errno)};
  }
  std::optional<Failure> open(const Head& head) {
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND;
    if (from_ == 0) {
      const bool dated = is_strong_date(head);
      const auto begun = store_.begin_partial(
          url_, {address_.text, head.etag, dated ? head.last_modified : "", 0});
      if (!begun) return Failure{"disk", begun.error().message};
      flags |= O_TRUNC;
    }
    file_ = io::Descriptor{::open(store_.partial_path(url_).c_str(), flags, 0644)};
    if (!file_) return disk();
    return {};
  }

  const Store& store_;
  const Settings& settings_;
  const std::string& url_;
  const Address& address_;
  Media wanted_;
  io::Descriptor file_;
  std::uint64_t from_ = 0;
  std::uint64_t taken_ = 0;
  bool wanted_body_ = false;
  bool restart_ = false;
};

FetchResult Fetcher::fetch(const std::string& url, const Address& address, const Fetched* known,
                           Media wanted) {
  Address at = address;
  for (int hop = 0;; ++hop) {
    if (auto failure = hosts_.may_fetch(at)) return {.failure = std::move(failure)};
    FetchResult result = one(url, at, known, wanted);
    if (result.redirect.empty()) return result;
    const auto bad = [&](const std::string& why) {
      result.failure = Failure{"redirect", why};
      return result;
    };
    if (hop == settings_.redirects) {
      return bad("redirected more than " + std::to_string(settings_.redirects) + " times");
    }
    auto next = parse_address(result.redirect);
    if (!next) return bad("redirected to an address that is not followed: " + next.error().message);
    if (at.scheme == "https" && next->scheme == "http") {
      return bad("redirected from https to http (" + next->host + "), which is not followed");
    }
    at = std::move(*next);
  }
}

FetchResult Fetcher::one(const std::string& url, const Address& address, const Fetched* known,
                         Media wanted) {
  Download download(store_, settings_, url, address, wanted);
  Ask ask;
  if (known && known->final_url == address.text) {
    if (!known->etag.empty()) ask.headers.push_back("If-None-Match: " + known->etag);
    if (!known->last_modified.empty()) {
      ask.headers.push_back("If-Modified-Since: " + known->last_modified);
    }
  }
  if (ask.headers.empty()) ask.headers = download.headers();
  ask.head = [&](const Head& head) { return download.head(head); };
  ask.bytes = [&](std::string_view bytes) { return download.bytes(bytes); };
  Client::Answer answer = hosts_.get(address, ask);

  FetchResult result{.status = answer.head.status, .retry_after = answer.head.retry_after};
  if (answer.failure && answer.failure->code == "ignored") answer.failure.reset();
  if (answer.failure) {
    if (download.wants_restart()) store_.drop_partial(url);
    result.failure = std::move(answer.failure);
    return result;
  }
  const int status = result.status;
  if (status == 304 && known) return result;
  if (status >= 300 && status < 400 && !answer.head.location.empty()) {
    result.redirect = answer.head.location;
  } else if (status == 416 && download.resumes()) {
    store_.drop_partial(url);
    result.failure = Failure{"broken-off", "the server cannot go on with it", true};
  } else if (status != 200 && status != 206) {
    result.failure = wrong_status(status);
  } else {
    result.body = finish(url, address, std::move(answer.head), wanted, result.failure);
  }
  return result;
}

std::optional<Body> Fetcher::finish(const std::string& url, const Address& address, Head head,
                                    Media wanted, std::optional<Failure>& failure) {
  const auto path = store_.partial_path(url);
  const auto opened = io::open_file(path);
  if (!opened) {
    // No byte came, so none was written.
    failure = Failure{"empty", "the server sends nothing"};
    return {};
  }
  char first[1024];
  const ssize_t size = ::pread(opened->get(), first, sizeof first, 0);
  const std::string_view beginning(first, size > 0 ? static_cast<std::size_t>(size) : 0);
  const Media bytes = media_of_bytes(beginning);
  const Media called = media_of_type(head.content_type);
  if (beginning.empty()) {
    failure = Failure{"empty", "the server sends nothing"};
  } else {
    failure = check_bytes(bytes, called, wanted);
  }
  const auto hash = io::content_hash(*opened, path);
  if (!failure && !hash) failure = Failure{"disk", hash.error().message};
  if (failure) {
    store_.drop_partial(url);
    return {};
  }
  std::error_code error;
  // A page that begins with any tag, and Markdown, look like something else in their first bytes.
  const bool said = called == Media::kHtml || called == Media::kMarkdown;
  return Body{address.text, std::move(head), *hash, std::filesystem::file_size(path, error),
              said ? called : bytes};
}

}  // namespace lontar::harvest
