#include "isolation/serve.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <exception>
#include <new>

#include "io/file.h"
#include "isolation/channel.h"
#include "ocr/cache.h"
#include "parsers/parser.h"
#include "text/clean.h"
#include "text/languages.h"

namespace lontar::isolation {
namespace {

constexpr auto kForever = Clock::time_point::max();

// The only descriptors are the standard ones, the channel, and the file of the day.
constexpr rlim_t kMostDescriptors = 64;

void limit(int resource, rlim_t most) {
  const rlimit limits{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &limits);
}

// Time and memory are limited by the indexer, file by file.
void limit_resources() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // never outlive the indexer
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  ::signal(SIGXFSZ, SIG_IGN);  // what a library would write fails, and does not cost the file
  limit(RLIMIT_NOFILE, kMostDescriptors);
  std::set_new_handler([] { ::_exit(kExitOutOfMemory); });
}

// The cache of the other side. Without an answer nothing more can be said to it either.
class ParentsCache : public ocr::Cache {
 public:
  explicit ParentsCache(Channel& channel) : channel_(channel) {}

  std::optional<ocr::Page> find(const std::string& key) override {
    if (!channel_.send(Kind::kFind, encode_find(key), kForever)) return {};
    const auto answer = channel_.receive(kForever);
    if (!answer || answer->kind != Kind::kFound) ::_exit(1);
    auto found = decode_found(answer->payload);
    return found ? std::move(*found) : std::nullopt;
  }
  void keep(const std::string& key, const ocr::Page& page) override {
    channel_.send(Kind::kKeep, encode(Kept{key, page}), kForever).ok();
  }

 private:
  Channel& channel_;
};

Result<void> parse(const parsers::Registry& registry, const io::Descriptor& file,
                   const std::string& name, Channel& channel) {
  if (!file) return Error{ErrorCode::kIo, "no file came with its name"};
  const auto bytes = io::MappedFile::of(file, name);
  if (!bytes) return bytes.error();
  Result<void> sent;
  const auto read = registry.parse({bytes->view(), name}, [&](const ParsedDocument& document) {
    if (!sent) return;
    const std::string message = encode(document);
    sent = message.size() > kMaxDocumentBytes
               ? Error{ErrorCode::kTooLarge, "it has more text than the " +
                                                 std::to_string(kMaxDocumentBytes >> 20) +
                                                 " MB that one document may have; divide it"}
               : channel.send(Kind::kDocument, message, kForever);
  });
  return sent ? read : sent;
}

int converse(const parsers::Registry& registry, Channel& channel) {
  for (;;) {
    const auto frame = channel.receive(kForever);
    if (!frame || frame->kind != Kind::kParse) return frame ? 1 : 0;
    const io::Descriptor file = channel.take_descriptor();
    Result<void> read;
    // Parsers do not throw; what is caught here is a library's fault, and costs this file alone.
    try {
      read = parse(registry, file, frame->payload, channel);
    } catch (const std::exception& error) {
      read = Error{ErrorCode::kDamaged, std::string("it cannot be read: ") + error.what()};
    }
    // A message may quote the file or name it, in any bytes.
    if (!read) read = Error{read.error().code, text::clean_line(read.error().message)};
    if (!channel.send(Kind::kEnd, encode(read), kForever)) return 0;
  }
}

}  // namespace

int serve(const std::function<void(parsers::Registry&)>& prepare) {
  Channel channel{io::Descriptor(kWorkerSocket)};
  const auto first = channel.receive(kForever);
  const auto start =
      first && first->kind == Kind::kStart ? decode_start(first->payload) : std::nullopt;
  if (!start) return 1;
  const auto refuse = [&](const Error& error) {
    channel.send(Kind::kEnd, encode(Result<void>(error)), kForever).ok();
    return 1;
  };
  const auto languages = text::Languages::load(start->config_dir);
  if (!languages) return refuse(languages.error());
  ParentsCache cache(channel);
  auto registry = parsers::Registry::create(start->config_dir, *languages,
                                            {start->ocr, &cache, start->ocr_budget});
  if (!registry) return refuse(registry.error());
  if (prepare) prepare(*registry);
  limit_resources();
  if (!channel.send(Kind::kReady, encode(confine()), kForever)) return 0;
  return converse(*registry, channel);
}

}  // namespace lontar::isolation
