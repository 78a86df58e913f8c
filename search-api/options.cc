#include "search-api/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "io/config.h"
#include "search-api/public_url.h"

#ifndef LONTAR_VERSION
#define LONTAR_VERSION "0.1.0"
#endif

namespace lontar::api {
namespace {

namespace fs = std::filesystem;

// What the command line gives, as text and numbers; unset ones stay empty or negative.
struct Given {
  std::string config = "config";
  std::string index;
  std::string web;
  std::string address;
  std::string public_url;
  int port = -1;
  int threads = 0;
  int queue = 0;
};

void declare(CLI::App& app, Given& given) {
  app.set_version_flag("--version", "lontar-search-api " LONTAR_VERSION);
  app.add_option("--index", given.index, "The index folder that lontar-indexer wrote");
  app.add_option("--config", given.config, "The folder of the configuration, or its lontar.toml")
      ->capture_default_str();
  app.add_option("--web", given.web, "The folder of templates, styles and scripts (default: web)");
  app.add_option("--address", given.address, "Address to listen on (default: 127.0.0.1)");
  app.add_option("--port", given.port, "Port to listen on; 0 takes a free one (default: 8080)")
      ->check(CLI::Range(0, 65535));
  app.add_option("--public-url", given.public_url,
                 "Where the world finds the service: https://law.example");
  app.add_option("--threads", given.threads, "Searches at a time (default: one per core)")
      ->check(CLI::Range(1, 256));
  app.add_option("--queue", given.queue,
                 "Requests that may wait; one more is answered 503 (default: 256)")
      ->check(CLI::Range(1, 100000));
}

fs::path config_folder(const fs::path& given) {
  if (given.extension() != ".toml") return given;
  return given.has_parent_path() ? given.parent_path() : fs::path(".");
}

// Fills what the command line leaves open from the [server] table.
Result<void> read_config(const fs::path& path, Given& given) {
  std::error_code error;
  if (!fs::exists(path, error)) return Result<void>();
  const auto config = io::read_toml(path);
  if (!config) return config.error();
  const auto server = (*config)["server"];
  const auto text = [&](const char* key, std::string& value) {
    if (value.empty()) value = server[key].value_or(std::string());
  };
  const auto number = [&](const char* key, int& value, int unset) {
    if (value == unset) value = static_cast<int>(server[key].value_or(std::int64_t{unset}));
  };
  text("index", given.index);
  text("web", given.web);
  text("address", given.address);
  text("public_url", given.public_url);
  number("port", given.port, -1);
  number("threads", given.threads, 0);
  number("queue", given.queue, 0);
  if (given.port > 65535 || given.threads > 256 || given.queue > 100000)
    return Error{ErrorCode::kInvalid,
                 path.string() + ": [server] port, threads or queue is out of range"};
  return Result<void>();
}

}  // namespace

std::variant<Options, Exit> read_options(int argc, const char* const* argv) {
  Given given;
  CLI::App app("Answers searches over a Lontar index: pages for people, JSON for programs.",
               "lontar-search-api");
  declare(app, given);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    std::ostringstream out;
    app.exit(success, out, out);
    return Exit{out.str(), 0};
  } catch (const CLI::Error& mistake) {
    std::ostringstream out;
    app.exit(mistake, out, out);
    return Exit{out.str(), 2};
  }
  const fs::path config_dir = config_folder(given.config);
  if (const auto read = read_config(config_dir / "lontar.toml", given); !read)
    return Exit{"lontar-search-api: " + read.error().message + "\n", 2};
  if (given.index.empty())
    return Exit{"lontar-search-api: no index; give --index DIR, or index in [server] of " +
                    (config_dir / "lontar.toml").string() + "\n",
                2};

  const auto public_url = read_public_url(given.public_url);
  if (!public_url)
    return Exit{
        "lontar-search-api: the public URL is http:// or https://, a host and perhaps a "
        "port, without a path: https://law.example; not “" +
            given.public_url + "”\n",
        2};

  Options options;
  options.application.public_url = *public_url;
  options.application.index_dir = given.index;
  options.application.config_dir = config_dir;
  options.application.web_dir = given.web.empty() ? "web" : given.web;
  options.application.threads = given.threads > 0
                                    ? static_cast<std::size_t>(given.threads)
                                    : std::max<std::size_t>(2, std::thread::hardware_concurrency());
  if (given.queue > 0) options.application.queue = static_cast<std::size_t>(given.queue);
  if (!given.address.empty()) options.server.address = given.address;
  if (given.port >= 0) options.server.port = static_cast<std::uint16_t>(given.port);
  return options;
}

}  // namespace lontar::api
