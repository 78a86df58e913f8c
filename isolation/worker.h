// A process that parses files for the indexer, so that a file that crashes, hangs or devours its
// reader costs itself alone. The process is started with nothing of the parent but one socket, is
// kept warm from file to file, and is replaced when it ends. One Worker per thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "io/descriptor.h"
#include "isolation/channel.h"
#include "ocr/cache.h"
#include "parsers/parser.h"

namespace lontar::isolation {

struct WorkerOptions {
  std::filesystem::path program;     // lontar-worker
  std::filesystem::path config_dir;  // what its parsers are made from
  // For one file. Time that the parent itself takes with a document does not count.
  std::chrono::milliseconds wall{300'000};
  std::chrono::seconds processor{240};
  std::uint64_t memory = 0;  // addresses of the whole process, beside the file's own; 0: no limit
  bool must_be_confined = false;  // read nothing where the kernel cannot confine it fully
  // Scans take longer: every page that is to be read off its picture adds so much to the limits of
  // its file, up to so much in all (and twice as much by the clock).
  ocr::Mode ocr = ocr::Mode::kOff;
  std::chrono::seconds ocr_page{60};
  std::chrono::seconds ocr_most{3'600};
  ocr::Cache* cache = nullptr;  // outlives the worker; used by its thread
  std::function<bool()> stop;   // asked now and then while a file is read: true ends the reading
};

// lontar-worker, where it is: $LONTAR_WORKER, or beside the running program or in a folder above.
Result<std::filesystem::path> find_worker_program();

class Worker {
 public:
  explicit Worker(WorkerOptions options) : options_(std::move(options)) {}
  ~Worker() { end(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Starts the process when there is none. Fails with what its parsers say of the configuration, or
  // kUnavailable when there can be no process.
  Result<void> ready();
  // How the process is confined that ready() started last.
  const Confinement& confinement() const { return confinement_; }
  // As parsers::Registry::parse, in the process. `file` is a regular file opened for reading,
  // `name` a hint for the choice of parser. Fails with a plain reason when the file gave no
  // document, and when it cost the process its life: then documents that came before were emitted
  // already. kUnavailable: no process could be started, or it was told to stop.
  Result<void> parse(const io::Descriptor& file, std::string_view name, const parsers::Emit& emit);

 private:
  Result<void> start();
  Error fail_to_start(const Error& why);
  Result<void> greet();
  Result<void> take_confinement(std::string_view payload);
  Result<Frame> hear(Clock::time_point deadline);
  Result<void> converse(const parsers::Emit& emit, Clock::time_point deadline);
  Result<void> limit(const io::Descriptor& file);
  bool answer_find(std::string_view payload, Clock::time_point& deadline);
  bool take_kept(std::string_view payload);
  void keep_pages();
  // Ends the process, waits for it, and says in words what it died of.
  std::string end();

  WorkerOptions options_;
  pid_t process_ = -1;
  std::optional<Channel> channel_;
  Confinement confinement_;
  std::chrono::seconds granted_{};  // for the scans of the file so far
  std::uint64_t limit_ = 0;         // of processor time in this process's life, in seconds
  std::vector<Kept> kept_;          // pages of the file that is being read
  std::size_t kept_bytes_ = 0;
};

}  // namespace lontar::isolation
