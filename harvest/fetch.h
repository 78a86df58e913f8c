// One address into one file: what to ask so that nothing is fetched twice, following redirects by
// the rules, checking that what comes is what was asked for. One thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "harvest/hosts.h"
#include "harvest/media.h"
#include "harvest/store.h"

namespace lontar::harvest {

// A body that came to its end and lies in the store's partial file.
struct Body {
  std::string final_url;
  Head head;
  std::string hash;
  std::uint64_t bytes = 0;
  Media media = Media::kNone;
};

struct FetchResult {
  int status = 0;
  std::optional<Failure> failure;
  std::optional<std::chrono::milliseconds> retry_after;  // with a failure that may pass
  std::string redirect;                                  // where the answer leads instead
  std::optional<Body> body;                              // none of all that: as it was
};

class Fetcher {
 public:
  Fetcher(Hosts& hosts, Store& store, const Settings& settings)
      : hosts_(hosts), store_(store), settings_(settings) {}

  // `known`: what is remembered of the address when its file is here as it was fetched, or null.
  // `wanted`: what the file's name promises, kNone when it promises nothing.
  FetchResult fetch(const std::string& url, const Address& address, const Fetched* known,
                    Media wanted);

 private:
  class Download;
  FetchResult one(const std::string& url, const Address& address, const Fetched* known,
                  Media wanted);
  std::optional<Body> finish(const std::string& url, const Address& address, Head head,
                             Media wanted, std::optional<Failure>& failure);

  Hosts& hosts_;
  Store& store_;
  const Settings& settings_;
};

}  // namespace lontar::harvest
