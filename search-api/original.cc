#include "search-api/original.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "search-api/file_name.h"
#include "search-api/negotiate.h"

namespace lontar::api {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Problem gone() { return {"no-original", "The original file is not there any more."}; }

// The canonical path of the file if it lies below the corpus folder, links followed; else "".
fs::path below_corpus(const Origin& origin, const std::string& name) {
  std::error_code error;
  const fs::path corpus = fs::canonical(origin.corpus, error);
  if (error) return {};
  const fs::path file = fs::canonical(corpus / fs::path(name), error);
  if (error) return {};
  const auto [end, unused] = std::mismatch(corpus.begin(), corpus.end(), file.begin(), file.end());
  return end == corpus.end() ? file : fs::path();
}

OrProblem<Descriptor> open_file(const Origin& origin, const std::string& name,
                                std::int64_t indexed) {
  const fs::path path = below_corpus(origin, name);
  if (path.empty()) return gone();
  // Not blocking: what was a file when it was indexed may be a pipe by now.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
    return gone();
  const std::int64_t mtime =
      static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
  if (static_cast<std::uint64_t>(status.st_size) != origin.size || mtime != indexed)
    return Problem("original-changed",
                   "The original file has changed since it was indexed; it is served again after "
                   "the next update of the index.");
  return file;
}

OrProblem<Descriptor> open_original(const index::Record& record) {
  if (record.part > 0)
    return Problem("no-original",
                   "This document is one line of a file of many documents and has no file of its "
                   "own; its text is at /text.");
  auto original = open_file(record.origin, record.origin.file, record.origin.mtime);
  if (std::holds_alternative<Descriptor>(original)) return original;
  for (const Copy& copy : record.origin.copies) {
    auto same = open_file(record.origin, copy.file, copy.mtime);
    if (std::holds_alternative<Descriptor>(same)) return same;
  }
  return original;
}

// HTML and SVG can carry scripts, so they are shown as text; XML may be styled into a page by an
// instruction of its own, so it is sandboxed. PDF viewers need to be let alone.
void describe(const index::Record& record, Response& response) {
  const std::string& type = record.media_type;
  const bool html = type.find("html") != std::string::npos || type.find("svg") != std::string::npos;
  const bool xml = !html && type.find("xml") != std::string::npos;
  if (type == "application/pdf") {
    response.set("Content-Type", type);
  } else if (xml) {
    response.set("Content-Type", "application/xml");
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
  } else {
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.set("Content-Security-Policy", "default-src 'none'; sandbox");
  }
  response.set("Content-Disposition",
               content_disposition("inline", fs::path(record.origin.file).filename().string()));
}

}  // namespace

OrProblem<Response> original_response(const index::Record& record, const std::string& range,
                                      const std::string& if_range) {
  auto opened = open_original(record);
  if (auto* problem = std::get_if<Problem>(&opened)) return *problem;

  Response response;
  describe(record, response);
  const std::string etag = "\"" + record.origin.hash + "\"";
  response.set("ETag", etag);
  response.set("Accept-Ranges", "bytes");
  response.set("Cache-Control", "public, no-cache");

  const std::uint64_t size = record.origin.size;
  const RangeChoice choice =
      if_range.empty() || if_range == etag ? choose_range(range, size) : RangeChoice(WholeFile{});
  ByteRange sent{0, size == 0 ? 0 : size - 1};
  if (std::holds_alternative<Unsatisfiable>(choice)) {
    Problem problem("range-not-satisfiable", "The file has " + std::to_string(size) + " bytes.");
    Response refused = problem_response(problem, "", 0);
    refused.set("Content-Range", "bytes */" + std::to_string(size));
    return refused;
  }
  if (const auto* part = std::get_if<ByteRange>(&choice)) {
    sent = *part;
    response.status = 206;
    response.set("Content-Range", "bytes " + std::to_string(sent.first) + "-" +
                                      std::to_string(sent.last) + "/" + std::to_string(size));
  }
  response.file = std::make_shared<FileBody>(std::get<Descriptor>(opened).release(), sent.first,
                                             size == 0 ? 0 : sent.length());
  return response;
}

}  // namespace lontar::api
